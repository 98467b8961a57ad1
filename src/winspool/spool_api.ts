import type { GdiStep } from "../gdi/symbols.ts";
import {
  docInfo,
  docInfoSize,
  type DriverInfo,
  driverInfo,
  type Filled,
  jobBytes,
  type JobInfo,
  jobInfo,
  printerNames,
  type QueueInfo,
  queueInfo,
} from "./structs.ts";
import { ENUM_LOCAL, ENUM_LOCAL_AND_CONNECTED, JOB_CONTROL_DELETE, type Library, WIN } from "./symbols.ts";
import { fromWide, toWide } from "./wide.ts";

/** The functions of winspool and GDI that can fail, by their own names: a failure says which one it was. */
export type Step =
  | "EnumPrintersW"
  | "GetDefaultPrinterW"
  | "OpenPrinterW"
  | "GetPrinterW"
  | "GetPrinterDriverW"
  | "GetJobW"
  | "EnumJobsW"
  | "SetJobW"
  | "StartDocPrinterW"
  | "StartPagePrinter"
  | "WritePrinter"
  | "EndPagePrinter"
  | "EndDocPrinter"
  | "AbortPrinter"
  | "ClosePrinter"
  | GdiStep;

/** Such a function said no; `code` is what GetLastError gave, 0 when Windows gave no reason. */
export class SpoolFailure extends Error {
  override readonly name = "SpoolFailure";
  readonly step: Step;
  readonly code: number;

  constructor(step: Step, code: number) {
    super(`${step} failed with ${code}`);
    this.step = step;
    this.code = code;
  }
}

/** An open printer. */
export type PrinterHandle = bigint;

/** How often a list that keeps growing between two calls is asked for again. */
const GROWTH_LIMIT = 16;

/**
 * winspool.drv with plain values: strings, numbers and bytes in and out. Every method blocks, for as long as Windows
 * likes, and throws a SpoolFailure. For one thread; see worker.ts.
 */
export class SpoolApi {
  readonly #spooler: Library["spooler"];
  readonly #kernel: Library["kernel"];
  readonly #entering: (step: Step) => void;

  /** `entering` hears of every call before it is made; what it throws prevents the call. */
  constructor(library: Library, entering: (step: Step) => void) {
    this.#spooler = library.spooler;
    this.#kernel = library.kernel;
    this.#entering = entering;
  }

