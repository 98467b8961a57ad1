import type { Clock } from "../domain/ports.ts";

/** Pause before a record that could not be written is tried again. */
const PAUSE_MS = 5_000;

/**
 * Writes to the store that must not be lost: what has happened on paper is recorded before anything else is printed,
 * however long the disk is full.
 */
export class Stored {
  readonly #clock: Clock;
  readonly #report: (problem: string) => void;
  #stop = Promise.withResolvers<void>();
  #isStopped = false;

  constructor(clock: Clock, report: (problem: string) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** Runs `write` until it succeeds, or until `stop`. */
  async run(write: () => void): Promise<void> {
    for (;;) {
      try {
        return write();
      } catch (error) {
        this.#report(String(error));
        if (this.#isStopped) return;
        await Promise.race([new Promise<void>((resolve) => this.#clock.after(PAUSE_MS, resolve)), this.#stop.promise]);
      }
    }
  }

  /** Gives up waiting: the program ends, and a restart will find the job as it was claimed. */
  stop(): void {
    this.#isStopped = true;
    this.#stop.resolve();
  }
}
