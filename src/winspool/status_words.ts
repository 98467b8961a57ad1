/** Bits of `QueueInfo.attributes` (PRINTER_ATTRIBUTE_*, winspool.h). */
export const ATTRIBUTE = { DIRECT: 0x2, KEEP_PRINTED_JOBS: 0x100, WORK_OFFLINE: 0x400, FAX: 0x4000 } as const;

/** `PRINTER_STATUS_PAUSED` of `QueueInfo.status`. */
export const QUEUE_PAUSED = 0x1;

/** `PRINTER_STATUS_BUSY`, `_PRINTING` and `_PROCESSING`: it works. */
export const QUEUE_PRINTING = 0x4600;

/** Bits of `JobInfo.status` (JOB_STATUS_*, winspool.h). */
export const JOB_STATUS = {
  PAUSED: 0x1,
  ERROR: 0x2,
  DELETING: 0x4,
  SPOOLING: 0x8,
  PRINTING: 0x10,
  OFFLINE: 0x20,
  PAPER_OUT: 0x40,
  PRINTED: 0x80,
  DELETED: 0x100,
  BLOCKED: 0x200,
  USER_INTERVENTION: 0x400,
  RESTART: 0x800,
  COMPLETE: 0x1000,
} as const;

// PRINTER_STATUS_*. What only says that the printer works (busy, printing, waiting …) is left out.
const TROUBLE: readonly (readonly [bit: number, words: string])[] = [
  [0x1, "paused"],
  [0x2, "error"],
  [0x4, "being deleted"],
  [0x8, "paper jam"],
  [0x10, "out of paper"],
  [0x20, "manual feed"],
  [0x40, "paper problem"],
  [0x80, "offline"],
  [0x800, "output bin full"],
  [0x1000, "not available"],
  [0x20000, "toner low"],
  [0x40000, "no toner"],
  [0x100000, "needs attention"],
  [0x200000, "out of memory"],
  [0x400000, "cover open"],
  [0x800000, "server unknown"],
  [0x2000000, "server offline"],
  [0x4000000, "driver update needed"],
];

const JOB_TROUBLE: readonly (readonly [bit: number, words: string])[] = [
  [JOB_STATUS.PAUSED, "paused"],
  [JOB_STATUS.ERROR, "error"],
  [JOB_STATUS.OFFLINE, "offline"],
  [JOB_STATUS.PAPER_OUT, "out of paper"],
  [JOB_STATUS.BLOCKED, "the driver cannot print it"],
  [JOB_STATUS.USER_INTERVENTION, "needs attention"],
];

/** What Windows says is wrong with a document of a queue, in words; empty when nothing. */
export function jobTroubles(job: { readonly status: number }): string[] {
  return JOB_TROUBLE.filter(([bit]) => (job.status & bit) !== 0).map(([, name]) => name);
}

/**
 * What Windows says is wrong with a queue, in words; empty when nothing. 0x400 in the attributes is "Use Printer
 * Offline", in the status it only means "printing", so the two are read apart. An idle queue reports no trouble
 * whatever the printer's state.
 */
export function troubles(queue: { readonly attributes: number; readonly status: number }): string[] {
  const words = TROUBLE.filter(([bit]) => (queue.status & bit) !== 0).map(([, name]) => name);
  const offline = (queue.attributes & ATTRIBUTE.WORK_OFFLINE) !== 0;
  return offline && !words.includes("offline") ? ["offline", ...words] : words;
}
