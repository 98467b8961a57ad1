import type { Job } from "./job.ts";

/** What a person decided about one printer, and what it has printed. Times are ms since 1970. */
export interface LaneRecord {
  readonly lane: string;
  /** Since when it takes no job; `null` while it prints. */
  readonly pausedAtMs: number | null;
  /** The lane that prints its jobs; `null` when it does so itself. */
  readonly handedTo: string | null;
  readonly handedAtMs: number | null;
  /** Jobs since `sinceMs`, however long ago they were forgotten. */
  readonly printed: number;
  readonly failed: number;
  readonly sinceMs: number | null;
  /** When somebody said that a new roll is in; `null` when nobody did, and everything since `sinceMs` is counted. */
  readonly rollAtMs: number | null;
  /** Paper used since then, as far as the bytes tell. */
  readonly rollMm: number;
}

/** A job that ended and is not counted yet. */
export interface Uncounted {
  readonly seq: number;
  /** `null` where the job was forgotten meanwhile. */
  readonly lane: string | null;
  readonly state: string;
  readonly bytes: Uint8Array | null;
  readonly settledAtMs: number;
}

/** A job that ended, counted. */
export interface Counted extends Uncounted {
  readonly mm: number;
}

/** Jobs that ended in a time. */
export interface EndedJobs {
  readonly printed: number;
  readonly failed: number;
}

/** What is known of lanes beside their jobs. Every call is one durable transaction. */
export interface LaneBook {
  /** Lanes that nothing is known of are missing. */
  all(): readonly LaneRecord[];
  /** `false` when it was paused already, or not. */
  pause(lane: string, nowMs: number): boolean;
  resume(lane: string): boolean;
  /** From now on, and what waits. Gives the jobs that were sent on. */
  handOver(lane: string, to: string, reason: string, nowMs: number): readonly Job[];
  /** Ends that, and brings back what was sent on with this reason and still waits; `null` when it was not handed over. */
  takeBack(lane: string, reason: string): { readonly to: string; readonly jobs: readonly Job[] } | null;
  /** Sends on what waits in a lane, but for test pages of that very printer. Marked, unless it is at home there. */
  forward(lane: string, to: string, reason: string): readonly Job[];
  /** Jobs that ended at or after `sinceMs`, by lane. */
  ended(sinceMs: number): ReadonlyMap<string, EndedJobs>;
  /** Jobs that ended and are not counted yet, oldest first. */
  uncounted(limit: number): readonly Uncounted[];
  /** Adds them to their lanes, each once. */
  count(jobs: readonly Counted[]): void;
  /** The paper used is 0 from now on. */
  newRoll(lane: string, nowMs: number): void;
}
