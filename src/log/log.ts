import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { printable } from "../domain/printable.ts";
import { FileLog } from "./file_log.ts";
import { type LogFormat, reasonOf } from "./log_line.ts";

/** How much is written: each level includes the ones after it. */
export type Level = "debug" | "info" | "warn" | "error";

/** Fixed keys beside an event: `job`, `printer`, `attempt`, `code`, `ms`. Never a receipt's contents or a secret. */
export type LogFields = Readonly<Record<string, unknown>>;

/** The program's log: events by name, `job_printed`, with a few fields. Writing to it never throws. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The file that is written; `null` when none could be opened. */
  readonly file: string | null;
  /** Why the file is not the one of the settings, as sentences for a person; `null` when it is. */
  readonly problem: string | null;
  /** Writes what is left and closes the file. */
  close(): Promise<void>;
}

/** What `openLog` is told. */
export interface LogOptions {
  readonly level: Level;
  /** Absolute path. */
  readonly file: string;
  /** Bytes after which a new file is begun; 5 MB when missing. */
  readonly maxBytes?: number;
  /** Files kept, the current one among them; 5 when missing. */
  readonly files?: number;
  /** Lines for people, or one JSON object a line; `text` when missing. */
  readonly format?: LogFormat;
  /** Hears each event that is in the file. Never throws. */
  readonly alsoTo?: (level: Level, event: string, fields: LogFields) => void;
  /** Where the log goes when `file` cannot be opened; the system's temporary folder when missing. */
  readonly fallbackFolder?: string;
}

const [MAX_BYTES, FILES] = [5_000_000, 5];

/**
 * Opens the log file and the old ones beside it (`….log.1` is the youngest). A file that cannot be opened never stops the program: the log goes to
 * the temporary folder instead, or nowhere, and `problem` says so.
 */
export function openLog(options: LogOptions): Log {
  const fallback = join(options.fallbackFolder ?? tmpdir(), basename(options.file));
  const problems: string[] = [];
  for (const file of [options.file, fallback]) {
    try {
      Deno.mkdirSync(dirname(file), { recursive: true });
      const log = new FileLog({
        file,
        level: options.level,
        maxBytes: options.maxBytes ?? MAX_BYTES,
        files: options.files ?? FILES,
        format: options.format ?? "text",
        problem: problems.length === 0 ? null : problems.join(" "),
        alsoTo: options.alsoTo ?? (() => {}),
      });
      if (log.problem !== null) log.warn("log_moved", { reason: log.problem });
      return log;
    } catch (error) {
      problems.push(`Cannot write the log file "${printable(file)}": ${reasonOf(error)}.`);
    }
  }
  return silentLog(problems.join(" "));
}

/** A log that writes nothing. */
export function silentLog(problem: string | null = null): Log {
  const nothing = () => {};
  return { debug: nothing, info: nothing, warn: nothing, error: nothing, file: null, problem, close: async () => {} };
}
