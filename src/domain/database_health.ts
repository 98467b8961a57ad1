/** The state of the file that holds the jobs, and of what waits in it. Times are ms since 1970. */
export type DatabaseHealth =
  | { readonly state: "none" }
  /** `problem` in words, with what to do. */
  | { readonly state: "unusable"; readonly problem: string }
  | { readonly state: "damaged"; readonly reason: string }
  | {
    readonly state: "sound";
    /** Of the file and its write-ahead log. */
    readonly bytes: number;
    readonly waiting: number;
    /** When the oldest waiting job came; `null` without one. */
    readonly oldestMs: number | null;
    /** Answers that the backend has not confirmed, and when the oldest of their jobs ended. */
    readonly owed: number;
    readonly oldestOwedMs: number | null;
  };
