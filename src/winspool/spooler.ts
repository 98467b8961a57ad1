import type { Clock, InstalledPrinter } from "../domain/ports.ts";
import type { QueueDescription } from "../domain/driver.ts";
import type { Documents } from "./messages.ts";
import { SpoolWorker, type SpoolWorkerOptions } from "./spool_worker.ts";
import { troubles } from "./status_words.ts";
import { windowsLibraries } from "./symbols.ts";
import { WindowsPrinter } from "./windows_printer.ts";

/** How to reach the spooler. */
export interface SpoolerOptions {
  readonly clock: Clock;
  /** How long one call of Windows may take before it is given up, ms (30,000). */
  readonly callTimeoutMs?: number;
  /** Full path of a library that stands in for winspool.drv, kernel32.dll and gdi32.dll; for tests. */
  readonly libraryPath?: string;
}

/** The print spooler of this PC. Nothing is loaded before it is asked something. */
export class Spooler {
  readonly #options: SpoolWorkerOptions | null;
  readonly #lister: SpoolWorker | null;
  /** Apart from the lister: opening a queue of another PC may take long. */
  readonly #describer: SpoolWorker | null;

  constructor(options: SpoolerOptions) {
    this.#options = workerOptions(options);
    this.#lister = this.#options === null ? null : new SpoolWorker(this.#options);
    this.#describer = this.#options === null ? null : new SpoolWorker(this.#options);
  }

  /** The printers that this account sees; empty where there is no Windows. Throws a PrintError. */
  async installed(): Promise<readonly InstalledPrinter[]> {
    if (this.#lister === null) return [];
    const { names, defaultName, queues, kinds } = await this.#lister.ask({ op: "list" });
    return names.map((name) => {
      const isDefault = name.toLowerCase() === defaultName?.toLowerCase();
      const queue = queues.get(name);
      if (queue === undefined) return { name, isDefault };
      const { driver, port, jobs } = queue;
      const isOffline = troubles(queue).some((words) => words === "offline" || words === "not available");
      const kind = kinds.get(name) ?? "unknown";
      const about = { ...(driver === "" ? {} : { driver }), ...(kind === "unknown" ? {} : { kind }) };
      return { name, isDefault, ...about, port, jobs, isOffline };
    });
  }

  /** The driver and port of a queue (`name` null: the default one); `null` where there is no Windows. Throws a PrintError. */
  async describe(name: string | null): Promise<QueueDescription | null> {
    return await this.#describer?.ask({ op: "describe", printer: name }) ?? null;
  }

  /**
   * A printer; `name` null is the Windows default printer, asked for at print time. Its documents are bytes for the printer
   * itself, or drawings (domain/drawing.ts) for its driver. Opens nothing yet.
   */
  open(name: string | null, documents: Documents = "raw"): WindowsPrinter {
    return new WindowsPrinter(name, this.#options, documents);
  }

  /** Ends the threads that list and describe, at once; printers are closed by whoever opened them. */
  async close(): Promise<void> {
    await Promise.all([this.#lister?.abort(), this.#describer?.abort()]);
  }
}

function workerOptions(options: SpoolerOptions): SpoolWorkerOptions | null {
  const { clock, callTimeoutMs = 30_000, libraryPath } = options;
  if (libraryPath !== undefined) {
    return { clock, callTimeoutMs, libraries: { spooler: libraryPath, kernel: libraryPath, gdi: libraryPath } };
  }
  if (Deno.build.os !== "windows") return null;
  return { clock, callTimeoutMs, libraries: windowsLibraries(Deno.env.get("SystemRoot")) };
}
