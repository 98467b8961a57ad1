import { getRotatingFileSink } from "@logtape/file";
import { compareLogLevel, configureSync, type LogLevel, type LogRecord, type Sink } from "@logtape/logtape";
import type { Level, Log, LogFields } from "./log.ts";
import { formatLine, jsonLine, type LogFormat, reasonOf } from "./log_line.ts";

const LOGTAPE_LEVELS = { debug: "debug", info: "info", warn: "warning", error: "error" } as const;

type FileSink = Sink & AsyncDisposable;

/** Where a `FileLog` writes, and what. */
export interface FileLogOptions {
  readonly file: string;
  readonly level: Level;
  readonly maxBytes: number;
  readonly files: number;
  readonly format: LogFormat;
  readonly problem: string | null;
  readonly alsoTo: (level: Level, event: string, fields: LogFields) => void;
}

/** The log in a file that goes on in a new one when it is full. */
export class FileLog implements Log {
  readonly file: string;
  readonly problem: string | null;
  readonly #lowest: LogLevel;
  readonly #maxBytes: number;
  readonly #files: number;
  readonly #format: LogFormat;
  readonly #alsoTo: FileLogOptions["alsoTo"];
  #sink: FileSink;
  #fault: unknown = null;
  readonly #closing: PromiseLike<void>[] = [];

  /** Throws when the file cannot be opened. */
  constructor({ file, level, maxBytes, files, format, problem, alsoTo }: FileLogOptions) {
    this.file = file;
    this.problem = problem;
    this.#lowest = LOGTAPE_LEVELS[level];
    this.#maxBytes = maxBytes;
    this.#files = files;
    this.#format = format;
    this.#alsoTo = alsoTo;
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
    this.#write("warn", event, fields);
  }

  error(event: string, fields?: LogFields): void {
    this.#write("error", event, fields);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#closing, this.#sink[Symbol.asyncDispose]()]);
  }

  #write(own: Level, event: string, fields: LogFields = {}): void {
    const level = LOGTAPE_LEVELS[own];
    if (compareLogLevel(level, this.#lowest) < 0) return;
    try {
      if (this.#fault !== null) this.#reopen();
      this.#sink(recordOf(level, event, fields));
    } catch (error) {
      this.#fault = error;
    }
    this.#alsoTo(own, event, fields);
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
      formatter: this.#format === "json" ? jsonLine : formatLine,
      maxSize,
      maxFiles: this.#files - 1,
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
