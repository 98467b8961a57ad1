import type { ArchivedJob } from "./archive.ts";

/** What the backend has sent about guests and orders, to be read when it cannot be reached. Copies are left out. */
export interface JobBook {
  /**
   * The reservations for a day (`2026-03-08`, this PC's time zone), and all others with a number of one of them: a later
   * one may have moved it. One whose day cannot be read belongs to the day it came. Oldest first, at most `limit` of the day.
   */
  reservations(day: string, limit: number): Promise<readonly ArchivedJob[]>;
  /** The latest receipts and kitchen tickets, newest first. */
  orders(limit: number): Promise<readonly ArchivedJob[]>;
  /** Makes both faster, in its own time; printing goes on meanwhile. Rejects with what the store says. */
  prepare(): Promise<void>;
  /** When the newest job of a backend came, ms since 1970; `null` when none is known. */
  newestMs(): number | null;
}
