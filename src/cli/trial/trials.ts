import type { Clock } from "../../domain/ports.ts";
import type { Trial, TrialWish } from "../../domain/template_trial.ts";
import type { TrialShop } from "./try_template.ts";
import type { TrialOrder } from "./trial_worker.ts";

/** How long one trial may take; a template itself has one second. */
const LIMIT_MS = 4_000;
/** How long its thread may take to start on a busy PC. */
const START_MS = 20_000;
/** Nobody edits templates all day: the thread and its memory are given back. */
const IDLE_MS = 60_000;
/** Trials that wait; whoever sends more has more windows open than eyes. */
const MOST_WAITING = 6;

/** A thread and its state. */
interface Thread {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  answer: (trial: Trial) => void;
}

/**
 * Tries templates on a thread of their own, one after the other. One that takes too long is ended with its thread: it costs
 * printing a core for some seconds, and nothing else.
 */
export class Trials {
  readonly #shop: TrialShop;
  readonly #clock: Clock;
  readonly #limitMs: number;
  #thread: Thread | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #cancelIdle = () => {};

  constructor(shop: TrialShop, clock: Clock, limitMs: number = LIMIT_MS) {
    // The thread gets a copy: what is not needed there may not even be possible to copy.
    const { templatesDir, locale, currency, assetsDir, logo } = shop;
    this.#shop = { templatesDir, locale, currency, assetsDir, logo };
    this.#clock = clock;
    this.#limitMs = limitMs;
  }

  /** Tries a text. Never rejects. */
  try(wish: TrialWish): Promise<Trial> {
    if (this.#waiting >= MOST_WAITING) {
      return Promise.resolve(failed("Too many templates are tried at the same time: close the other windows."));
    }
    this.#waiting++;
    this.#cancelIdle();
    const trial = this.#last.then(() => this.#tried(wish)).catch((error) => {
      this.#end();
      return failed(`It could not be tried: ${error instanceof Error ? error.message : String(error)}.`);
    }).finally(() => {
      this.#waiting--;
      if (this.#waiting === 0) this.#cancelIdle = this.#clock.after(IDLE_MS, () => this.#end());
    });
    this.#last = trial;
    return trial;
  }

  /** Ends the thread. */
  close(): void {
    this.#cancelIdle();
    this.#end();
  }

  async #tried(wish: TrialWish): Promise<Trial> {
    const thread = this.#thread ??= start();
    await this.#within(START_MS, thread.ready, "its thread did not start");
    const { promise, resolve } = Promise.withResolvers<Trial>();
    thread.answer = resolve;
    thread.worker.postMessage({ wish, shop: this.#shop } satisfies TrialOrder);
    return await this.#within(this.#limitMs, promise, `it takes longer than ${this.#limitMs / 1000} seconds`);
  }

  async #within<T>(limitMs: number, promise: Promise<T>, problem: string): Promise<T> {
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = this.#clock.after(limitMs, () => reject(new Error(problem)));
      if (this.#thread !== null) {
        this.#thread.worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error(event.message));
        };
      }
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      cancel();
    }
  }

  #end(): void {
    this.#thread?.worker.terminate();
    this.#thread = null;
  }
}

function start(): Thread {
  const worker = new Worker(new URL("./trial_worker.ts", import.meta.url), { type: "module", name: "trial" });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const thread: Thread = { worker, ready, answer: () => {} };
  worker.onmessage = ({ data }: MessageEvent<"ready" | Trial>) => data === "ready" ? resolve() : thread.answer(data);
  return thread;
}

function failed(text: string): Trial {
  return { findings: [{ kind: "error", text, place: null }], svg: null, bytes: null };
}
