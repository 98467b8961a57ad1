import type { Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { printable } from "../domain/printable.ts";
import { SpoolWorker, type SpoolWorkerOptions } from "./spool_worker.ts";
import { troubles } from "./status_words.ts";

/**
 * An installed Windows printer that takes bytes as they are (datatype RAW). It has a thread of its own, started for the
 * first document, so that a queue that blocks stops no other printer and not the program.
 */
export class WindowsPrinter implements Printer {
  readonly #name: string | null;
  readonly #worker: SpoolWorker | null;

  /** `name` null is the default printer of the moment; `options` null: there is no Windows. */
  constructor(name: string | null, options: SpoolWorkerOptions | null) {
    this.#name = name;
    this.#worker = options === null ? null : new SpoolWorker(options);
  }

  /** `spooled` at best: that Windows has the document says nothing about paper. */
  async print(document: PrinterDocument): Promise<PrintReceipt> {
    if (document.bytes.byteLength === 0) {
      throw new PrintError("document_invalid", "Cannot print an empty document.", {
        hint: "Check the job's template.",
      });
    }
    const { printer, jobId } = await this.#windows().ask({
      op: "print",
      printer: this.#name,
      title: printable(document.title),
      bytes: new Uint8Array(document.bytes),
    });
    return { stage: "spooled", evidence: "spooler", printer, spoolJobId: jobId };
  }

  /** `ready`, or what Windows says is wrong with the queue: `opens, but Windows reports: offline, paused`. */
  async check(): Promise<string> {
    const { queue } = await this.#windows().ask({ op: "inspect", printer: this.#name });
    const words = queue === null ? [] : troubles(queue);
    return words.length === 0 ? "ready" : `opens, but Windows reports: ${words.join(", ")}`;
  }

  async close(): Promise<void> {
    await this.#worker?.close();
  }

  #windows(): SpoolWorker {
    if (this.#worker !== null) return this.#worker;
    const printer = this.#name === null ? "the Windows default printer" : `the Windows printer "${this.#name}"`;
    throw new PrintError("windows_only", `Cannot print on ${printer}: this system is not Windows.`, {
      hint: "Use a network printer (tcp://HOST:9100) or a folder (folder:PATH).",
    });
  }
}
