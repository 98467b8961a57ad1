import type { Outcome } from "../domain/outcome.ts";
import type { ClaimedJob, Clock, JobStore, Printer, PrinterConfig, PrintReceipt } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { backoffMs } from "./backoff.ts";
import type { Notify } from "./events.ts";
import { expiryMs } from "./lifetime.ts";
import { type Compose, prepare } from "./prepare.ts";
import { ending } from "./responses.ts";

/** What a lane works with. */
export interface LaneParts {
  readonly store: JobStore;
  readonly printer: Printer;
  readonly config: PrinterConfig;
  readonly compose: Compose;
  readonly clock: Clock;
  readonly notify: Notify;
  /** Called when a response is owed. */
  readonly settled: () => void;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Pause after the store failed (a full disk), before the lane looks again. */
const STORE_PAUSE_MS = 5_000;

/** Prints the jobs of one printer, one after the other, in order. Lanes never wait for each other. */
export class Lane {
  readonly #parts: LaneParts;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isWoken = false;
  #isStopped = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /** Looks for work now, unless it is at work already. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isStopped || this.#running !== null) return;
    this.#cancelTimer?.();
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#isWoken) this.wake();
    });
  }

  /** Takes no new job, lets the present one finish, and closes the printer. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer?.();
    await this.#running;
    await this.#parts.printer.close();
  }

  async #run(): Promise<void> {
    const { store, config, clock, notify } = this.#parts;
    try {
      while (!this.#isStopped) {
        this.#isWoken = false;
        const claimed = store.claim(config.name, clock.nowMs());
        if (claimed === null) break;
        await this.#print(claimed);
      }
      if (this.#isStopped) return;
      const nextAtMs = store.nextAtMs(config.name);
      if (nextAtMs !== null) this.#sleep(Math.max(50, nextAtMs - clock.nowMs()));
    } catch (error) {
      notify({ event: "fault", where: `lane ${config.name}`, problem: String(error) });
      this.#isWoken = false;
      this.#sleep(STORE_PAUSE_MS);
    }
  }

  #sleep(ms: number): void {
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.wake());
  }

  async #print(claimed: ClaimedJob): Promise<void> {
    const { store, config, clock, notify, compose, printer } = this.#parts;
    const { job, attempts } = claimed;
    const about = { job: job.id, document: job.documentName, attempt: attempts };
    const isLate = () => clock.nowMs() >= expiryMs(job);
    let warnings: readonly string[] = [];
    let size = 0;
    let receipt: PrintReceipt | null = null;
    let outcome: Outcome;
    try {
      if (isLate()) throw new PrintError("expired", `"${job.documentName}" was too old to print.`);
      const encoded = prepare(job, config.profile, compose);
      warnings = encoded.warnings;
      size = encoded.bytes.length;
      const title = `${job.documentName} #${job.id}`;
      receipt = await printer.print({ jobId: job.id, title, bytes: encoded.bytes });
      outcome = { kind: "done", stage: receipt.stage, evidence: receipt.evidence };
    } catch (thrown) {
      outcome = this.#outcomeOf(PrintError.from(thrown), attempts, isLate());
    }
    const nowMs = clock.nowMs();
    const name = receipt?.printer ?? config.name;
    if (outcome.kind === "retry") {
      await this.#stored(() => store.settle(job.id, outcome, null, nowMs));
      const { code, message: problem, notBeforeMs } = outcome;
      notify({ event: "job_waits", ...about, printer: name, code, problem, retryInMs: notBeforeMs - nowMs });
      return;
    }
    const response = ending(claimed, name, outcome, warnings, nowMs);
    await this.#stored(() => store.settle(job.id, outcome, response, nowMs));
    this.#parts.settled();
    if (outcome.kind === "done") {
      const ms = nowMs - job.receivedAtMs;
      notify({ event: "job_printed", ...about, printer: name, stage: outcome.stage, ms, bytes: size, warnings });
    } else {
      const code = outcome.kind === "expired" ? "expired" : outcome.code;
      notify({ event: "job_failed", ...about, printer: name, code, problem: outcome.message });
    }
  }

  /** What has happened on paper must be recorded before anything else is printed, however long the disk is full. */
  async #stored(record: () => void): Promise<void> {
    for (;;) {
      try {
        return record();
      } catch (error) {
        this.#parts.notify({ event: "fault", where: `store of ${this.#parts.config.name}`, problem: String(error) });
        if (this.#isStopped) return;
        await new Promise<void>((resolve) => this.#parts.clock.after(STORE_PAUSE_MS, resolve));
      }
    }
  }

  #outcomeOf(error: PrintError, attempts: number, isLate: boolean): Outcome {
    const { code, sentence: message } = error;
    if (code === "expired") return { kind: "expired", message };
    if (error.retry === "uncertain") return { kind: "uncertain", code, message };
    if (error.retry === "never") return { kind: "failed", code, message };
    if (isLate) return { kind: "expired", message: `Too old to print by now. ${message}` };
    const pauseMs = backoffMs(attempts, this.#parts.random());
    return { kind: "retry", code, message, notBeforeMs: this.#parts.clock.nowMs() + pauseMs };
  }
}
