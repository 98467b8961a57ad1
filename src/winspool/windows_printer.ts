import type { Printer, PrinterDocument, PrintReceipt, QueueNews } from "../domain/ports.ts";
import { isBlank, readDrawing } from "../domain/drawing.ts";
import type { PrinterState } from "../domain/printer_state.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Documents } from "./messages.ts";
import { QueueFollower } from "./queue_follower.ts";
import { QueueStates, stateOfError } from "./queue_state.ts";
import { queueTitle } from "./queue_title.ts";
import { SpoolWorker, type SpoolWorkerOptions } from "./spool_worker.ts";
import { troubles } from "./status_words.ts";

/** Documents whose queue is remembered until they are followed. */
const REMEMBERED = 100;

/**
 * An installed Windows printer that takes bytes as they are (datatype RAW), or drawings through its driver. It has a thread of its own, started for the
 * first document, so that a queue that blocks stops no other printer and not the program; and a second one for
 * looks at its queue, started for the first document that is followed, so that neither waits for the other.
 */
export class WindowsPrinter implements Printer {
  readonly #name: string | null;
  readonly #documents: Documents;
  readonly #options: SpoolWorkerOptions | null;
  readonly #worker: SpoolWorker | null;
  readonly #watcher: SpoolWorker | null;
  /** The queues of the latest documents: the default printer may be another one by now. */
  readonly #queues = new Map<number, string>();
  readonly #states = new QueueStates();
  /** By the queue's name. */
  readonly #followers = new Map<string, QueueFollower>();

  /** `name` null is the default printer of the moment; `options` null: there is no Windows. */
  constructor(name: string | null, options: SpoolWorkerOptions | null, documents: Documents = "raw") {
    this.#name = name;
    this.#documents = documents;
    this.#options = options;
    this.#worker = options === null ? null : new SpoolWorker(options);
    this.#watcher = options === null ? null : new SpoolWorker(options);
  }

  /** `spooled` at best: that Windows has the document says nothing about paper. */
  async print(document: PrinterDocument): Promise<PrintReceipt> {
    const order = {
      op: "print" as const,
      printer: this.#name,
      asksFirst: document.beforeFirstByte !== undefined,
      title: queueTitle(document.title, document.jobId),
      ...this.#content(document.bytes),
    };
    const { printer, jobId } = await this.#windows().ask(
      order,
      () => document.beforeFirstByte?.() ?? Promise.resolve(),
    );
    this.#remember(jobId, printer);
    return { stage: "spooled", evidence: "spooler", printer, spoolJobId: jobId };
  }

  /** `ready`, or what Windows says is wrong with the queue: `opens, but Windows reports: offline, paused`. */
  async check(): Promise<string> {
    const { queue } = await this.#windows().ask({ op: "inspect", printer: this.#name, documents: this.#documents });
    const words = queue === null ? [] : troubles(queue);
    return words.length === 0 ? "ready" : `opens, but Windows reports: ${words.join(", ")}`;
  }

  /** What Windows says of the queue and its documents. Asked apart from printing, and never throws. */
  async state(): Promise<PrinterState> {
    if (this.#watcher === null || this.#options === null) return stateOfError(this.#windowsOnly());
    try {
      const look = await this.#watcher.ask({ op: "state", printer: this.#name });
      return this.#states.learn(look, this.#options.clock.nowMs());
    } catch (error) {
      return stateOfError(PrintError.from(error));
    }
  }

  /**
   * Whether the queue holds a document of this job that will be printed, or was and is kept. One that a killed program
   * left unfinished is deleted. Throws a PrintError.
   */
  async holds(jobId: string): Promise<boolean> {
    return await this.#windows().ask({ op: "holds", printer: this.#name, jobId, documents: this.#documents });
  }

  /** Tells each change of a document of `print` until it left the queue, at most for a day. The result stops that. */
  follow(spoolJobId: number, learn: (news: QueueNews) => void): () => void {
    const queue = this.#queues.get(spoolJobId) ?? this.#name;
    this.#queues.delete(spoolJobId);
    if (queue === null || this.#options === null || this.#watcher === null) return () => {};
    let follower = this.#followers.get(queue);
    if (follower === undefined) {
      const { clock } = this.#options;
      const watcher = this.#watcher;
      const look = (spoolJobIds: readonly number[]) => watcher.ask({ op: "look", printer: queue, spoolJobIds });
      follower = new QueueFollower({ clock, look, printer: queue });
      this.#followers.set(queue, follower);
    }
    return follower.follow(spoolJobId, learn);
  }

  async close(): Promise<void> {
    for (const follower of this.#followers.values()) follower.stop();
    await Promise.all([this.#worker?.close(), this.#watcher?.abort()]);
  }

  #content(bytes: Uint8Array) {
    if (this.#documents === "raw") {
      if (bytes.byteLength === 0) throw emptyDocument();
      return { documents: "raw" as const, bytes: new Uint8Array(bytes) };
    }
    const drawing = readDrawing(bytes);
    if (drawing === null) throw notDrawn();
    if (isBlank(drawing)) throw emptyDocument();
    return { documents: "drawn" as const, drawing };
  }

  #remember(spoolJobId: number, queue: string): void {
    this.#queues.set(spoolJobId, queue);
    const [oldest] = this.#queues.keys();
    if (this.#queues.size > REMEMBERED && oldest !== undefined) this.#queues.delete(oldest);
  }

  #windows(): SpoolWorker {
    if (this.#worker === null) throw this.#windowsOnly();
    return this.#worker;
  }

  #windowsOnly(): PrintError {
    const printer = this.#name === null ? "the Windows default printer" : `the Windows printer "${this.#name}"`;
    return new PrintError("windows_only", `Cannot print on ${printer}: this system is not Windows.`, {
      hint: "Use a network printer (tcp://HOST:9100) or a folder (folder:PATH).",
    });
  }
}

function emptyDocument(): PrintError {
  return new PrintError("document_invalid", "Cannot print an empty document.", { hint: "Check the job's template." });
}

function notDrawn(): PrintError {
  return new PrintError("document_invalid", "Cannot print raw data on a printer that is drawn on (format gdi).", {
    hint: "Send raw jobs to a receipt printer, or set this printer's FORMAT to escpos if it is one.",
  });
}
