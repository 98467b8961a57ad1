import { type PrinterHandle, type SpoolApi, SpoolFailure, type Step } from "./spool_api.ts";
import { ATTRIBUTE, JOB_STATUS } from "./status_words.ts";
import type { QueueInfo } from "./structs.ts";
import { WIN } from "./symbols.ts";

/** Bytes of one WritePrinter call: a receipt goes in one, and a long document still shows that it moves. */
export const CHUNK_BYTES = 64 * 1024;

/** A document for a queue; `printer` null is the default printer of this moment. */
export interface RawDocument {
  readonly printer: string | null;
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the spooler took. */
export interface Spooled {
  readonly printer: string;
  readonly jobId: number;
}

/** What the writing of a document tells while it goes on. */
export interface Progress {
  /** Called before the first byte is handed over; throws when nobody waits for the document any more. */
  beforeFirstByte(): void;
  /** The document is complete in the spooler; only the handle is still to be closed. */
  spooled(result: Spooled): void;
}

/** Why a document was not taken, and whether any of it may be on paper all the same. */
export class DocumentFailure extends Error {
  override readonly name = "DocumentFailure";
  readonly reason: SpoolFailure | NoDefaultPrinter | UnsuitableQueue;
  readonly printer: string | null;
  readonly perhapsOnPaper: boolean;

  constructor(reason: DocumentFailure["reason"], printer: string | null, perhapsOnPaper: boolean) {
    super(reason.message, { cause: reason });
    this.reason = reason;
    this.printer = printer;
    this.perhapsOnPaper = perhapsOnPaper;
  }
}

/** No printer was named, and this account has no default printer. */
export class NoDefaultPrinter extends Error {
  override readonly name = "NoDefaultPrinter";
}

/** The queue does not lead to a printer that takes bytes; `port` says where it leads. */
export class UnsuitableQueue extends Error {
  override readonly name = "UnsuitableQueue";
  readonly port: string;

  constructor(port: string) {
    super(`unsuitable port ${port}`);
    this.port = port;
  }
}

/**
 * OpenPrinter, StartDoc, StartPage, Write …, EndPage, EndDoc, ClosePrinter with datatype RAW. Whatever fails, the
 * document is aborted and the handle closed. Throws a DocumentFailure.
 */
export function printRaw(api: SpoolApi, document: RawDocument, progress: Progress): Spooled {
  return withPrinter(api, document.printer, (handle, printer, queue) => {
    const jobId = api.startDocument(handle, document.title, "RAW");
    let taken = 0;
    try {
      api.startPage(handle);
      progress.beforeFirstByte();
      writeAll(api, handle, document.bytes, (bytes) => taken += bytes);
      api.endPage(handle);
      api.endDocument(handle);
    } catch (error) {
      const perhaps = perhapsOnPaper(api, handle, { error, taken, jobId, queue });
      if (error instanceof SpoolFailure) throw new DocumentFailure(error, printer, perhaps);
      throw error;
    }
    const result = { printer, jobId };
    progress.spooled(result);
    return result;
  });
}

/** Opens a printer and says what Windows tells of its queue; `null` when it tells nothing. Throws as `printRaw`. */
export function inspect(api: SpoolApi, name: string | null): { printer: string; queue: QueueInfo | null } {
  return withPrinter(api, name, (_, printer, queue) => ({ printer, queue }));
}

/**
 * Opens a printer (`name` null: the default one), calls `use` with the handle, the name as Windows spells it and what
 * Windows tells of the queue, and closes the handle. Throws as `printRaw`.
 */
export function withPrinter<T>(
  api: SpoolApi,
  name: string | null,
  use: (handle: PrinterHandle, printer: string, queue: QueueInfo | null) => T,
): T {
  let printer = name;
  let handle: PrinterHandle | null = null;
  try {
    printer ??= api.defaultPrinter();
    if (printer === null) throw new NoDefaultPrinter();
    handle = api.open(printer);
    const queue = attempt(() => api.queue(handle ?? 0n));
    // The name as Windows spells it: "kitchen" opens "Kitchen".
    printer = queue?.printer || printer;
    if (queue !== null) refuseUnsuitable(queue);
    return use(handle, printer, queue);
  } catch (error) {
    const known = error instanceof SpoolFailure || error instanceof NoDefaultPrinter ||
      error instanceof UnsuitableQueue;
    throw known ? new DocumentFailure(error, printer, false) : error;
  } finally {
    // A handle that cannot be closed is gone already, and changes nothing for the document.
    if (handle !== null) attempt(() => api.close(handle ?? 0n));
  }
}

// "TRUE, 0 written" is answered by some port monitors while they are busy: once is forgiven.
function writeAll(
  api: SpoolApi,
  handle: PrinterHandle,
  bytes: Uint8Array<ArrayBuffer>,
  took: (bytes: number) => void,
): void {
  let empty = 0;
  for (let at = 0; at < bytes.byteLength;) {
    const written = api.write(handle, bytes.subarray(at, at + CHUNK_BYTES));
    empty = written === 0 ? empty + 1 : 0;
    if (empty === 2) throw new SpoolFailure("WritePrinter", 0);
    took(written);
    at += written;
  }
}

const SENDING: readonly Step[] = ["WritePrinter", "EndPagePrinter", "EndDocPrinter"];

// Aborts, and judges. Nothing is on paper when no byte was taken, or when the job was deleted before the spooler passed
// any of it on.
function perhapsOnPaper(
  api: SpoolApi,
  handle: PrinterHandle,
  at: { error: unknown; taken: number; jobId: number; queue: QueueInfo | null },
): boolean {
  const failure = at.error instanceof SpoolFailure ? at.error : null;
  const sending = failure !== null && SENDING.includes(failure.step);
  const direct = ((at.queue?.attributes ?? 0) & ATTRIBUTE.DIRECT) !== 0;
  let passedOn = direct && sending;
  let aborted = false;
  try {
    if (failure !== null && at.taken > 0) passedOn ||= isPassedOn(api, handle, at.jobId);
  } finally {
    aborted = attempt(() => (api.abort(handle), true)) ?? false;
  }
  // Somebody deleted the job: they saw it, and wanted no more of it.
  if (failure?.code === WIN.PRINT_CANCELLED) return false;
  return passedOn || (at.taken > 0 && !aborted) || (sending && failure?.code === WIN.RPC_CALL_FAILED);
}

/**
 * Whether any of a job may be on its way to the printer: a queue may print while it spools ("start printing immediately" is
 * Windows' default); its job then says so.
 */
export function isPassedOn(api: SpoolApi, handle: PrinterHandle, jobId: number): boolean {
  const sent = JOB_STATUS.PRINTING | JOB_STATUS.PRINTED | JOB_STATUS.COMPLETE;
  return ((attempt(() => api.job(handle, jobId))?.status ?? 0) & sent) !== 0;
}

function refuseUnsuitable(queue: QueueInfo): void {
  const dialog = /^(portprompt|file|nul|shrfax|xpsport):?$/i;
  const port = queue.port.split(",").find((name) => dialog.test(name.trim()));
  if (port !== undefined) throw new UnsuitableQueue(port.trim());
  if ((queue.attributes & ATTRIBUTE.FAX) !== 0) throw new UnsuitableQueue(queue.port);
}

/** What `action` gives; `null` when a call failed whose failure does not change the result. */
export function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof SpoolFailure) return null;
    throw error;
  }
}
