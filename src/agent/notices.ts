import type { ClaimedJob } from "../domain/ports.ts";

/** The lines that stand above a job when its paper is not what it seems: a repetition, or another printer's ticket. */
export function noticesOf({ job, repeatOfMs, diverted }: ClaimedJob): string[] {
  const notices = [];
  if (typeof job.asked?.copyOf === "string") notices.push(`COPY ${job.asked.copy}`);
  if (diverted !== null) notices.push(`FOR ${diverted.from} – ${diverted.reason}`);
  if (repeatOfMs !== null) notices.push(`POSSIBLE DUPLICATE – first try ${timeOfDay(repeatOfMs)}`);
  return notices;
}

/** An instant as the time of day on this PC's clock: `21:14`. */
export function timeOfDay(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 5);
}
