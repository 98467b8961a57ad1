import type { Job } from "../domain/job.ts";
import type { Policy } from "../domain/policy.ts";

/**
 * The instant (ms since 1970) from which a job is too old to print: its own `expires_at`; a reservation's date and time;
 * the drawer's lifetime for a job that does nothing but open it; else by its type. `wallAheadMs` is how far the PC's
 * clock is ahead of the one that `receivedAtMs` is from: somebody may have set it since this run began.
 */
export function expiryMs(job: Job, policy: Policy, wallAheadMs = 0): number {
  // Whoever asks for it wants it now, whatever it once was for.
  if (job.asked !== undefined) return job.asked.atMs + policy.usualLifetimeMs;
  if (job.expiresAtMs !== null) return job.expiresAtMs;
  if (isDrawerKick(job)) return job.receivedAtMs + policy.drawerLifetimeMs;
  const startMs = job.type === "reservation" ? reservationStartMs(job.data) : null;
  // One that lay in the past when it was sent is printed for another reason than to expect the guests.
  if (startMs !== null && startMs - wallAheadMs > job.receivedAtMs) return startMs - wallAheadMs;
  return job.receivedAtMs + (policy.lifetimeMs.get(job.type) ?? policy.usualLifetimeMs);
}

/** Whether a job has nothing for paper and only opens the drawer. */
export function isDrawerKick(job: Job): boolean {
  return job.openDrawer && job.type === "text" && String(job.data.content ?? "").trim() === "";
}

/** `date` 2026-03-08 (or 08.03.2026, 08/03/2026) and `time` 20:30 in this PC's time zone; `null` when they do not parse. */
function reservationStartMs(data: Readonly<Record<string, unknown>>): number | null {
  const time = /^\s*(\d{1,2})[:.](\d{2})/.exec(String(data.time ?? ""));
  const text = String(data.date ?? "").trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})\b/.exec(text);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [year, month, day] = iso !== null ? iso.slice(1) : local !== null ? local.slice(1).reverse() : [];
  if (time === null || year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(day), Number(time[1]), Number(time[2]));
  // `Date` turns a month of 13 or an hour of 25 into another day; such a text is no date.
  const isReal = start.getMonth() === Number(month) - 1 && start.getDate() === Number(day) &&
    start.getHours() === Number(time[1]);
  return isReal ? start.getTime() : null;
}
