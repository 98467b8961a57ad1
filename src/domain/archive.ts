import type { Job } from "./job.ts";
import type { PrintResponse } from "./outcome.ts";

/** One job of the history, as it stands. Times are ms since 1970. */
export interface ArchivedJob {
  /** Order of arrival: grows with each job. */
  readonly seq: number;
  readonly id: string;
  /** `null` for a request that was refused, or answered without paper. */
  readonly job: Job | null;
  readonly lane: string | null;
  /** queued, printing, spooled, printed, failed, expired, uncertain or rejected. */
  readonly state: string;
  /** Code of the latest failure. */
  readonly error: string | null;
  readonly attempts: number;
  readonly receivedAtMs: number;
  readonly settledAtMs: number | null;
  /** Whether the bytes that a printer was given are kept. */
  readonly hasPaper: boolean;
  readonly response: PrintResponse | null;
}

/** Which jobs are wanted. */
export interface ArchiveQuery {
  /** Words that all have to be in the job, or begin one of its words; empty for every job. */
  readonly text: string;
  readonly states: readonly string[] | null;
  readonly lane: string | null;
  /** Only jobs that arrived before this one; `null` from the newest on. */
  readonly beforeSeq: number | null;
  readonly limit: number;
}

/** The history of a store, to be looked at. */
export interface JobArchive {
  /** The newest jobs first. Lets printing go on meanwhile. */
  search(query: ArchiveQuery): Promise<readonly ArchivedJob[]>;
  /** Makes searches faster, in its own time; printing goes on meanwhile. Rejects with what the store says. */
  prepareSearch(): Promise<void>;
  find(seq: number): ArchivedJob | null;
  /** What the printer was given; `null` when nothing was, or it is not kept. */
  bytes(seq: number): Uint8Array | null;
  /** Jobs of which nobody knows whether they are on paper. */
  uncertain(): number;
}

/** What became of a wish: it is done, was done before, or the job is not in the state for it. */
export type Wish =
  | { readonly is: "done"; readonly job: Job; readonly lane: string }
  | { readonly is: "twice" | "late" };

/** The answer that a backend is owed for what a person decided. */
export type Answer = (job: Job, lane: string, attempts: number) => PrintResponse;

/** What a person may change. Each call is one durable transaction. */
export interface JobWishes {
  /**
   * Has a job that ended printed once more in `lane` (`null`: where it was meant to be), drawer shut. `copyId` is the new
   * job's id: the same one a second time changes nothing.
   */
  copy(seq: number, copyId: string, lane: string | null, nowMs: number): Wish;
  /** Stores a job of this program's own, of which no backend is told; the same id a second time changes nothing. */
  own(job: Job, lane: string): Wish;
  /** Ends a job that waits. */
  cancel(seq: number, answer: Answer, nowMs: number): Wish;
  /** Gives a job that waits to another lane. */
  move(seq: number, lane: string, reason: string): Wish;
  /** An uncertain job is on paper. */
  isOnPaper(seq: number, answer: Answer): Wish;
  /** An uncertain job waits again, as a possible duplicate. */
  again(seq: number, nowMs: number): Wish;
}
