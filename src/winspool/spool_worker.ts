import type { Clock } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import { type Answers, type Order, PHASE, type Report, type Request } from "./messages.ts";
import type { Spooled } from "./raw_document.ts";
import { printErrorOf } from "./remedies.ts";
import type { Step } from "./spool_api.ts";
import type { LibraryPaths } from "./symbols.ts";

/** What a SpoolWorker needs. */
export interface SpoolWorkerOptions {
  readonly libraries: LibraryPaths;
  readonly clock: Clock;
  /** How long one call of Windows may take before it is given up, ms. */
  readonly callTimeoutMs: number;
}

/** Workers whose call never came back, beyond which no more are started: each holds a thread and some megabytes. */
const STUCK_LIMIT = 3;
const CLEAN_UP_MS = 1_000;

/**
 * The thread that talks to the Windows spooler, seen from the main thread: orders go in one at a time, answers come out
 * as promises, and a call that does not come back in time is given up. The next order then gets a new thread; the old
 * one, if Windows ever answers it, withdraws its document and ends.
 */
export class SpoolWorker {
  readonly #options: SpoolWorkerOptions;
  readonly #stuck = new Set<Worker>();
  #worker: Worker | null = null;
  #previous: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #closed = false;
  #giveUpNow: () => void = () => {};
  #released: () => void = () => {};

  constructor(options: SpoolWorkerOptions) {
    this.#options = options;
  }

  /**
   * Carries an order out after the ones before it. Throws a PrintError. `permit` is called where a print order
   * `asksFirst`; what it rejects with is thrown, and the document withdrawn.
   */
  ask<R extends Request>(request: R, permit?: () => Promise<void>): Promise<Answers[R["op"]]> {
    const answer = this.#previous.then(() => this.#order(request, permit));
    this.#previous = answer.catch(() => {});
    return answer as Promise<Answers[R["op"]]>;
  }

  /** Ends the thread once the orders it has are done. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#previous;
    for (const worker of [this.#worker, ...this.#stuck]) worker?.terminate();
    this.#worker = null;
    this.#stuck.clear();
  }

  /**
   * As `close`, but gives up the orders it has; the thread gets a second to clean up. For orders that change nothing:
   * nobody waits for a look at a queue that hangs.
   */
  async abort(): Promise<void> {
    this.#closed = true;
    this.#giveUpNow();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#released = () => void (this.#stuck.size === 0 && resolve());
    this.#released();
    const cancel = this.#options.clock.after(CLEAN_UP_MS, resolve);
    await promise;
    cancel();
    await this.close();
  }

