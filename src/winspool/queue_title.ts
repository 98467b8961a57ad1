import { createHash } from "node:crypto";
import { printable } from "../domain/printable.ts";

/** What a title has before the job's mark. */
const BEFORE = " #";
const TITLE_LIMIT = 200;

/**
 * The title of a document for the Windows queue. One that ends with `#` and the job's id keeps that end whole: it is
 * cut in front of it, for a later start of the program finds the job by it.
 */
export function queueTitle(title: string, jobId: string): string {
  const end = `${BEFORE}${jobId}`;
  if (!title.endsWith(end)) return printable(title, TITLE_LIMIT);
  const mark = `${BEFORE}${markOf(jobId)}`;
  return `${printable(title.slice(0, -end.length), TITLE_LIMIT - mark.length)}${mark}`;
}

/** Whether `title` is one that `queueTitle` made for this job. */
export function isTitleOf(title: string, jobId: string): boolean {
  const at = title.lastIndexOf(BEFORE);
  return at >= 0 && title.slice(at + BEFORE.length) === markOf(jobId);
}

// An id that a queue may change or that is no single word (`7 #8`) is represented by its digest, so that no title can be
// read in two ways.
function markOf(jobId: string): string {
  return /^[!"$-~]{1,100}$/.test(jobId) ? jobId : createHash("sha256").update(jobId).digest("hex").slice(0, 32);
}
