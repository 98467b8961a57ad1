import type { Answer, JobArchive, JobWishes, Wish } from "../domain/archive.ts";
import type { Job } from "../domain/job.ts";
import type { JobBook } from "../domain/job_book.ts";
import type { PrinterConfig } from "../domain/ports.ts";
import { about } from "./responses.ts";

/** What a desk works with. */
export interface DeskParts {
  readonly wishes: JobWishes;
  readonly archive: JobArchive;
  readonly book: JobBook;
  readonly nowMs: () => number;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  /** The printer of a lane; `null` where there is none (any more). */
  readonly printerOf: (lane: string) => Promise<PrinterConfig | null>;
  /** Called when a job waits for a printer. */
  readonly queued: (printer: PrinterConfig) => void;
  /** Called when a response is owed. */
  readonly settled: () => void;
}

/** What a person may do with jobs while the program runs. `seq` is that of the archive. */
export class Desk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The history. */
  get archive(): JobArchive {
    return this.#parts.archive;
  }

  /** Reservations and orders of the history. */
  get book(): JobBook {
    return this.#parts.book;
  }

  /** Prints a job again, marked `COPY n`. `once` names this wish: the same one again does nothing. */
  async reprint(seq: number, once: string, printer: string | null): Promise<Wish> {
    if (printer !== null && await this.#parts.printerOf(printer) === null) return { is: "late" };
    return await this.#woken(this.#parts.wishes.copy(seq, `copy-${once}`, printer, this.#parts.nowMs()));
  }

  /** Prints what this program made itself, such as a page of the book, on a printer. */
  async own(job: Job, printer: string): Promise<Wish> {
    if (await this.#parts.printerOf(printer) === null) return { is: "late" };
    return await this.#woken(this.#parts.wishes.own(job, printer));
  }

  /** Gives a job that waits to another printer. */
  async move(seq: number, printer: string): Promise<Wish> {
    if (await this.#parts.printerOf(printer) === null) return { is: "late" };
    const from = this.#parts.archive.find(seq)?.lane;
    const wish = await this.#woken(this.#parts.wishes.move(seq, printer, "sent here by hand"));
    // Those behind it may go on.
    if (wish.is === "done" && from !== undefined && from !== null) await this.#wake(from);
    return wish;
  }

  /** Ends a job that waits. */
  async cancel(seq: number): Promise<Wish> {
    const message = "Cancelled by a person at this PC before it was printed.";
    const wish = this.#parts.wishes.cancel(seq, this.#answer("failed", "queued", message), this.#parts.nowMs());
    return await this.#told(wish);
  }

  /** An uncertain job is on paper: somebody has looked. */
  async isOnPaper(seq: number): Promise<Wish> {
    const message = "On paper: a person at this PC has looked.";
    return await this.#told(this.#parts.wishes.isOnPaper(seq, this.#answer("success", "printed", message)));
  }

  /** An uncertain job is printed again, marked as a possible duplicate. */
  async again(seq: number): Promise<Wish> {
    return await this.#woken(this.#parts.wishes.again(seq, this.#parts.nowMs()));
  }

  #answer(status: "success" | "failed", stage: "queued" | "printed", message: string): Answer {
    return (job, lane, attempts) => ({
      status,
      message,
      ...about(job, lane, this.#parts.wallMs()),
      attempts,
      stage,
      evidence: "none",
      warnings: [],
    });
  }

  async #told(wish: Wish): Promise<Wish> {
    if (wish.is === "done") this.#parts.settled();
    return await this.#woken(wish);
  }

  async #woken(wish: Wish): Promise<Wish> {
    if (wish.is === "done") await this.#wake(wish.lane);
    return wish;
  }

  async #wake(lane: string): Promise<void> {
    const printer = await this.#parts.printerOf(lane);
    if (printer !== null) this.#parts.queued(printer);
  }
}