  #order(request: Request, permit?: () => Promise<void>): Promise<Answers[keyof Answers]> {
    if (this.#closed) throw new PrintError("internal", "Cannot print: the program is ending.");
    if (this.#stuck.size >= STUCK_LIMIT) throw notAnswering(request, null, this.#options.callTimeoutMs);
    const worker = this.#worker ??= this.#start();
    const id = ++this.#lastId;
    const shared = new SharedArrayBuffer(4);
    const phase = new Int32Array(shared);
    const { promise, resolve, reject } = Promise.withResolvers<Answers[keyof Answers]>();
    let step: Step | null = null;
    let spooled: Spooled | null = null;
    let refusal: { readonly reason: unknown } | null = null;

    const giveUp = () => {
      watchdog.stop();
      this.#giveUpNow = () => {};
      const was = Atomics.exchange(phase, 0, PHASE.ABANDONED);
      Atomics.notify(phase, 0);
      this.#abandon(worker, id);
      if (refusal !== null) reject(refusal.reason);
      else if (spooled !== null) resolve(spooled);
      else if (was === PHASE.WAITING) reject(notAnswering(request, step, this.#options.callTimeoutMs));
      else reject(unknownOutcome(request, step, this.#options.callTimeoutMs));
    };
    const watchdog = new Watchdog(this.#options.clock, this.#options.callTimeoutMs, giveUp);
    const answerAsked = async () => {
      // Whoever permits has a time limit of its own.
      watchdog.stop();
      try {
        await permit?.();
      } catch (reason) {
        refusal = { reason };
      }
      const next = refusal === null ? PHASE.SENDING : PHASE.ABANDONED;
      if (Atomics.compareExchange(phase, 0, PHASE.WAITING, next) !== PHASE.WAITING) return;
      Atomics.notify(phase, 0);
      watchdog.restart();
    };

    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.id !== id) return;
      if (data.kind === "entering") {
        step = data.step;
        return watchdog.restart();
      }
      if (data.kind === "asks") return void answerAsked();
      if (data.kind === "spooled") return void (spooled = data.value);
      watchdog.stop();
      this.#giveUpNow = () => {};
      if (data.kind === "answer") resolve(data.value);
      else reject(refusal === null ? printErrorOf(data.failure) : refusal.reason);
    };
    // The module could not be loaded, or a fault in it was not caught.
    worker.onerror = (event) => {
      event.preventDefault();
      watchdog.stop();
      this.#giveUpNow = () => {};
      this.#worker = null;
      const sending = Atomics.load(phase, 0) === PHASE.SENDING;
      if (spooled !== null) resolve(spooled);
      else if (sending) reject(unknownOutcome(request, step, null));
      else reject(printErrorOf({ kind: "fault", message: event.message }));
    };
    this.#giveUpNow = giveUp;
    watchdog.restart();
    worker.postMessage({ id, libraries: this.#options.libraries, request, phase: shared } satisfies Order);
    return promise;
  }

  // The literal is what `deno compile --bundle` looks for.
  #start(): Worker {
    return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "winspool" });
  }

  #abandon(worker: Worker, id: number): void {
    this.#worker = null;
    this.#stuck.add(worker);
    const released = () => {
      this.#stuck.delete(worker);
      worker.terminate();
      this.#released();
    };
    worker.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.id === id && (data.kind === "answer" || data.kind === "failure")) released();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      released();
    };
  }
}

/**
 * Fires when it was not restarted for `timeoutMs`, in two halves: when the PC slept, the first half is over at once on
 * waking, and the second still gives Windows time to answer.
 */
class Watchdog {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #action: () => void;
  #cancel: () => void = () => {};

  constructor(clock: Clock, timeoutMs: number, action: () => void) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#action = action;
  }

  restart(): void {
    this.#cancel();
    const half = this.#timeoutMs / 2;
    this.#cancel = this.#clock.after(half, () => this.#cancel = this.#clock.after(half, this.#action));
  }

  stop(): void {
    this.#cancel();
  }
}

const RESTART_SPOOLER =
  "Restart Print Spooler (services.msc), or the PC. If the printer is shared by another PC, check that PC.";

function notAnswering(request: Request, step: Step | null, timeoutMs: number): PrintError {
  const seconds = Math.round(timeoutMs / 1000);
  const message = `${subject(request)}: Windows does not answer${step === null ? "" : ` ${step}`} (${seconds} s).`;
  return new PrintError("spooler_busy", message, { hint: `The job is tried again. ${RESTART_SPOOLER}` });
}

function unknownOutcome(request: Request, step: Step | null, timeoutMs: number | null): PrintError {
  const waited = timeoutMs === null ? "" : ` for ${Math.round(timeoutMs / 1000)} s`;
  const message = `${subject(request)}: Windows stopped answering${waited} in the middle of it (${step ?? "no call"}).`;
  const hint = `Look at the printer: the document, or a part of it, may be on paper. ${RESTART_SPOOLER}`;
  return new PrintError("outcome_unknown", message, { hint });
}

function subject(request: Request): string {
  if (request.op === "list") return "Cannot list the printers of this PC";
  const printer = request.printer === null ? "the Windows default printer" : `printer ${shown(request.printer)}`;
  return request.op === "print" ? `Cannot print on ${printer}` : `Cannot open ${printer}`;
}
