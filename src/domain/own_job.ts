import type { Job } from "./job.ts";

/** What a job of the program's own is about; the rest is as in a request that wishes for nothing. */
export type OwnJob = Pick<Job, "id" | "type" | "documentName" | "data" | "receivedAtMs"> & Partial<Job>;

/** A job that no backend sent: a test page, a slip of the morning check. One copy, cut, and the drawer stays shut. */
export function ownJob(about: OwnJob): Job {
  return {
    printerName: null,
    copies: 1,
    openDrawer: false,
    cut: true,
    beep: false,
    priority: 0,
    expiresAtMs: null,
    dryRun: false,
    ...about,
  };
}
