import type { Job } from "../domain/job.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { ClaimedJob, Clock, JobStore, Printer, PrinterConfig, PrintReceipt } from "../domain/ports.ts";
import type { Painters } from "../domain/painter.ts";
import { PrintError } from "../domain/print_error.ts";
import { render } from "../render/render.ts";
import { backoffMs } from "./backoff.ts";
import { needsSlip, slip } from "./catch_up.ts";
import type { Notify } from "./events.ts";
import { expiryMs } from "./lifetime.ts";
import { noticesOf, timeOfDay } from "./notices.ts";
import type { Policy } from "../domain/policy.ts";
import { type Compose, prepare } from "./prepare.ts";
import { ending } from "./responses.ts";
import { Stored } from "./stored.ts";
import { historyOf } from "./ticket_history.ts";

/** What a lane works with. */
export interface LaneParts {
  readonly store: JobStore;
  readonly printer: Printer;
  readonly config: PrinterConfig;
  readonly compose: Compose;
  readonly painters: Painters;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly notify: Notify;
  /** Called when a response is owed. */
  readonly settled: () => void;
  /** Tells the backend that a lent job is about to be printed; `false` unless it confirms. */
  readonly starting: (jobId: string) => Promise<boolean>;
  /** Called after a job that the printer took was settled. */
  readonly followed: (job: Job, printer: Printer, receipt: PrintReceipt) => void;
  /** Tells the backend why a job waits. */
  readonly waits: (job: Job, printer: string, problem: string) => void;
  /** Called when a job was given to the printer of another alias. */
  readonly diverted: (alias: string) => void;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Pause after the store failed (a full disk), before the lane looks again. */
const STORE_PAUSE_MS = 5_000;
/** Tries that may each have put something on paper; then a person has to look. */
const UNCERTAIN_TRIES = 3;
/** Failures further apart than this are two troubles. */
const TROUBLE_FORGOTTEN_MS = 10 * 60_000;
/** Jobs that a catch-up slip looks at. */
const SLIP_LIMIT = 500;

/** What one try came to. */
interface Try {
  readonly outcome: Outcome | { readonly kind: "divert"; readonly alias: string; readonly reason: string };
  readonly printer: string;
  readonly warnings: readonly string[];
  readonly bytes: Uint8Array;
  /** Of a printer that took it. */
  readonly receipt: PrintReceipt | null;
  readonly took: { readonly renderMs: number; readonly printMs: number };
}

/** Prints the jobs of one printer, one after the other, in order. Lanes never wait for each other. */
export class Lane {
  readonly #parts: LaneParts;
  readonly #stored: Stored;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isWoken = false;
  #isStopped = false;
  /** Since when every try failed, and the latest of them; `null` while the printer prints. */
  #trouble: { sinceMs: number; lastMs: number } | null = null;
  /** The job whose waiting the backend was told of last, and the code of its reason. */
  #toldReason = "";
  /** Whether the slip of the present backlog is on paper. */
  #hasSlip = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#stored = new Stored(parts.clock, (problem) => {
      parts.notify({ event: "fault", where: `store of ${parts.config.name}`, problem });
    });
  }

  get printer(): Printer {
    return this.#parts.printer;
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
    this.#stored.stop();
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
        await this.#settle(claimed, await this.#try(claimed));
      }
      if (this.#isStopped) return;
      const nextAtMs = store.nextAtMs(config.name);
      if (nextAtMs === null) this.#hasSlip = false;
      else this.#sleep(Math.max(50, nextAtMs - clock.nowMs()));
    } catch (error) {
      notify({ event: "fault", where: `lane ${config.name}`, problem: String(error) });
      this.#isWoken = false;
      this.#sleep(STORE_PAUSE_MS);
    }
  }

  #sleep(ms: number): void {
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.wake());
  }

  async #try(claimed: ClaimedJob): Promise<Try> {
    const { config, clock, compose, painters, printer, policy, store, notify } = this.#parts;
    const { job } = claimed;
    const startMs = clock.nowMs();
    const begunMs = performance.now();
    let renderedMs = begunMs;
    let warnings: string[] = [];
    let bytes = new Uint8Array();
    let receipt: PrintReceipt | null = null;
    let outcome: Try["outcome"];
    try {
      this.#refuseLate(job);
      const isDrawerLate = job.openDrawer && startMs >= job.receivedAtMs + policy.drawerLifetimeMs;
      const notices = noticesOf(claimed);
      const history = historyOf(job, claimed.diverted?.from ?? config.name, store, notify);
      const encoded = await prepare(
        { ...job, openDrawer: job.openDrawer && !isDrawerLate },
        config.profile,
        (job, paper) => compose(job, paper, history),
        painters,
        notices,
      );
      warnings = [
        ...encoded.warnings,
        ...(isDrawerLate ? ["the drawer was not opened: the job had waited too long"] : []),
      ];
      bytes = encoded.bytes;
      renderedMs = performance.now();
      await this.#slipFirst(claimed);
      const title = `${job.documentName} #${job.id}`;
      receipt = await printer.print({ jobId: job.id, title, bytes, beforeFirstByte: () => this.#beforeFirstByte(job) });
      this.#trouble = null;
      outcome = { kind: "done", stage: receipt.stage, evidence: receipt.evidence };
    } catch (thrown) {
      outcome = this.#outcomeOf(PrintError.from(thrown), claimed, startMs);
    }
    const took = { renderMs: renderedMs - begunMs, printMs: performance.now() - renderedMs };
    return { outcome, printer: receipt?.printer ?? config.name, warnings, bytes, receipt, took };
  }

  #expiryMs(job: Job): number {
    const { clock, wallMs, policy } = this.#parts;
    return expiryMs(job, policy, wallMs() - clock.nowMs());
  }

  #refuseLate(job: Job): void {
    if (this.#parts.clock.nowMs() < this.#expiryMs(job)) return;
    throw new PrintError("expired", `"${job.documentName}" was too old to print.`);
  }

  /** Composing, a slip and the printer's answer take time, and a backend may give a lent job to another PC after it. */
  async #beforeFirstByte(job: Job): Promise<void> {
    this.#refuseLate(job);
    if (job.isLent !== true) return;
    if (!(await this.#parts.starting(job.id))) {
      throw new PrintError("not_confirmed", "The backend did not confirm that the job may be printed now.", {
        hint: "The connection to it is gone, or it has no handler for print_starting.",
      });
    }
    this.#refuseLate(job);
  }

  /** After an outage one slip tells the kitchen what is coming, so that a heap of old tickets surprises nobody. */
  async #slipFirst(claimed: ClaimedJob): Promise<void> {
    const { store, clock, config, printer, policy } = this.#parts;
    if (this.#hasSlip) return;
    const nowMs = clock.nowMs();
    if (nowMs - claimed.job.receivedAtMs <= policy.catchUpAfterMs) return;
    const waiting = [claimed.job, ...store.waiting(config.name, SLIP_LIMIT)];
    if (!needsSlip(waiting, nowMs, policy.catchUpAfterMs)) return;
    const document = slip(waiting, (job) => nowMs >= this.#expiryMs(job), timeOfDay);
    const { bytes } = render(document, config.profile);
    try {
      await printer.print({ jobId: "catch-up", title: "Tickets that waited", bytes });
    } catch (thrown) {
      const error = PrintError.from(thrown);
      if (error.retry !== "uncertain") throw error;
      // Some of the slip may be out, but nothing of the job: the job may simply be tried again.
      throw new PrintError("write_failed", error.message, { hint: error.hint, cause: error });
    }
    this.#hasSlip = true;
  }

  async #settle(claimed: ClaimedJob, tried: Try): Promise<void> {
    const { store, clock, notify } = this.#parts;
    const { job, attempts } = claimed;
    const { outcome, printer, warnings, bytes } = tried;
    const lane = this.#parts.config.name;
    const about = { job: job.id, document: job.documentName, attempt: attempts, lane, printer };
    const nowMs = clock.nowMs();
    if (outcome.kind === "divert") {
      await this.#stored.run(() => store.divert(job.id, outcome.alias, outcome.reason));
      notify({ event: "job_diverted", ...about, to: outcome.alias, problem: outcome.reason });
      this.#parts.waits(job, outcome.alias, `Sent to ${outcome.alias} instead of ${printer}: ${outcome.reason}`);
      this.#parts.diverted(outcome.alias);
      return;
    }
    if (outcome.kind === "retry") {
      await this.#stored.run(() => store.settle(job.id, outcome, null, nowMs));
      const { code, message: problem, notBeforeMs } = outcome;
      notify({ event: "job_waits", ...about, code, problem, retryInMs: notBeforeMs - nowMs });
      // Each further try would say the same again.
      const reason = `${job.id} ${code}`;
      if (reason !== this.#toldReason) this.#parts.waits(job, printer, problem);
      this.#toldReason = reason;
      return;
    }
    const response = ending(claimed, printer, outcome, warnings, this.#parts.wallMs());
    await this.#stored.run(() => store.settle(job.id, outcome, response, nowMs, bytes));
    this.#parts.settled();
    if (tried.receipt !== null) this.#parts.followed(job, this.#parts.printer, tried.receipt);
    if (outcome.kind === "done") {
      const ms = Math.round((nowMs - job.receivedAtMs) * 10) / 10;
      notify({
        event: "job_printed",
        ...about,
        stage: outcome.stage,
        ms,
        ...tried.took,
        bytes: bytes.length,
        warnings,
      });
    } else {
      const code = outcome.kind === "expired" ? "expired" : outcome.code;
      notify({ event: "job_failed", ...about, code, problem: outcome.message });
    }
  }

  #outcomeOf(error: PrintError, claimed: ClaimedJob, startMs: number): Try["outcome"] {
    const { policy, clock, config } = this.#parts;
    const { code, sentence: message, retry } = error;
    const { job, attempts } = claimed;
    const isOver = code === "expired" || retry === "never" || clock.nowMs() >= this.#expiryMs(job);
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
    if (nowMs >= this.#expiryMs(job)) {
      return isUncertain
        ? { kind: "uncertain", code, message }
        : { kind: "expired", message: `Too old to print by now. ${message}` };
    }
    if (
      !isUncertain && config.fallback !== undefined && claimed.diverted === null &&
      nowMs - sinceMs >= policy.fallbackAfterMs
    ) {
      return { kind: "divert", alias: config.fallback, reason: error.message };
    }
    // Not beyond the job's end, so that the backend learns of that at once.
    const notBeforeMs = Math.min(nowMs + backoffMs(attempts, this.#parts.random()), this.#expiryMs(job));
    return { kind: "retry", code, message, notBeforeMs, ...(isUncertain ? { repeatOfMs: startMs } : {}) };
  }
}
