import type { Job } from "../domain/job.ts";
import type { ClaimedJob, Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { render } from "../render/render.ts";
import { needsSlip, slip } from "./catch_up.ts";
import { Failures, type TryOutcome } from "./failures.ts";
import { expiryMs } from "./lifetime.ts";
import type { LaneParts } from "./lane_parts.ts";
import { noticesOf, timeOfDay } from "./notices.ts";
import { prepare } from "./prepare.ts";
import { ending } from "./responses.ts";
import { Stored } from "./stored.ts";
import { historyOf } from "./ticket_history.ts";
import type { Draft, Try } from "./try.ts";

/** Pause after the store failed (a full disk), before the lane looks again. */
const STORE_PAUSE_MS = 5_000;
/** Jobs that a catch-up slip looks at. */
const SLIP_LIMIT = 500;

/** Prints the jobs of one printer, one after the other, in order. Lanes never wait for each other. */
export class Lane {
  readonly #parts: LaneParts;
  readonly #stored: Stored;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isWoken = false;
  #isStopped = false;
  readonly #failures: Failures;
  /** Claimed by the transaction that stored them, and not begun. */
  #claimed: readonly ClaimedJob[] = [];
  /** The job whose waiting the backend was told of last, and the code of its reason. */
  #toldReason = "";
  /** Whether the slip of the present backlog is on paper. */
  #hasSlip = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#failures = new Failures({ ...parts, expiryMs: (job) => this.#expiryMs(job) });
    this.#stored = new Stored(parts.clock, (problem) => {
      parts.notify({ event: "fault", where: `store of ${parts.config.name}`, problem });
    });
  }

  get printer(): Printer {
    return this.#parts.printer;
  }

  /** A job is about to be stored: the printer may get ready for it, unless another one holds it. */
  expect(): void {
    if (this.#isAtRest) this.#parts.printer.approach?.();
  }

  /** Claims, as part of the transaction that stores them, what the lane prints next; `wake` begins with it. */
  claim(): void {
    if (this.#isAtRest && this.#claimed.length === 0) this.#claimed = this.#claimSome();
  }

  /** That transaction failed. */
  unclaim(): void {
    this.#claimed = [];
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
    const { store, config, clock, notify, gate } = this.#parts;
    try {
      while (!this.#isStopped) {
        this.#isWoken = false;
        if (this.#claimed.length === 0 && !gate.lets(config.name)) return this.#tellPaused();
        const claimed = this.#claimed.length > 0 ? this.#claimed : this.#claimSome();
        this.#claimed = [];
        if (claimed.length === 0) break;
        await this.#settle(await this.#try(claimed));
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

  get #isAtRest(): boolean {
    const { gate, config } = this.#parts;
    return !this.#isStopped && this.#running === null && gate.lets(config.name);
  }

  #claimSome(): readonly ClaimedJob[] {
    const { store, config, clock, printer } = this.#parts;
    return store.claimSome(config.name, clock.nowMs(), printer.atOnce ?? 1);
  }

  #sleep(ms: number): void {
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.wake());
  }

  async #try(jobs: readonly ClaimedJob[]): Promise<Try[]> {
    const startMs = this.#parts.clock.nowMs();
    this.#parts.printer.approach?.();
    const drafts: Draft[] = [];
    for (const claimed of jobs) drafts.push(await this.#draft(claimed, startMs));
    const documents = drafts.flatMap(({ document }) => document.status === "fulfilled" ? [document.value] : []);
    const begunMs = performance.now();
    const results = await this.#print(jobs.map(({ job }) => job), documents);
    const printMs = performance.now() - begunMs;
    let taken = 0;
    return drafts.map(({ claimed, document, warnings, renderMs }) => {
      const result = document.status === "fulfilled" ? results[taken++] : document;
      const receipt = result?.status === "fulfilled" ? result.value : null;
      if (receipt !== null) this.#failures.printed();
      const outcome: TryOutcome = result?.status === "fulfilled"
        ? { kind: "done", stage: result.value.stage, evidence: result.value.evidence }
        : this.#failures.outcomeOf(PrintError.from(result?.reason), claimed, startMs);
      const bytes = document.status === "fulfilled" ? document.value.bytes : new Uint8Array();
      const printer = receipt?.printer ?? this.#parts.config.name;
      return { claimed, outcome, printer, warnings, bytes, receipt, took: { renderMs, printMs } };
    });
  }

  async #draft(claimed: ClaimedJob, startMs: number): Promise<Draft> {
    const { config, compose, painters, policy, store, notify } = this.#parts;
    const { job } = claimed;
    const begunMs = performance.now();
    try {
      this.#refuseLate(job);
      const isDrawerLate = job.openDrawer && startMs >= job.receivedAtMs + policy.drawerLifetimeMs;
      const history = historyOf(job, claimed.diverted?.from ?? config.name, store, notify);
      const { bytes, warnings } = await prepare(
        { ...job, openDrawer: job.openDrawer && !isDrawerLate },
        config.profile,
        (job, paper) => compose(job, paper, history),
        painters,
        noticesOf(claimed),
      );
      const value = {
        jobId: job.id,
        title: `${job.documentName} #${job.id}`,
        bytes,
        beforeFirstByte: () => this.#beforeFirstByte(job),
      };
      const late = isDrawerLate ? ["the drawer was not opened: the job had waited too long"] : [];
      const document = { status: "fulfilled", value } as const;
      return { claimed, document, warnings: [...warnings, ...late], renderMs: performance.now() - begunMs };
    } catch (reason) {
      const document = { status: "rejected", reason } as const;
      return { claimed, document, warnings: [], renderMs: performance.now() - begunMs };
    }
  }

  /** What became of each document. Never rejects. */
  async #print(
    jobs: readonly Job[],
    documents: readonly PrinterDocument[],
  ): Promise<readonly PromiseSettledResult<PrintReceipt>[]> {
    const { printer } = this.#parts;
    const [only] = documents;
    if (only === undefined) return [];
    try {
      await this.#slipFirst(jobs);
      if (documents.length > 1 && printer.printAll !== undefined) return await printer.printAll(documents);
      return [{ status: "fulfilled", value: await printer.print(only) }];
    } catch (reason) {
      return documents.map(() => ({ status: "rejected", reason }));
    }
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
  async #slipFirst(jobs: readonly Job[]): Promise<void> {
    const { store, clock, config, printer, policy } = this.#parts;
    if (this.#hasSlip) return;
    const nowMs = clock.nowMs();
    if (jobs.every(({ receivedAtMs }) => nowMs - receivedAtMs <= policy.catchUpAfterMs)) return;
    const waiting = [...jobs, ...store.waiting(config.name, SLIP_LIMIT)];
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

  /** Writes down what became of the jobs in one transaction, then tells of it. */
  async #settle(tries: readonly Try[]): Promise<void> {
    const { store, clock, wallMs } = this.#parts;
    const nowMs = clock.nowMs();
    await this.#stored.run(() =>
      store.together(() => {
        for (const { claimed, outcome, printer, warnings, bytes } of tries) {
          const { id } = claimed.job;
          if (outcome.kind === "divert") store.divert(id, outcome.alias, outcome.reason);
          else if (outcome.kind === "retry") store.settle(id, outcome, null, nowMs);
          else store.settle(id, outcome, ending(claimed, printer, outcome, warnings, wallMs()), nowMs, bytes);
        }
      })
    );
    const isOwed = tries.some(({ outcome: { kind } }) => kind !== "divert" && kind !== "retry");
    if (isOwed) this.#parts.settled();
    for (const tried of tries) this.#tell(tried, nowMs);
  }

  #tellPaused(): void {
    const { store, config: { name } } = this.#parts;
    const [job] = store.waiting(name, 1);
    if (job !== undefined) this.#tellWaits(job, name, "paused", `${name} is paused by a person at this PC.`);
  }

  /** Each further try would say the same again. */
  #tellWaits(job: Job, printer: string, code: string, problem: string): void {
    const reason = `${job.id} ${code}`;
    if (reason !== this.#toldReason) this.#parts.waits(job, printer, problem);
    this.#toldReason = reason;
  }

  #tell({ claimed, outcome, printer, warnings, bytes, receipt, took }: Try, nowMs: number): void {
    const { notify, config: { name: lane } } = this.#parts;
    const { job, attempts } = claimed;
    const about = { job: job.id, document: job.documentName, attempt: attempts, lane, printer };
    if (outcome.kind === "divert") {
      notify({ event: "job_diverted", ...about, to: outcome.alias, problem: outcome.reason });
      this.#parts.waits(job, outcome.alias, `Sent to ${outcome.alias} instead of ${printer}: ${outcome.reason}`);
      return this.#parts.diverted(outcome.alias);
    }
    if (outcome.kind === "retry") {
      const { code, message: problem, notBeforeMs } = outcome;
      notify({ event: "job_waits", ...about, code, problem, retryInMs: notBeforeMs - nowMs });
      return this.#tellWaits(job, printer, code, problem);
    }
    if (receipt !== null) this.#parts.followed(job, this.#parts.printer, receipt);
    if (outcome.kind === "done") {
      const ms = Math.round((nowMs - job.receivedAtMs) * 10) / 10;
      return notify({
        event: "job_printed",
        ...about,
        stage: outcome.stage,
        ms,
        ...took,
        bytes: bytes.length,
        warnings,
      });
    }
    const code = outcome.kind === "expired" ? "expired" : outcome.code;
    notify({ event: "job_failed", ...about, code, problem: outcome.message });
  }
}
