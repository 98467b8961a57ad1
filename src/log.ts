import { getRotatingFileSink } from "@logtape/file";
import { compareLogLevel, configureSync, type LogLevel, type LogRecord, type Sink } from "@logtape/logtape";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { printable } from "./domain/printable.ts";

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
  /** Where the log goes when `file` cannot be opened; the system's temporary folder when missing. */
  readonly fallbackFolder?: string;
}

const MAX_BYTES = 5_000_000;
/** Old files beside the current one: `….log.1` is the youngest. */
const OLD_FILES = 4;

const LOGTAPE_LEVELS = { debug: "debug", info: "info", warn: "warning", error: "error" } as const;

type FileSink = Sink & AsyncDisposable;

/**
 * Opens the log file, five files of 5 MB at most. A file that cannot be opened never stops the program: the log goes to
 * the temporary folder instead, or nowhere, and `problem` says so.
 */
export function openLog(options: LogOptions): Log {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const fallback = join(options.fallbackFolder ?? tmpdir(), basename(options.file));
  const problems: string[] = [];
  for (const file of [options.file, fallback]) {
    try {
      Deno.mkdirSync(dirname(file), { recursive: true });
      const log = new FileLog(file, options.level, maxBytes, problems.length === 0 ? null : problems.join(" "));
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

class FileLog implements Log {
  readonly file: string;
  readonly problem: string | null;
  readonly #lowest: LogLevel;
  readonly #maxBytes: number;
  #sink: FileSink;
  #fault: unknown = null;
  readonly #closing: PromiseLike<void>[] = [];

  constructor(file: string, level: Level, maxBytes: number, problem: string | null) {
    this.file = file;
    this.problem = problem;
    this.#lowest = LOGTAPE_LEVELS[level];
    this.#maxBytes = maxBytes;
    this.#sink = this.#open(maxBytes);
    // The file sink reports what it could not write to LogTape's own logger, and nowhere else.
    configureSync({
      reset: true,
      sinks: { fault: (record) => this.#faultReported(record) },
      loggers: [{ category: ["logtape", "meta"], sinks: ["fault"], lowestLevel: "warning" }],
    });
  }

  debug(event: string, fields?: LogFields): void {
    this.#write("debug", event, fields);
  }

  info(event: string, fields?: LogFields): void {
    this.#write("info", event, fields);
  }

  warn(event: string, fields?: LogFields): void {
    this.#write("warning", event, fields);
  }

  error(event: string, fields?: LogFields): void {
    this.#write("error", event, fields);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#closing, this.#sink[Symbol.asyncDispose]()]);
  }

  #write(level: LogLevel, event: string, fields: LogFields = {}): void {
    if (compareLogLevel(level, this.#lowest) < 0) return;
    try {
      if (this.#fault !== null) this.#reopen();
      this.#sink(recordOf(level, event, fields));
    } catch (error) {
      this.#fault = error;
    }
  }

  // A failed rotation (another program holds the file) leaves the sink with a closed file: a new one is opened, and
  // rotation is tried again after as many bytes more.
  #reopen(): void {
    const reason = reasonOf(this.#fault);
    const bytes = sizeOf(this.file);
    const old = this.#sink;
    this.#sink = this.#open(bytes + this.#maxBytes);
    this.#fault = null;
    this.#closing.push(old[Symbol.asyncDispose]());
    this.#sink(recordOf("warning", "log_interrupted", { reason }));
  }

  #open(maxSize: number): FileSink {
    // Without a buffer each line is in the file at once, also when the program is killed; non-blocking, so that no job
    // waits for the disk.
    return getRotatingFileSink(this.file, {
      formatter: formatLine,
      maxSize,
      maxFiles: OLD_FILES,
      bufferSize: 0,
      nonBlocking: true,
    }) as Sink as FileSink;
  }

  #faultReported(record: LogRecord): void {
    if (record.properties.path === this.file) this.#fault = record.properties.error;
  }
}

function sizeOf(file: string): number {
  try {
    return Deno.statSync(file).size;
  } catch {
    return 0;
  }
}

function recordOf(level: LogLevel, event: string, properties: LogFields): LogRecord {
  return { category: [], level, message: [event], rawMessage: event, timestamp: Date.now(), properties };
}

const WORDS: Record<LogLevel, string> = {
  trace: "TRACE",
  debug: "DEBUG",
  info: "INFO",
  warning: "WARN",
  error: "ERROR",
  fatal: "FATAL",
};

/** A record as a line for people: `2026-03-07 21:14:05.120 INFO job_printed job=7f3a printer="Kitchen" ms=38`. */
export function formatLine(record: LogRecord): string {
  const fields = Object.entries(record.properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${printable(key, 40)}=${fieldValue(value)}`);
  const event = printable(String(record.rawMessage), 80);
  return `${localTime(record.timestamp)} ${WORDS[record.level]} ${event}${fields.join("")}\n`;
}

// Bare where a reader cannot mistake where it ends: numbers, ids, codes. Everything else is quoted.
function fieldValue(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  const text = printable(textOf(value), 1000);
  return /^[a-z0-9][a-z0-9_.:+-]*$/.test(text) ? text : JSON.stringify(text);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) return value.map(textOf).join("; ");
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function localTime(ms: number): string {
  const offset = new Date(ms).getTimezoneOffset();
  return new Date(ms - offset * 60_000).toISOString().slice(0, -1).replace("T", " ");
}

function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error)).replace(/[.:]+$/, "");
}
