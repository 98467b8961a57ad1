import type { DriverKind, QueueDescription } from "../domain/driver.ts";
import { askingPort, DRIVER, driverKind } from "./driver_kind.ts";
import type { Documents } from "./messages.ts";
import { type PrinterHandle, type SpoolApi, SpoolFailure } from "./spool_api.ts";
import { JOB_STATUS } from "./status_words.ts";
import type { DriverInfo, QueueInfo } from "./structs.ts";

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

/** Why a queue cannot be printed on: a window would open, or it makes faxes or files. */
export type Unsuitable = "asks" | "fax" | "virtual";

/** The queue does not lead to paper; `what` is the port or the driver that says so. */
export class UnsuitableQueue extends Error {
  override readonly name = "UnsuitableQueue";
  readonly why: Unsuitable;
  readonly what: string;

  constructor(why: Unsuitable, what: string) {
    super(`unsuitable: ${why} (${what})`);
    this.why = why;
    this.what = what;
  }
}

/** An open queue. */
export interface OpenQueue {
  readonly handle: PrinterHandle;
  /** The name as Windows spells it: "kitchen" opens "Kitchen". */
  readonly printer: string;
  /** `null`: Windows tells nothing. */
  readonly queue: QueueInfo | null;
}

/**
 * Opens a printer (`name` null: the default one), calls `use` with it and closes the handle. Whatever may be on paper is
 * the caller's matter. Throws a DocumentFailure.
 */
export function withQueue<T>(api: SpoolApi, name: string | null, use: (open: OpenQueue) => T): T {
  let printer = name;
  let handle: PrinterHandle | null = null;
  try {
    printer ??= api.defaultPrinter();
    if (printer === null) throw new NoDefaultPrinter();
    handle = api.open(printer);
    const queue = attempt(() => api.queue(handle ?? 0n));
    printer = queue?.printer || printer;
    return use({ handle, printer, queue });
  } catch (error) {
    const known = error instanceof SpoolFailure || error instanceof NoDefaultPrinter ||
      error instanceof UnsuitableQueue;
    throw known ? new DocumentFailure(error, printer, false) : error;
  } finally {
    // A handle that cannot be closed is gone already, and changes nothing for the document.
    if (handle !== null) attempt(() => api.close(handle ?? 0n));
  }
}

/** Opens a printer, refuses one that leads to no paper, and says what Windows tells of its queue. Throws as `withQueue`. */
export function inspect(
  api: SpoolApi,
  name: string | null,
  documents: Documents,
): { printer: string; queue: QueueInfo | null } {
  return withQueue(api, name, (open) => {
    if (documents === "raw") suitableDriver(api, open);
    else refuseDrawing(api, open);
    return { printer: open.printer, queue: open.queue };
  });
}

/** What prints through a queue, and where it leads. Throws as `withQueue`. */
export function describe(api: SpoolApi, name: string | null): QueueDescription {
  return withQueue(api, name, (open) => {
    const driver = attempt(() => api.driver(open.handle));
    const { printer, queue } = open;
    const about = { driver: queue?.driver || (driver?.name ?? ""), port: queue?.port ?? "" };
    return { name: printer, ...about, kind: kindOf(open, driver), ...documents(api, open) };
  });
}

/**
 * How the driver wants raw bytes to be called, after a refusal of queues that lead to no paper. An XPS driver swallows
 * RAW and reports success (Microsoft KB 2779300): its word is XPS_PASS. Throws an UnsuitableQueue.
 */
export function suitableDriver(api: SpoolApi, open: OpenQueue): "RAW" | "XPS_PASS" {
  const port = askingPort(open.queue?.port ?? "");
  if (port !== null) throw new UnsuitableQueue("asks", port);
  const driver = attempt(() => api.driver(open.handle));
  const kind = kindOf(open, driver);
  if (kind === "fax" || kind === "virtual") {
    throw new UnsuitableQueue(kind, open.queue?.driver || open.queue?.port || open.printer);
  }
  return kind === "v4" || kind === "xpsdrv" || ((driver?.attributes ?? 0) & DRIVER.XPS) !== 0 ? "XPS_PASS" : "RAW";
}

/** Refuses queues that would open a window or send a fax; what is drawn may become a file. Throws an UnsuitableQueue. */
export function refuseDrawing(api: SpoolApi, open: OpenQueue): void {
  const port = askingPort(open.queue?.port ?? "");
  if (port !== null) throw new UnsuitableQueue("asks", port);
  const isFax = kindOf(open, attempt(() => api.driver(open.handle))) === "fax";
  if (isFax) throw new UnsuitableQueue("fax", open.queue?.driver || open.queue?.port || open.printer);
}

function documents(api: SpoolApi, { handle }: OpenQueue): { documents?: number; oldestDocumentMs?: number } {
  const waiting = attempt(() => api.jobs(handle))?.filter(({ status }) => (status & JOB_STATUS.PRINTED) === 0);
  if (waiting === undefined) return {};
  const times = waiting.flatMap(({ submittedMs }) => submittedMs ?? []);
  return { documents: waiting.length, ...(times.length === 0 ? {} : { oldestDocumentMs: Math.min(...times) }) };
}

function kindOf({ queue }: OpenQueue, driver: DriverInfo | null): DriverKind {
  return driverKind({
    driver: queue?.driver || (driver?.name ?? ""),
    port: queue?.port ?? "",
    queueAttributes: queue?.attributes ?? 0,
    version: driver?.version ?? null,
    attributes: driver?.attributes ?? null,
  });
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
