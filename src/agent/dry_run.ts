import type { Job } from "../domain/job.ts";
import type { DryRun, PrintResponse } from "../domain/outcome.ts";
import type { Preview } from "./preview.ts";
import { about } from "./responses.ts";
import type { Choice } from "./router.ts";

/**
 * Bytes that the text and the SVG of one answer may have together. Flask-SocketIO closes the connection at a message of
 * more than 1,000,000 (`max_http_buffer_size`), and an answer that does that would do it again after each reconnect.
 */
export const MAX_DRY_RUN_BYTES = 400_000;
/** Bytes of them that the text may take. */
const MAX_TEXT_BYTES = 100_000;

/** The response to a dry run: what would have been printed, and where and why there. */
export function dryRun(job: Job, choice: Choice, preview: Preview, nowMs: number): PrintResponse {
  const warnings = [...preview.warnings];
  const text = shortened(preview.text);
  if (text !== preview.text) {
    warnings.push(`the text of the paper was cut off after ${text.length} of its ${preview.text.length} characters`);
  }
  const { svg } = preview.drawing;
  const svgBytes = sentBytes(svg);
  const isTooBig = svgBytes + sentBytes(text) > MAX_DRY_RUN_BYTES;
  if (isTooBig) warnings.push(`the SVG was left out: it has ${svgBytes} bytes, too many for one message`);
  else if (preview.drawing.left > 0) {
    warnings.push(
      `the SVG ends before the paper does: ${preview.drawing.left} lines, pictures and codes are missing in it`,
    );
  }
  const result: DryRun = {
    printer_because: choice.why,
    bytes: preview.bytes.length,
    text,
    svg: isTooBig ? null : svg,
  };
  return {
    status: "success",
    message: `Dry run: ${preview.bytes.length} bytes for ${choice.config.name}. Nothing was printed.`,
    ...about(job, choice.config.name, nowMs),
    attempts: 0,
    stage: "queued",
    evidence: "none",
    warnings,
    dry_run: result,
  };
}

function shortened(text: string): string {
  if (sentBytes(text) <= MAX_TEXT_BYTES) return text;
  // No character takes more than six bytes.
  const most = Math.floor(MAX_TEXT_BYTES / 6);
  return text.slice(0, text.lastIndexOf("\n", most) + 1 || most).toWellFormed();
}

/** Bytes of a text as it is sent: JSON in UTF-8. */
function sentBytes(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length;
}
