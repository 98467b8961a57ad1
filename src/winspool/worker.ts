/*
 * The Web Worker that owns winspool.drv and gdi32.dll. Its calls block this thread and nothing else. An order that was
 * given up on is cleaned up (aborted and closed) as soon as Windows answers; then the main thread ends the worker.
 */
import { GdiApi } from "../gdi/gdi_api.ts";
import type { DriverKind } from "../domain/driver.ts";
import { type GdiLibrary, openGdi } from "../gdi/symbols.ts";
import { printDrawn } from "./drawn_document.ts";
import { type Answers, type Failure, type Order, PHASE, type Report } from "./messages.ts";
import { describe, DocumentFailure, inspect, NoDefaultPrinter, UnsuitableQueue } from "./open_queue.ts";
import { holds, look, lookAround } from "./queue.ts";
import { printRaw, type Progress } from "./raw_document.ts";
import { SpoolApi, SpoolFailure, type Step } from "./spool_api.ts";
import type { QueueInfo } from "./structs.ts";
import { type Library, openLibrary, WIN } from "./symbols.ts";

/** What a worker has of its global scope; Deno's own types for it cannot be checked together with the main thread's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(report: Report): void;
}

/** Nobody waits for the order any more. */
class Abandoned extends Error {}

const CLEANING_UP: readonly Step[] = ["AbortPrinter", "ClosePrinter", "AbortDoc", "DeleteDC"];

const scope = globalThis as unknown as WorkerScope;
let library: Library | null = null;
let gdi: GdiLibrary | null = null;

scope.onmessage = ({ data: order }) => {
  const phase = new Int32Array(order.phase);
  const isAbandoned = () => Atomics.load(phase, 0) === PHASE.ABANDONED;
  const entering = (step: Step) => {
    if (isAbandoned() && !CLEANING_UP.includes(step)) throw new Abandoned();
    scope.postMessage({ id: order.id, kind: "entering", step });
  };
  let api: SpoolApi | null = null;
  try {
    library ??= openLibrary(order.libraries);
    const opened = library;
    api = new SpoolApi(opened, entering);
    const drawing = () => new GdiApi(gdi ??= openGdi(order.libraries.gdi), opened.kernel, entering);
    scope.postMessage({ id: order.id, kind: "answer", value: carryOut(api, drawing, order, phase) });
  } catch (error) {
    scope.postMessage({ id: order.id, kind: "failure", failure: failureOf(error, api) });
  }
};

function carryOut(
  api: SpoolApi,
  drawing: () => GdiApi,
  { id, request }: Order,
  phase: Int32Array,
): Answers[keyof Answers] {
  const progress: Progress = {
    beforeFirstByte() {
      if (request.op === "print" && request.asksFirst) {
        scope.postMessage({ id, kind: "asks" });
        Atomics.wait(phase, 0, PHASE.WAITING);
      }
      const was = Atomics.compareExchange(phase, 0, PHASE.WAITING, PHASE.SENDING);
      if (was === PHASE.ABANDONED) throw new Abandoned();
    },
    spooled: (value) => scope.postMessage({ id, kind: "spooled", value }),
  };
  switch (request.op) {
    case "list": {
      const names = api.installed();
      const queues = orElse(new Map<string, QueueInfo>(), () => api.queues());
      const kinds = new Map<string, DriverKind>();
      for (const name of queues.keys()) kinds.set(name, orElse("unknown", () => describe(api, name).kind));
      return { names, defaultName: orElse(null, () => api.defaultPrinter()), queues, kinds };
    }
    case "inspect":
      return inspect(api, request.printer, request.documents);
    case "describe":
      return describe(api, request.printer);
    case "state":
      return lookAround(api, request.printer);
    case "holds":
      return holds(api, request.printer, request.jobId, request.documents);
    case "look":
      return look(api, request.printer, request.spoolJobIds);
    case "print":
      return request.documents === "raw"
        ? printRaw(api, request, progress)
        : printDrawn(api, drawing(), request, progress);
  }
}

function failureOf(error: unknown, api: SpoolApi | null): Failure {
  if (error instanceof SpoolFailure) {
    const about = { printer: null, perhapsOnPaper: false, installed: [] };
    return { kind: "call", step: error.step, code: error.code, about };
  }
  if (!(error instanceof DocumentFailure)) {
    return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
  const { reason, printer, perhapsOnPaper } = error;
  const unknownName = reason instanceof SpoolFailure && reason.code === WIN.INVALID_PRINTER_NAME;
  const listHelps = unknownName || reason instanceof NoDefaultPrinter;
  const about = { printer, perhapsOnPaper, installed: listHelps ? orElse([], () => api?.installed() ?? []) : [] };
  if (reason instanceof SpoolFailure) return { kind: "call", step: reason.step, code: reason.code, about };
  if (reason instanceof UnsuitableQueue) return { kind: "unsuitable", why: reason.why, what: reason.what, about };
  return { kind: "no_default", about };
}

// For what only adds to an answer.
function orElse<T>(fallback: T, action: () => T): T {
  try {
    return action();
  } catch {
    return fallback;
  }
}
