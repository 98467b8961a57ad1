import { maskOf } from "../privacy.ts";

const HIDE = maskOf(null);
/** A document's name, in a line for people or in JSON: it may be a customer's. */
const DOCUMENT = /(\bdocument=|"document":)("(?:[^"\\]|\\.)*"|\S+)/g;
/** Characters of one line that are shown. */
const MOST = 2_000;

/** A line of the log as the page shows it: as it stands in the file, or without names and telephone numbers. */
export function shownLine(line: string, isMasked: boolean): string {
  const short = line.length > MOST ? `${line.slice(0, MOST)} …` : line;
  return isMasked
    ? HIDE(short.replace(DOCUMENT, (_, key: string, name: string) => key + name.replace(/[\p{L}\p{N}\p{M}]/gu, "•")))
    : short;
}
