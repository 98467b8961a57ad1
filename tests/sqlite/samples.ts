import { ownJob } from "../../src/domain/own_job.ts";
import type { Job } from "../../src/domain/job.ts";
import type { PrintResponse } from "../../src/domain/outcome.ts";

/** How a job ends that went well. */
export const DONE = { kind: "done", stage: "spooled", evidence: "spooler" } as const;

/** A job as it was accepted. */
export function job(id: string, fields: Partial<Job> = {}): Job {
  return ownJob({
    id,
    type: "text",
    documentName: `Text ${id}`,
    data: { content: "x" },
    receivedAtMs: 1_000,
    ...fields,
  });
}

/** The response to a job that went well. */
export function response(id: string, message = "ok"): PrintResponse {
  return {
    status: "success",
    message,
    timestamp: "2026-03-07T21:14:05.000+01:00",
    printer: "Kitchen",
    job_id: id,
    document_name: null,
    type: "text",
    attempts: 1,
    stage: "spooled",
    evidence: "spooler",
    warnings: [],
  };
}

/** Runs `action` with the path of a database in a folder of its own. */
export function withFile(action: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    action(`${folder}/jobs.sqlite`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}
