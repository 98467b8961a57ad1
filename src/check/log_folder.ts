import { count, sizeText } from "./amounts.ts";
import { fail, type Finding, ok } from "./finding.ts";

/** What is known of the log. */
export interface LogFacts {
  readonly file: string;
  /** Bytes of the files there are. */
  readonly sizes: readonly number[];
  /** Why its folder cannot be written; `null` when it can. */
  readonly problem: string | null;
}

/** Where the log is, and how much of it. */
export function logFinding({ file, sizes, problem }: LogFacts): Finding {
  if (problem !== null) {
    return fail(
      "log",
      `cannot be written at "${file}": ${problem}. Set LOG_FILE to a place that this account may write to.`,
    );
  }
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return ok(
    "log",
    sizes.length === 0 ? `${file}, none yet` : `${file}, ${count(sizes.length, "file")}, ${sizeText(bytes)}`,
  );
}
