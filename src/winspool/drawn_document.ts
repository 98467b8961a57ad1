import type { Drawing } from "../domain/drawing.ts";
import { Canvas } from "../gdi/canvas.ts";
import { type GdiApi, GdiFailure } from "../gdi/gdi_api.ts";
import { attempt, DocumentFailure, refuseDrawing, withQueue } from "./open_queue.ts";
import { isPassedOn, type Progress, type Spooled } from "./raw_document.ts";
import { type PrinterHandle, type SpoolApi, SpoolFailure, type Step } from "./spool_api.ts";
import { ATTRIBUTE } from "./status_words.ts";
import type { QueueInfo } from "./structs.ts";
import { WIN } from "./symbols.ts";

/** A drawing for a queue; `printer` null is the default printer of this moment. */
export interface DrawnDocument {
  readonly printer: string | null;
  readonly title: string;
  readonly drawing: Drawing;
}

/**
 * CreateDC, StartDoc, each page, EndDoc, DeleteDC: the printer's own driver makes of it what the printer takes. Whatever
 * fails, the document is aborted and everything is closed. Throws a DocumentFailure.
 */
export function printDrawn(api: SpoolApi, gdi: GdiApi, document: DrawnDocument, progress: Progress): Spooled {
  return withQueue(api, document.printer, (open) =>
    asSpoolFailure(() => {
      const { handle, printer, queue } = open;
      refuseDrawing(api, open);
      const canvas = new Canvas(gdi, printer);
      try {
        const pages = canvas.prepare(document.drawing);
        const jobId = canvas.start(document.title);
        let pagesEnded = 0;
        try {
          progress.beforeFirstByte();
          for (const draw of pages) {
            draw();
            pagesEnded++;
          }
          canvas.end();
        } catch (error) {
          const perhaps = perhapsOnPaper(api, handle, canvas, { error, pagesEnded, jobId, queue });
          if (error instanceof GdiFailure) throw new DocumentFailure(spoolFailure(error), printer, perhaps);
          throw error;
        }
        const result = { printer, jobId };
        progress.spooled(result);
        return result;
      } finally {
        // What cannot be closed is gone already, and changes nothing for the document.
        attempt(() => asSpoolFailure(() => canvas.close()));
      }
    }));
}

const SENDING: readonly Step[] = ["EndPage", "EndDoc"];

// Aborts, and judges as raw_document.ts does: a spooler may pass pages on before the document ends.
function perhapsOnPaper(
  api: SpoolApi,
  handle: PrinterHandle,
  canvas: Canvas,
  at: { error: unknown; pagesEnded: number; jobId: number; queue: QueueInfo | null },
): boolean {
  const failure = at.error instanceof GdiFailure ? at.error : null;
  const sending = failure !== null && SENDING.includes(failure.step);
  const direct = ((at.queue?.attributes ?? 0) & ATTRIBUTE.DIRECT) !== 0;
  const hasPages = at.pagesEnded > 0 || sending;
  let passedOn = direct && hasPages;
  let aborted = false;
  try {
    if (failure !== null && hasPages) passedOn ||= isPassedOn(api, handle, at.jobId);
  } finally {
    aborted = attempt(() => asSpoolFailure(() => (canvas.abort(), true))) ?? false;
  }
  // Somebody deleted the job: they saw it, and wanted no more of it.
  if (failure?.code === WIN.PRINT_CANCELLED) return false;
  return passedOn || (at.pagesEnded > 0 && !aborted) || (sending && failure?.code === WIN.RPC_CALL_FAILED);
}

/** Failures of GDI as those of the spooler: from here on both are the same. */
function asSpoolFailure<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof GdiFailure ? spoolFailure(error) : error;
  }
}

function spoolFailure({ step, code }: GdiFailure): SpoolFailure {
  return new SpoolFailure(step, code);
}
