/** How patient the program is with jobs and printers. Times are in ms. */
export interface Policy {
  /** How long a job is worth printing, by type; others take `usualLifetimeMs`. */
  readonly lifetimeMs: ReadonlyMap<string, number>;
  readonly usualLifetimeMs: number;
  /** After that long nobody stands at the drawer any more: it stays shut. */
  readonly drawerLifetimeMs: number;
  /** A job whose fate nobody can know: printed again with a banner, or left to a person. */
  readonly uncertainJobs: "reprint" | "hold";
  /** A printer that was away longer, with more than three jobs waiting, first gets one slip that lists them. */
  readonly catchUpAfterMs: number;
  /** How long a printer's troubles last before its jobs go to its fallback. */
  readonly fallbackAfterMs: number;
  /** How long jobs are remembered after their end, and their ids never printed again. */
  readonly historyMs: number;
}

const HOUR_MS = 3_600_000;

/** What holds when the settings say nothing. */
export const DEFAULT_POLICY: Policy = {
  lifetimeMs: new Map([["text", 4 * HOUR_MS]]),
  usualLifetimeMs: 24 * HOUR_MS,
  drawerLifetimeMs: 30_000,
  uncertainJobs: "reprint",
  catchUpAfterMs: 10 * 60_000,
  fallbackAfterMs: 60_000,
  historyMs: 7 * 24 * HOUR_MS,
};
