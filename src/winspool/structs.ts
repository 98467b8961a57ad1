import { DOC_INFO_1, DRIVER_INFO, JOB_INFO_1, JOB_INFO_2, PRINTER_INFO_2, PRINTER_INFO_4 } from "./symbols.ts";
import { fromWide, LITTLE_ENDIAN, toWide } from "./wide.ts";

/** A copy of memory that Windows filled, and the address it was filled at: its strings are addresses into it. */
export interface Filled {
  readonly bytes: Uint8Array;
  readonly address: bigint;
}

/** A queue as `GetPrinter` level 2 tells it; `attributes` and `status` are Windows' bits (status_words.ts). */
export interface QueueInfo {
  /** The queue's full name; with `\\server\` for one of another PC. */
  readonly printer: string;
  readonly port: string;
  readonly driver: string;
  readonly attributes: number;
  readonly status: number;
  /** Jobs that wait in it. */
  readonly jobs: number;
}

/** A driver as `GetPrinterDriver` tells it. */
export interface DriverInfo {
  readonly name: string;
  /** 3, or 4 for the kind that Windows 8 brought. */
  readonly version: number;
  /** Windows' bits (driver_kind.ts); `null` when only level 2 was told. */
  readonly attributes: number | null;
}

/** A job of a queue as `GetJob` and `EnumJobs` level 1 tell it. */
export interface JobInfo {
  readonly id: number;
  readonly title: string;
  /** `RAW` for bytes; empty when Windows does not say. */
  readonly datatype: string;
  /** The driver's own words, in the language of Windows; counts before `status` when it is not empty. */
  readonly statusText: string;
  /** Windows' bits (status_words.ts). */
  readonly status: number;
  readonly position: number;
  readonly totalPages: number;
  readonly pagesPrinted: number;
  /** When it came into the queue, ms since 1970; missing where Windows does not say. */
  readonly submittedMs?: number;
}

/**
 * DOC_INFO_1 and its two strings as one block that is to be copied to `address`. `outputFile` stays NULL: to the
 * printer, not to a file.
 */
export function docInfo(title: string, datatype: string, address: bigint): Uint8Array<ArrayBuffer> {
  const name = toWide(title);
  const type = toWide(datatype);
  const block = new Uint8Array(docInfoSize(title, datatype));
  const view = new DataView(block.buffer);
  view.setBigUint64(DOC_INFO_1.docName, address + BigInt(DOC_INFO_1.size), LITTLE_ENDIAN);
  view.setBigUint64(DOC_INFO_1.datatype, address + BigInt(DOC_INFO_1.size + name.byteLength), LITTLE_ENDIAN);
  block.set(new Uint8Array(name.buffer), DOC_INFO_1.size);
  block.set(new Uint8Array(type.buffer), DOC_INFO_1.size + name.byteLength);
  return block;
}

/** How many bytes `docInfo` makes. */
export function docInfoSize(title: string, datatype: string): number {
  return DOC_INFO_1.size + toWide(title).byteLength + toWide(datatype).byteLength;
}

/** The names in an array of PRINTER_INFO_4. */
export function printerNames(filled: Filled, count: number): string[] {
  return Array.from({ length: count }, (_, i) => text(filled, i * PRINTER_INFO_4.size + PRINTER_INFO_4.printerName));
}

/** The `index`th PRINTER_INFO_2 of an array. */
export function queueInfo(filled: Filled, index = 0): QueueInfo {
  const at = index * PRINTER_INFO_2.size;
  return {
    printer: text(filled, at + PRINTER_INFO_2.printerName),
    port: text(filled, at + PRINTER_INFO_2.portName),
    driver: text(filled, at + PRINTER_INFO_2.driverName),
    attributes: number(filled, at + PRINTER_INFO_2.attributes),
    status: number(filled, at + PRINTER_INFO_2.status),
    jobs: number(filled, at + PRINTER_INFO_2.jobs),
  };
}

/** One DRIVER_INFO_2 or DRIVER_INFO_8. */
export function driverInfo(filled: Filled, level: 2 | 8): DriverInfo {
  return {
    name: text(filled, DRIVER_INFO.name),
    version: number(filled, DRIVER_INFO.version),
    attributes: level === 8 ? number(filled, DRIVER_INFO.attributes) : null,
  };
}

/** The `index`th JOB_INFO_1 of an array. */
export function jobInfo(filled: Filled, index = 0): JobInfo {
  const at = index * JOB_INFO_1.size;
  const submittedMs = systemTime(filled, at + JOB_INFO_1.submitted);
  return {
    id: number(filled, at + JOB_INFO_1.jobId),
    title: text(filled, at + JOB_INFO_1.document),
    datatype: text(filled, at + JOB_INFO_1.datatype),
    statusText: text(filled, at + JOB_INFO_1.statusText),
    status: number(filled, at + JOB_INFO_1.status),
    position: number(filled, at + JOB_INFO_1.position),
    totalPages: number(filled, at + JOB_INFO_1.totalPages),
    pagesPrinted: number(filled, at + JOB_INFO_1.pagesPrinted),
    ...(submittedMs === null ? {} : { submittedMs }),
  };
}

/** The bytes of the document of one JOB_INFO_2. */
export function jobBytes(filled: Filled): number {
  return number(filled, JOB_INFO_2.bytes);
}

// SYSTEMTIME, which is UTC here: year, month, day of the week, day, hour, minute, second, ms; of 16 bits each.
function systemTime(filled: Filled, offset: number): number | null {
  const part = (index: number) => view(filled).getUint16(offset + 2 * index, LITTLE_ENDIAN);
  return part(0) === 0 ? null : Date.UTC(part(0), part(1) - 1, part(3), part(4), part(5), part(6), part(7));
}

function number(filled: Filled, offset: number): number {
  return view(filled).getUint32(offset, LITTLE_ENDIAN);
}

function text(filled: Filled, offset: number): string {
  const address = view(filled).getBigUint64(offset, LITTLE_ENDIAN);
  // NULL for a missing string; and no driver's mistake may make us read outside the copy.
  const inside = Number(address - filled.address);
  return address === 0n || inside < 0 || inside >= filled.bytes.byteLength ? "" : fromWide(filled.bytes, inside);
}

function view(filled: Filled): DataView {
  return new DataView(filled.bytes.buffer, filled.bytes.byteOffset, filled.bytes.byteLength);
}
