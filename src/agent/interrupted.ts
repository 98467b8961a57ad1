import type { Outcome } from "../domain/outcome.ts";
import type { InterruptedJob, JobStore } from "../domain/ports.ts";
import type { Notify } from "./events.ts";
import type { Policy } from "../domain/policy.ts";
import { ending } from "./responses.ts";

/** Tries that may each have put a job on paper, or ended the program; then it is set aside for a person. */
const DOUBTFUL_TRIES = 3;

/**
 * Decides about jobs that were being printed when the program last ended. One that the printer's queue still holds was
 * handed over. Of the others nobody can know whether they are on paper: they are printed again with a banner that says
 * so, or left to a person (`UNCERTAIN_JOBS`). `isHeld` asks a lane's queue
 * for a job.
 */
export async function settleInterrupted(
  parts: { store: JobStore; policy: Policy; notify: Notify; nowMs: number; wallMs: number },
  isHeld: (lane: string, jobId: string) => Promise<boolean>,
): Promise<void> {
  const { store, policy, notify, nowMs, wallMs } = parts;
  for (const interrupted of store.interrupted()) {
    const { job, attempts, lane } = interrupted;
    const outcome = await outcomeOf(interrupted, policy, nowMs, isHeld);
    const about = { job: job.id, document: job.documentName, lane, printer: lane, attempt: attempts };
    if (outcome.kind === "retry") {
      store.settle(job.id, outcome, null, nowMs);
      notify({ event: "job_waits", ...about, code: outcome.code, problem: outcome.message, retryInMs: 0 });
      continue;
    }
    store.settle(job.id, outcome, ending(interrupted, lane, outcome, [], wallMs), nowMs);
    if (outcome.kind === "done") {
      notify({
        event: "job_printed",
        ...about,
        stage: outcome.stage,
        ms: nowMs - job.receivedAtMs,
        renderMs: 0,
        printMs: 0,
        bytes: 0,
        warnings: [],
      });
    } else notify({ event: "job_failed", ...about, code: "interrupted", problem: outcome.message });
  }
}

async function outcomeOf(
  { job, doubts, lane, claimedAtMs }: InterruptedJob,
  policy: Policy,
  nowMs: number,
  isHeld: (lane: string, jobId: string) => Promise<boolean>,
): Promise<Exclude<Outcome, { kind: "expired" }>> {
  if (await isHeld(lane, job.id)) return { kind: "done", stage: "spooled", evidence: "spooler" };
  const ended = `The program ended while "${job.documentName}" was being printed.`;
  if (doubts + 1 >= DOUBTFUL_TRIES) {
    const message = `${ended} It may be on paper ${doubts + 1} times by now, or be what ends the program: it is set ` +
      "aside. Look at the paper, and at its contents.";
    return { kind: "uncertain", code: "interrupted", message };
  }
  if (policy.uncertainJobs === "reprint") {
    const message = `${ended} It is printed again and marked as a possible duplicate.`;
    return { kind: "retry", code: "interrupted", message, notBeforeMs: nowMs, repeatOfMs: claimedAtMs };
  }
  const message = `${ended} Look whether it is on paper, and send it again with a new job_id if it is not.`;
  return { kind: "uncertain", code: "interrupted", message };
}
