import { attempt, DocumentFailure, suitableDriver, withQueue } from "./open_queue.ts";
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

/**
 * OpenPrinter, StartDoc, StartPage, Write …, EndPage, EndDoc, ClosePrinter with datatype RAW, or with XPS_PASS and
 * without pages where the driver wants that. Whatever fails, the document is aborted and the handle closed. Throws a
 * DocumentFailure.
 */
export function printRaw(api: SpoolApi, document: RawDocument, progress: Progress): Spooled {
  return withQueue(api, document.printer, (open) => {
    const { handle, printer, queue } = open;
    const { jobId, datatype } = start(api, handle, document.title, suitableDriver(api, open));
    const hasPages = datatype === "RAW";
    let taken = 0;
    try {
      if (hasPages) api.startPage(handle);
      progress.beforeFirstByte();
      writeAll(api, handle, document.bytes, (bytes) => taken += bytes);
      if (hasPages) api.endPage(handle);
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

// What is no XPS driver by what Windows told may be one all the same, where it told nothing. The other way round nothing is
// tried: an XPS driver takes RAW, reports success and prints nothing.
function start(
  api: SpoolApi,
  handle: PrinterHandle,
  title: string,
  datatype: "RAW" | "XPS_PASS",
): { jobId: number; datatype: "RAW" | "XPS_PASS" } {
  try {
    return { jobId: api.startDocument(handle, title, datatype), datatype };
  } catch (error) {
    const isRefused = error instanceof SpoolFailure && error.code === WIN.INVALID_DATATYPE && datatype === "RAW";
    const jobId = isRefused ? attempt(() => api.startDocument(handle, title, "XPS_PASS")) : null;
    if (jobId === null) throw error;
    return { jobId, datatype: "XPS_PASS" };
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
