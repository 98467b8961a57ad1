import type { LaneBook } from "../domain/lane_book.ts";
import type { Clock } from "../domain/ports.ts";
import type { Profile } from "../domain/profile.ts";
import { paperMm } from "../render/paper_length.ts";
import { paperOf } from "../render/paper_of.ts";
import type { Notify } from "./events.ts";

/** How often what has been printed is counted, besides when somebody looks. */
const EVERY_MS = 60_000;
/** Jobs counted in one go: a few milliseconds, between which jobs are printed. */
const BATCH = 10;

/** How long a page waits for that. */
const PATIENCE_MS = 50;

/** What a meter works with. */
export interface PaperMeterParts {
  readonly book: LaneBook;
  readonly clock: Clock;
  readonly profileOf: (lane: string) => Profile;
  readonly notify: Notify;
}

/** Counts what was printed, and the paper it took, from the bytes that were sent: later than they were, so that no job waits for it. */
export class PaperMeter {
  readonly #parts: PaperMeterParts;
  #running: Promise<void> | null = null;
  #isStopped = false;
  #cancel = () => {};

  constructor(parts: PaperMeterParts) {
    this.#parts = parts;
  }

  /** Counts from now on, now and then. */
  start(): void {
    this.#cancel = this.#parts.clock.after(EVERY_MS, () => {
      void this.catchUp().catch((error) =>
        this.#parts.notify({ event: "fault", where: "counting paper", problem: String(error) })
      ).finally(() => this.#isStopped || this.start());
    });
  }

  /** Ends that; resolves when nothing is at work any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#running?.catch(() => {});
  }

  /** Counts everything that has ended by now. Rejects with what the store says. */
  catchUp(): Promise<void> {
    return this.#running ??= this.#run().finally(() => this.#running = null);
  }

  /** Counts what can be counted while somebody waits for a page; the rest goes on behind it. */
  async catchUpSoon(): Promise<void> {
    let cancel = () => {};
    const late = new Promise<void>((resolve) => cancel = this.#parts.clock.after(PATIENCE_MS, resolve));
    await Promise.race([this.catchUp(), late]).finally(cancel);
  }

  async #run(): Promise<void> {
    const { book } = this.#parts;
    while (!this.#isStopped) {
      const jobs = book.uncounted(BATCH);
      if (jobs.length > 0) book.count(jobs.map((job) => ({ ...job, mm: this.#mm(job.lane, job.bytes) })));
      if (jobs.length < BATCH) return;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  #mm(lane: string | null, bytes: Uint8Array | null): number {
    if (lane === null || bytes === null || bytes.length === 0) return 0;
    const profile = this.#parts.profileOf(lane);
    // An office printer has sheets.
    return profile.format === "gdi" ? 0 : paperMm(paperOf(bytes, profile), profile);
  }
}
