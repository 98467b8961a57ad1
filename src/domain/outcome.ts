/** The furthest point a job is known to have reached (CONTRACT, `print_response.stage`). */
export type Stage = "rejected" | "queued" | "spooled" | "printed" | "expired" | "uncertain";

/** What `stage` rests on: nothing, the word of the print spooler, or the word of the device itself. */
export type Evidence = "none" | "spooler" | "device";

/** How a job ended, or what it waits for. */
export type Outcome =
  | { readonly kind: "done"; readonly stage: "spooled" | "printed"; readonly evidence: Evidence }
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  | { readonly kind: "expired"; readonly message: string }
  | { readonly kind: "uncertain"; readonly code: string; readonly message: string }
  /**
   * Back to the queue, not to be claimed before `notBeforeMs`. `repeatOfMs`: this try may have reached paper, so the
   * next one says so on it.
   */
  | {
    readonly kind: "retry";
    readonly code: string;
    readonly message: string;
    readonly notBeforeMs: number;
    readonly repeatOfMs?: number;
  };

/** The body of `print_response` (CONTRACT, "Events we send"). The first four fields are the user's guide's. */
export interface PrintResponse {
  readonly status: "success" | "failed" | "error";
  readonly message: string;
  readonly timestamp: string;
  readonly printer: string | null;
  readonly job_id: string;
  readonly document_name: string | null;
  readonly type: string | null;
  readonly attempts: number;
  readonly stage: Stage;
  readonly evidence: Evidence;
  readonly warnings: readonly string[];
  /** Only in the answer to a dry run. */
  readonly dry_run?: DryRun;
}

/** What would have been printed. */
export interface DryRun {
  /** What `printer` was chosen by, in words without a full stop. */
  readonly printer_because: string;
  /** How many bytes the printer would have got. */
  readonly bytes: number;
  /** The paper as text. */
  readonly text: string;
  /** The paper as an SVG document, one unit for each dot of the printer; `null` where it was left out. */
  readonly svg: string | null;
}

/** An instant (ms since 1970) as ISO 8601 with this PC's offset: `2026-03-07T21:14:05.120+01:00`. */
export function isoTime(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset();
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, -1);
  const distance = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}
