import type { Job } from "../domain/job.ts";
import { isoTime, type Stage } from "../domain/outcome.ts";
import type { Backend, Printer, PrintReceipt, QueueNews } from "../domain/ports.ts";
import type { Notify } from "./events.ts";

/** Documents followed at once; beyond it the oldest is let go. */
const LIMIT = 200;
/** How long a server may take to confirm a `print_status`; what it does not confirm is not sent again. */
const CONFIRM_MS = 5_000;

/** What a Follower works with. */
export interface FollowerParts {
  readonly backend: Backend;
  readonly notify: Notify;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
}

/**
 * Tells the backend (`print_status`) and the window what becomes of jobs between their acceptance and their paper: why one
 * waits, and what happens to its document in a printer's queue. News are sent over a live connection or not at all: the response is what is owed, and it is stored.
 */
export class Follower {
  readonly #parts: FollowerParts;
  /** What stops the following of a document, oldest first. */
  readonly #stops = new Set<() => void>();
  #isStopped = false;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** Follows a document that `printer` took, where it can be followed. Returns at once and never throws. */
  follow(job: Job, lane: string, printer: Printer, receipt: PrintReceipt): void {
    if (this.#isStopped || receipt.spoolJobId === undefined || printer.follow === undefined) return;
    let wasTrouble = false;
    const stop = printer.follow(receipt.spoolJobId, (news) => {
      if (news.isLast) this.#stops.delete(stop);
      this.#tell(job, lane, receipt.printer, news, wasTrouble);
      wasTrouble = news.isTrouble;
    });
    this.#stops.add(stop);
    const [oldest] = this.#stops;
    if (this.#stops.size > LIMIT && oldest !== undefined) {
      this.#stops.delete(oldest);
      oldest();
    }
  }

  /** Tells the backend why a job that was accepted is not printed yet. */
  waits(job: Job, printer: string, problem: string): void {
    this.#send(job, printer, "queued", problem);
  }

  /** Follows nothing any more. */
  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    this.#stops.clear();
  }

  #tell(job: Job, lane: string, printer: string, { stage, message, isTrouble }: QueueNews, wasTrouble: boolean): void {
    const { notify } = this.#parts;
    notify({
      event: "job_news",
      job: job.id,
      document: job.documentName,
      lane,
      printer,
      stage,
      message,
      isTrouble,
      wasTrouble,
    });
    this.#send(job, printer, stage, message);
  }

  #send(job: Job, printer: string, stage: Stage, message: string): void {
    const { backend, wallMs } = this.#parts;
    // A copy or a test page is between this PC and the person who asked for it.
    if (!backend.isConnected || typeof job.asked?.copyOf === "string" || job.isOwn === true) return;
    const body = { job_id: job.id, stage, printer, message, timestamp: isoTime(wallMs()) };
    void backend.emit("print_status", body, CONFIRM_MS);
  }
}
