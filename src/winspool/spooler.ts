import type { Clock, InstalledPrinter } from "../domain/ports.ts";
import type { Documents } from "./messages.ts";
import { SpoolWorker, type SpoolWorkerOptions } from "./spool_worker.ts";
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

  constructor(options: SpoolerOptions) {
    this.#options = workerOptions(options);
    this.#lister = this.#options === null ? null : new SpoolWorker(this.#options);
  }

  /** The printers that this account sees; empty where there is no Windows. Throws a PrintError. */
  async installed(): Promise<readonly InstalledPrinter[]> {
    if (this.#lister === null) return [];
    const { names, defaultName, drivers } = await this.#lister.ask({ op: "list" });
    const same = (name: string) => name.toLowerCase() === defaultName?.toLowerCase();
    return names.map((name) => {
      const driver = drivers.get(name);
      return { name, isDefault: same(name), ...(driver === undefined || driver === "" ? {} : { driver }) };
    });
  }

  /**
   * A printer; `name` null is the Windows default printer, asked for at print time. Its documents are bytes for the printer
   * itself, or drawings (domain/drawing.ts) for its driver. Opens nothing yet.
   */
  open(name: string | null, documents: Documents = "raw"): WindowsPrinter {
    return new WindowsPrinter(name, this.#options, documents);
  }

  /** Ends the thread that lists; printers are closed by whoever opened them. */
  async close(): Promise<void> {
    await this.#lister?.close();
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
