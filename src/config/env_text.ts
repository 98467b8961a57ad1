import { parseEnv } from "node:util";
import type { Notice } from "./notice.ts";

/** One setting as it stands in the file. */
export interface EnvEntry {
  /** As written, for messages. */
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

// What comes along with text copied from a web page or a document and looks like a space, or like nothing.
const ODD_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

const CURLY_QUOTES = /^\s*[“”„‘’‚«»](.*?)[“”„‘’‚«»]?\s*$/;

/**
 * The settings of a file's text. Each line goes through `parseEnv` by itself, so that every setting has its line and a
 * forgotten quote cannot swallow the settings after it. What `parseEnv` does silently is said: lines it skips, values
 * it cuts at `#`, `\n` in double quotes. The last of several lines with one key counts.
 */
export function parseEnvText(text: string): { entries: Map<string, EnvEntry>; warnings: Notice[] } {
  const entries = new Map<string, EnvEntry>();
  const warnings: Notice[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const warn = (key: string | null, message: string, remedy: string) =>
      warnings.push({ line, key, value: null, message, remedy });
    if (/^\s*(#|$)/.test(raw.replace(UNSEEN, ""))) return;
    const read = readLine(raw, warn);
    if (read === null) return;
    const name = read.key.toUpperCase();
    const earlier = entries.get(name);
    if (earlier !== undefined) {
      warn(read.key, `set before in line ${earlier.line}; this line counts`, "Delete the line that is not meant.");
    }
    entries.set(name, { ...read, line });
  });
  return { entries, warnings };
}

type Warn = (key: string | null, message: string, remedy: string) => void;

function readLine(raw: string, warn: Warn): { key: string; value: string } | null {
  const clean = raw.replace(ODD_SPACES, " ").replace(UNSEEN, "");
  const equals = clean.indexOf("=");
  // The line is not shown: what stands there may be a secret.
  if (equals < 0) {
    const key = /^\s*([A-Za-z_][\w.-]*)\s*:/.exec(clean)?.[1];
    if (key === undefined) warn(null, 'a line without "=" is ignored', 'Write KEY=value, or put "#" before a comment.');
    else warn(key, 'ignored, because ":" stands where "=" is needed', `Write ${key}=….`);
    return null;
  }
  const key = clean.slice(0, equals).trim().replace(/^(?:export|set)\s+/i, "");
  if (key === "") {
    warn(null, 'a line with nothing before "=" is ignored', "Write KEY=value.");
    return null;
  }
  if (clean.trim() !== raw.trim()) {
    warn(
      key,
      "invisible or no-break characters were replaced by plain ones",
      "They come from copied text; typing the line anew removes this warning.",
    );
  }
  return { key, value: readValue(key, clean.slice(equals + 1).trim(), warn) };
}

function readValue(key: string, written: string, warn: Warn): string {
  const curly = CURLY_QUOTES.exec(written);
  if (curly !== null) {
    warn(key, "curly quotes around the value were taken as plain ones", `Write ${key}='…' with straight quotes.`);
    return (curly[1] ?? "").trim();
  }
  const quote = /^["'`]/.exec(written)?.[0];
  if (quote !== undefined) return readQuoted(key, quote, written, warn);
  const value = (parseEnv(`X=${written}`).X ?? "").trim();
  // "48 # remark" is a comment as everybody writes it; "Kitchen #2" and "abc#def" are not.
  if (value !== written && !/(?:^|\s)#(?:\s|$)/.test(written.slice(0, written.indexOf("#") + 2).slice(-3))) {
    warn(key, 'the value is cut at "#", because it has no quotes', `If "#" belongs to it, write ${key}='…'.`);
  }
  return value;
}

function readQuoted(key: string, quote: string, written: string, warn: Warn): string {
  const end = written.indexOf(quote, 1);
  if (end < 0) {
    warn(key, `the quote ${quote} is never closed; the value was taken without it`, "Close it, or leave it out.");
    return written.slice(1).trim();
  }
  const rest = written.slice(end + 1).trim();
  if (rest !== "" && !rest.startsWith("#")) {
    warn(key, "what stands after the closing quote is ignored", "Put the whole value into one pair of quotes.");
  }
  const value = parseEnv(`X=${written}`).X ?? "";
  if (!value.includes("\n")) return value.trim();
  warn(
    key,
    'in double quotes "\\n" would be a line break; the value was taken as it is written',
    `For a path write ${key}='…' with single quotes, or no quotes.`,
  );
  return written.slice(1, end).trim();
}
