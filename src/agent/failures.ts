import type { Job } from "../domain/job.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { ClaimedJob, Clock, PrinterConfig } from "../domain/ports.ts";
import type { Policy } from "../domain/policy.ts";
import type { PrintError } from "../domain/print_error.ts";
import type { LaneGate } from "./lane_desk.ts";
import { backoffMs } from "./backoff.ts";
import { isOwnTestPage } from "./test_page.ts";

/** What a try came to: an outcome, or that the printer of another alias shall print the job. */
export type TryOutcome = Outcome | { readonly kind: "divert"; readonly alias: string; readonly reason: string };

/** What failures are judged by. */
export interface FailureParts {
  readonly policy: Policy;
  readonly clock: Clock;
  readonly config: PrinterConfig;
  readonly gate: Pick<LaneGate, "canStandIn">;
  /** 0 to 1. */
  readonly random: () => number;
  /** When a job is too old, by the clock. */
  readonly expiryMs: (job: Job) => number;
}

/** Tries that may each have put something on paper; then a person has to look. */
const UNCERTAIN_TRIES = 3;
/** Failures further apart than this are two troubles. */
const TROUBLE_FORGOTTEN_MS = 10 * 60_000;

/** Judges the failures of one printer: tried again, given to another printer, or over. */
export class Failures {
  readonly #parts: FailureParts;
  /** Since when every try failed, and the latest of them; `null` while the printer prints. */
  #trouble: { sinceMs: number; lastMs: number } | null = null;

  constructor(parts: FailureParts) {
    this.#parts = parts;
  }

  /** The printer has printed: there is no trouble any more. */
  printed(): void {
    this.#trouble = null;
  }

  /** What follows from the failure of a try that began at `startMs`. */
  outcomeOf(error: PrintError, claimed: ClaimedJob, startMs: number): TryOutcome {
    const { policy, clock, config, gate } = this.#parts;
    const { code, sentence: message, retry } = error;
    const { job, attempts } = claimed;
    const endMs = this.#parts.expiryMs(job);
    const isOver = code === "expired" || retry === "never" || clock.nowMs() >= endMs;
    if (isOver && claimed.repeatOfMs !== null) {
      const hint = "An earlier try may be on paper: look there before it is sent again with a new job_id.";
      return { kind: "uncertain", code, message: `${message} ${hint}` };
    }
    if (code === "expired") return { kind: "expired", message };
    if (retry === "never") return { kind: "failed", code, message };
    const nowMs = clock.nowMs();
    // What failed hours ago says nothing about the printer now.
    const last = this.#trouble;
    const sinceMs = last !== null && nowMs - last.lastMs < TROUBLE_FORGOTTEN_MS ? last.sinceMs : nowMs;
    this.#trouble = { sinceMs, lastMs: nowMs };
    const isUncertain = retry === "uncertain";
    if (isUncertain && (policy.uncertainJobs === "hold" || claimed.doubts + 1 >= UNCERTAIN_TRIES)) {
      return { kind: "uncertain", code, message };
    }
    if (nowMs >= endMs) {
      return isUncertain
        ? { kind: "uncertain", code, message }
        : { kind: "expired", message: `Too old to print by now. ${message}` };
    }
    if (
      !isUncertain && config.fallback !== undefined && claimed.diverted === null &&
      nowMs - sinceMs >= policy.fallbackAfterMs && gate.canStandIn(config.fallback, config.name) &&
      !isOwnTestPage(job)
    ) {
      return { kind: "divert", alias: config.fallback, reason: error.message };
    }
    // Not beyond the job's end, so that the backend learns of that at once.
    const notBeforeMs = Math.min(nowMs + backoffMs(attempts, this.#parts.random()), endMs);
    return { kind: "retry", code, message, notBeforeMs, ...(isUncertain ? { repeatOfMs: startMs } : {}) };
  }
}
