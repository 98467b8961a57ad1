import type * as z from "zod";
import { hidden, maskedUrl, type Notice } from "./notice.ts";
import { SECRET_KEYS } from "./schema.ts";

/** One setting as given, wherever it came from. */
export interface Entry {
  /** As written. */
  readonly key: string;
  readonly value: string;
  /** `null` for the environment. */
  readonly line: number | null;
  readonly source: "file" | "environment";
}

/** Collects what is wrong, so that everything is said at once; masks what must not be shown. */
export class Report {
  readonly problems: Notice[] = [];
  readonly warnings: Notice[] = [];

  /** A setting that cannot be used. */
  problem(entry: Entry, message: string, remedy: string): void {
    this.problems.push(noticeOf(entry, message, remedy));
  }

  /** A setting whose schema refused it. */
  refused(entry: Entry, issue: z.core.$ZodIssue): void {
    const params = issue.code === "custom" ? issue.params : undefined;
    this.problem(entry, issue.message, typeof params?.remedy === "string" ? params.remedy : "");
  }

  /** A setting that can be used, or be left alone, and is probably not what was meant. */
  warn(entry: Entry, message: string, remedy: string): void {
    this.warnings.push(noticeOf(entry, message, remedy));
  }

  /** Something about no line: a setting or a file that is missing. */
  missing(key: string | null, message: string, remedy: string): void {
    this.problems.push({ line: null, key, value: null, message, remedy });
  }
}

function noticeOf(entry: Entry, message: string, remedy: string): Notice {
  return { line: entry.line, key: entry.key, value: shownValue(entry), message, remedy, source: entry.source };
}

function shownValue({ key, value }: Entry): string {
  const name = key.toUpperCase();
  return SECRET_KEYS.has(name)
    ? hidden(value)
    : name === "SOCKET_URL" || name === "HTTPS_PROXY"
    ? maskedUrl(value)
    : value;
}
