import { printable } from "../domain/printable.ts";

/** One thing a person should know about a setting: a problem that stops the program, or a warning. */
export interface Notice {
  /** Line of the settings file, from 1; `null` when it is about no line. */
  readonly line: number | null;
  readonly key: string | null;
  /** What was read, fit to be shown: secrets are masked. `null` when the value is not the point. */
  readonly value: string | null;
  /** What is wrong; begins in lower case, has no full stop. */
  readonly message: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
  /** Where the value came from; `file` when missing. */
  readonly source?: "file" | "environment";
}

/** More than any notice has that quotes no whole file. */
const MAX_CHARACTERS = 2_000;

/** A notice as one line without control characters: `line 4: PAPER_COLUMNS "abc": expected a whole number from 16 to 96. Write …`. */
export function formatNotice(notice: Notice): string {
  const where = notice.source === "environment" ? "environment" : notice.line === null ? null : `line ${notice.line}`;
  const what = notice.key === null
    ? null
    : notice.value === null
    ? printable(notice.key, 60)
    : `${printable(notice.key, 60)} "${printable(notice.value, 100)}"`;
  const head = [where, what, notice.message].filter((part) => part !== null).join(": ");
  // Messages and remedies quote what stands in the file.
  return printable(notice.remedy === "" ? `${head}.` : `${head}. ${notice.remedy}`, MAX_CHARACTERS);
}

/** A value that must not be shown, as its length: enough to see that a paste went wrong. */
export function hidden(value: string): string {
  return `hidden, ${value.length} characters`;
}

/** A URL fit to be shown: user, password and the values of the query are masked. Works on what is no valid URL too. */
export function maskedUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/*|)[^/?#]*@/i, "$1***@")
    .replace(/([?&][^=&#]*=)[^&#]*/g, "$1***");
}

/** The candidate nearest to a mistyped name, compared without case; `null` when none is near enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toUpperCase();
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toUpperCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The Levenshtein distance: how many characters must be added, dropped or replaced. */
export function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
