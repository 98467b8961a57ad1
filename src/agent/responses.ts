import type { Job } from "../domain/job.ts";
import { isoTime, type Outcome, type PrintResponse } from "../domain/outcome.ts";
import type { ClaimedJob } from "../domain/ports.ts";

/** The response to a request that was not accepted; `problems` are sentences. */
export function refusal(
  request: { id: string; type: string | null; documentName: string | null; problems: readonly string[] },
  nowMs: number,
): PrintResponse {
  return {
    status: "error",
    message: request.problems.join("; "),
    timestamp: isoTime(nowMs),
    printer: null,
    job_id: request.id,
    document_name: request.documentName,
    type: request.type,
    attempts: 0,
    stage: "rejected",
    evidence: "none",
    warnings: [],
  };
}

/** The response to a job that ended. `printer` is the name of the printer that took it or should have. */
export function ending(
  claimed: ClaimedJob,
  printer: string,
  outcome: Exclude<Outcome, { kind: "retry" }>,
  warnings: readonly string[],
  nowMs: number,
): PrintResponse {
  const { job, attempts } = claimed;
  const done = outcome.kind === "done";
  return {
    status: done ? "success" : "failed",
    message: done ? printedSentence(claimed, printer) : outcome.message,
    ...about(job, printer, nowMs),
    attempts,
    stage: done ? outcome.stage : outcome.kind === "failed" ? "queued" : outcome.kind,
    evidence: done ? outcome.evidence : "none",
    warnings,
  };
}

function printedSentence({ diverted, repeatOfMs }: ClaimedJob, printer: string): string {
  const instead = diverted === null ? "" : ` instead of ${diverted.from} (${diverted.reason})`;
  const again = repeatOfMs === null ? "" : " Marked as a possible duplicate: an earlier try may be on paper.";
  return `Printed on ${printer}${instead}.${again}`;
}

/** The fields of a response that say what it is about. */
export function about(
  job: Job,
  printer: string,
  nowMs: number,
): Pick<PrintResponse, "timestamp" | "printer" | "job_id" | "document_name" | "type"> {
  return {
    timestamp: isoTime(nowMs),
    printer,
    job_id: job.id,
    document_name: job.documentName,
    type: job.type,
  };
}
