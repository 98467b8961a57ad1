// C0 and C1 controls, line and paragraph separators, bidi overrides and isolates, zero-width no-break space. Joiners
// (U+200C, U+200D) stay: Arabic and emoji need them.
// deno-lint-ignore no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * `text` on one line with every control character shown as a space, cut to `limit` characters. For titles, names and
 * values in messages: nothing from outside may drive a terminal, a log file or the Windows queue.
 */
export function printable(text: string, limit = 200): string {
  const clean = text.toWellFormed().replace(UNSEEN, " ").replace(/ {2,}/g, " ").trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1).toWellFormed().replace("\ufffd", "")}…`;
}

/** A value from outside as it may stand in a message: quoted text, a number, or its kind. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(printable(value, 60));
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "an object";
  return value === undefined ? "nothing" : String(value);
}
