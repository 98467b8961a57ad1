import type { Job } from "../domain/job.ts";

const HOUR_MS = 3_600_000;
const LIFETIME_MS: Record<string, number> = { text: 4 * HOUR_MS };
const USUAL_LIFETIME_MS = 24 * HOUR_MS;

/** The instant (ms since 1970) from which a job is too old to print: its own `expires_at`, or by its type. */
export function expiryMs(job: Job): number {
  return job.expiresAtMs ?? job.receivedAtMs + (LIFETIME_MS[job.type] ?? USUAL_LIFETIME_MS);
}
