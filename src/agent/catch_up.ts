import { type Block, type Document, PLAIN } from "../domain/document.ts";
import type { Job } from "../domain/job.ts";
import { notice } from "./prepare.ts";

/** Jobs listed by name on a slip; of more only the number is told. */
const LISTED = 30;
/** A slip is worth its paper when more jobs than this wait. */
const FEW = 3;

/** Whether jobs that waited ask for a slip first: more than three, the oldest older than `afterMs`. */
export function needsSlip(waiting: readonly Job[], nowMs: number, afterMs: number): boolean {
  return waiting.length > FEW && waiting.some((job) => nowMs - job.receivedAtMs > afterMs);
}

/** The one slip after an outage: what waited, what is printed now, what is too old by now. */
export function slip(waiting: readonly Job[], isLate: (job: Job) => boolean, timeOf: (ms: number) => string): Document {
  const late = waiting.filter(isLate);
  const fresh = waiting.filter((job) => !isLate(job));
  return {
    blocks: [
      notice(` ${waiting.length} TICKETS WAITED `),
      ...list(`Printed now: ${fresh.length}`, fresh, timeOf),
      ...list(`Too old, not printed: ${late.length}`, late, timeOf),
      { kind: "cut", partial: false },
    ],
  };
}

function list(title: string, jobs: readonly Job[], timeOf: (ms: number) => string): Block[] {
  const shown = jobs.slice(0, LISTED).map((job) => `${timeOf(job.receivedAtMs)}  ${job.documentName}`);
  const more = jobs.length > LISTED ? [`and ${jobs.length - LISTED} more`] : [];
  return [
    { kind: "text", align: "left", pre: false, spans: [{ text: title, style: { ...PLAIN, bold: true } }] },
    ...[...shown, ...more].map((text): Block => ({
      kind: "text",
      align: "left",
      pre: false,
      spans: [{ text, style: PLAIN }],
    })),
  ];
}