  /** Names of the printers this account sees. Level 4 reads the registry: no server is asked. */
  installed(): string[] {
    const returned = new Uint32Array(1);
    const filled = this.#fill(
      "EnumPrintersW",
      (address, size, needed) =>
        this.#spooler.EnumPrintersW(ENUM_LOCAL_AND_CONNECTED, 0n, 4, address, size, needed, returned),
    );
    return printerNames(filled, returned[0] ?? 0);
  }

  /** What Windows tells of each queue of this PC, by its name; those of other PCs are not asked. */
  queues(): Map<string, QueueInfo> {
    const returned = new Uint32Array(1);
    const filled = this.#fill(
      "EnumPrintersW",
      (address, size, needed) => this.#spooler.EnumPrintersW(ENUM_LOCAL, 0n, 2, address, size, needed, returned),
    );
    const queues = Array.from({ length: returned[0] ?? 0 }, (_, index) => queueInfo(filled, index));
    return new Map(queues.map((queue) => [queue.printer, queue]));
  }

  /** The default printer of this account; `null` when it has none. */
  defaultPrinter(): string | null {
    try {
      // Counts in characters, not in bytes.
      const filled = this.#fill(
        "GetDefaultPrinterW",
        (address, _, needed) => this.#spooler.GetDefaultPrinterW(address, needed),
        2,
      );
      return fromWide(filled.bytes, 0) || null;
    } catch (error) {
      if (error instanceof SpoolFailure && error.code === WIN.FILE_NOT_FOUND) return null;
      throw error;
    }
  }

  /**
   * Opens a printer for printing. A name that Windows would read as something else than one printer (empty: the print
   * server; `Name, Job 3`; `\\server`) is 1801 without a call.
   */
  open(name: string): PrinterHandle {
    if (name === "" || /[,\0]/.test(name) || /^\\\\[^\\]*\\?$/.test(name)) {
      throw new SpoolFailure("OpenPrinterW", WIN.INVALID_PRINTER_NAME);
    }
    const handle = new BigUint64Array(1);
    const wide = toWide(name);
    this.#call("OpenPrinterW", () => this.#spooler.OpenPrinterW(wide, handle, 0n));
    return handle[0] ?? 0n;
  }

  /** What Windows tells of the queue (GetPrinter level 2). */
  queue(handle: PrinterHandle): QueueInfo {
    return queueInfo(
      this.#fill("GetPrinterW", (address, size, needed) => this.#spooler.GetPrinterW(handle, 2, address, size, needed)),
    );
  }

  /** The queue's driver: level 8, or what level 2 has of it where Windows refuses that. */
  driver(handle: PrinterHandle): DriverInfo {
    const level = (number: 2 | 8) =>
      driverInfo(
        this.#fill(
          "GetPrinterDriverW",
          (address, size, needed) => this.#spooler.GetPrinterDriverW(handle, 0n, number, address, size, needed),
        ),
        number,
      );
    try {
      return level(8);
    } catch (error) {
      if (error instanceof SpoolFailure) return level(2);
      throw error;
    }
  }

  /** A job of the queue; `null` when it is there no more: sent, or deleted by a person. */
  job(handle: PrinterHandle, jobId: number): JobInfo | null {
    return this.#unlessGone(() =>
      jobInfo(
        this.#fill(
          "GetJobW",
          (address, size, needed) => this.#spooler.GetJobW(handle, jobId, 1, address, size, needed),
        ),
      )
    );
  }

  /** How many bytes of a job the spooler has (GetJob level 2); `null` when it is there no more. */
  jobBytes(handle: PrinterHandle, jobId: number): number | null {
    return this.#unlessGone(() =>
      jobBytes(
        this.#fill(
          "GetJobW",
          (address, size, needed) => this.#spooler.GetJobW(handle, jobId, 2, address, size, needed),
        ),
      )
    );
  }

  /** The first `limit` jobs of the queue, in its order. */
  jobs(handle: PrinterHandle, limit = 1000): JobInfo[] {
    const returned = new Uint32Array(1);
    const filled = this.#fill(
      "EnumJobsW",
      (address, size, needed) => this.#spooler.EnumJobsW(handle, 0, limit, 1, address, size, needed, returned),
    );
    return Array.from({ length: returned[0] ?? 0 }, (_, i) => jobInfo(filled, i));
  }

  /** Deletes a job of the queue; `false` when it is there no more. */
  deleteJob(handle: PrinterHandle, jobId: number): boolean {
    const deleted = this.#unlessGone(() =>
      this.#call("SetJobW", () => this.#spooler.SetJobW(handle, jobId, 0, 0n, JOB_CONTROL_DELETE))
    );
    return deleted !== null;
  }

  /** Starts a document and gives the number Windows gave it. */
  startDocument(handle: PrinterHandle, title: string, datatype: string): number {
    const size = docInfoSize(title, datatype);
    const address = this.#allocate(size);
    try {
      this.#kernel.CopyToNative(address, docInfo(title, datatype, address), BigInt(size));
      return this.#call("StartDocPrinterW", () => this.#spooler.StartDocPrinterW(handle, 1, address));
    } finally {
      this.#kernel.GlobalFree(address);
    }
  }

  startPage(handle: PrinterHandle): void {
    this.#call("StartPagePrinter", () => this.#spooler.StartPagePrinter(handle));
  }

  /** Hands `bytes` over; gives how many were taken, which may be fewer. */
  write(handle: PrinterHandle, bytes: Uint8Array<ArrayBuffer>): number {
    const written = new Uint32Array(1);
    this.#call("WritePrinter", () => this.#spooler.WritePrinter(handle, bytes, bytes.byteLength, written));
    return Math.min(written[0] ?? 0, bytes.byteLength);
  }

  endPage(handle: PrinterHandle): void {
    this.#call("EndPagePrinter", () => this.#spooler.EndPagePrinter(handle));
  }

  endDocument(handle: PrinterHandle): void {
    this.#call("EndDocPrinter", () => this.#spooler.EndDocPrinter(handle));
  }

  /** Deletes the document that was started. Without effect on a queue that does not spool (`ATTRIBUTE.DIRECT`). */
  abort(handle: PrinterHandle): void {
    this.#call("AbortPrinter", () => this.#spooler.AbortPrinter(handle));
  }

  close(handle: PrinterHandle): void {
    this.#call("ClosePrinter", () => this.#spooler.ClosePrinter(handle));
  }

  // Windows says "invalid parameter" of a job that is no longer in the queue; Wine gives no reason.
  #unlessGone<T>(action: () => T): T | null {
    try {
      return action();
    } catch (error) {
      const hasLeft = error instanceof SpoolFailure && (error.code === WIN.INVALID_PARAMETER || error.code === 0);
      if (hasLeft) return null;
      throw error;
    }
  }

  // The last error belongs to the thread, successful calls change it too and any Deno op may overwrite it: it is set to
  // 0 just before and read at once, only after a failure.
  #call(step: Step, call: () => number): number {
    this.#entering(step);
    this.#kernel.SetLastError(0);
    const result = call();
    if (result === 0) throw new SpoolFailure(step, this.#kernel.GetLastError());
    return result;
  }

  // Asks for the size, then for the content, and again when the content grew in between.
  #fill(step: Step, call: (address: bigint, size: number, needed: Uint32Array) => number, unitBytes = 1): Filled {
    const needed = new Uint32Array(1);
    let failure: SpoolFailure | null = null;
    for (let tries = 0; tries < GROWTH_LIMIT; tries++) {
      const size = needed[0] ?? 0;
      const address = size === 0 ? 0n : this.#allocate(size * unitBytes);
      try {
        this.#call(step, () => call(address, size, needed));
        const bytes = new Uint8Array(size * unitBytes);
        if (size > 0) this.#kernel.CopyFromNative(bytes, address, BigInt(bytes.byteLength));
        return { bytes, address };
      } catch (error) {
        if (!(error instanceof SpoolFailure)) throw error;
        if (error.code !== WIN.INSUFFICIENT_BUFFER && error.code !== WIN.MORE_DATA) throw error;
        failure = error;
      } finally {
        if (address !== 0n) this.#kernel.GlobalFree(address);
      }
    }
    throw failure ?? new SpoolFailure(step, WIN.INSUFFICIENT_BUFFER);
  }

  #allocate(bytes: number): bigint {
    const zeroed = 0x40;
    const address = this.#kernel.GlobalAlloc(zeroed, BigInt(bytes));
    if (address === 0n) throw new Error(`Windows has no memory for ${bytes} bytes`);
    return address;
  }
}
