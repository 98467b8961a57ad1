import type { JobWishes } from "../domain/archive.ts";
import type { EndedJobs, LaneBook, LaneRecord } from "../domain/lane_book.ts";
import type { Job } from "../domain/job.ts";
import { ownJob } from "../domain/own_job.ts";
import type { PrinterConfig } from "../domain/ports.ts";
import type { PrinterStateName } from "../domain/printer_state.ts";
import type { Notify } from "./events.ts";
import type { PaperMeter } from "./paper_meter.ts";
import { testPage } from "./test_page.ts";

/** What stands on the paper and in the response of a job that another printer prints because a person said so. */
export const HANDED_OVER = "handed over by hand";

/** A test page that nobody waits for any more must not come out hours later. */
const TEST_LIFETIME_MS = 15 * 60_000;

/** What became of a wish about a printer; `printer` is the one that stands in the way. */
export type LaneWish =
  | { readonly is: "done" | "twice" | "late" }
  | { readonly is: "chain" | "standin" | "itself" | "target_paused"; readonly printer: string };

/** What a lane asks before it takes a job. */
export interface LaneGate {
  /** Sends on what waits in a lane that is handed over; whether the lane may take a job. */
  lets(lane: string): boolean;
  /** Whether `from` may give `stand`, its fallback, a job that it cannot print. */
  canStandIn(stand: string, from: string): boolean;
}

/** What a desk works with. */
export interface LaneDeskParts {
  readonly book: LaneBook;
  readonly wishes: Pick<JobWishes, "own">;
  readonly meter: PaperMeter;
  readonly nowMs: () => number;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  /** Of this program, for the test page. */
  readonly version: string;
  /** The printer of a lane; `null` where there is none (any more). */
  readonly printerOf: (lane: string) => Promise<PrinterConfig | null>;
  readonly notify: Notify;
  /** Has a lane look for work. */
  readonly wake: (lane: string) => void;
  /** Tells the backend what a printer is like. */
  readonly changed: (lane: string) => void;
  /** Tells the backend why a job waits, or where. */
  readonly waits: (job: Job, printer: string, problem: string) => void;
  readonly stateOf: (lane: string) => PrinterStateName;
}

/** What a person may do with printers while the program runs. What was decided is on disk, and holds after a restart. */
export class LaneDesk implements LaneGate {
  readonly #parts: LaneDeskParts;
  readonly #paused = new Map<string, number>();
  readonly #handed = new Map<string, string>();

  constructor(parts: LaneDeskParts) {
    this.#parts = parts;
    for (const { lane, pausedAtMs, handedTo } of parts.book.all()) {
      if (pausedAtMs !== null) this.#paused.set(lane, pausedAtMs);
      if (handedTo !== null) this.#handed.set(lane, handedTo);
    }
  }

  /** Tells what the last run left decided. What cannot hold any more, because the printer is no longer there, is undone. */
  async start(): Promise<void> {
    const { printerOf, notify, book } = this.#parts;
    for (const [lane, to] of this.#handed) {
      if (await printerOf(lane) !== null && await printerOf(to) !== null) {
        notify({ event: "lane_handed", lane, to });
        continue;
      }
      book.takeBack(lane, HANDED_OVER);
      this.#handed.delete(lane);
      const problem = `${lane} was handed over to ${to}, and one of them is gone: ${lane} prints its own jobs again.`;
      notify({ event: "printer_notice", lane, problem });
    }
    for (const [lane, sinceMs] of this.#paused) {
      if (await printerOf(lane) !== null) notify({ event: "lane_paused", lane, sinceMs });
      else {
        book.resume(lane);
        this.#paused.delete(lane);
      }
    }
  }

  /** What is known of every lane, counted up to now, or nearly. */
  async records(): Promise<ReadonlyMap<string, LaneRecord>> {
    await this.#parts.meter.catchUpSoon();
    return new Map(this.#parts.book.all().map((record) => [record.lane, record]));
  }

  /** Jobs that ended at or after `sinceMs`, by lane. */
  ended(sinceMs: number): ReadonlyMap<string, EndedJobs> {
    return this.#parts.book.ended(sinceMs);
  }

  /** What a printer says of itself. */
  stateOf(lane: string): PrinterStateName {
    return this.#parts.stateOf(lane);
  }

  isPaused(lane: string): boolean {
    return this.#paused.has(lane);
  }

  lets(lane: string): boolean {
    const to = this.#handed.get(lane);
    if (to !== undefined) this.#sentOn(this.#parts.book.forward(lane, to, HANDED_OVER), lane, to);
    return !this.#paused.has(lane);
  }

  canStandIn(stand: string, from: string): boolean {
    return !this.#paused.has(stand) && this.#handed.get(stand) !== from;
  }

  /** The lane takes no job from now on; what is being printed finishes. */
  async pause(lane: string): Promise<LaneWish> {
    const { book, nowMs, notify, wake, changed } = this.#parts;
    if (await this.#parts.printerOf(lane) === null) return { is: "late" };
    const sinceMs = nowMs();
    if (!book.pause(lane, sinceMs)) return { is: "twice" };
    this.#paused.set(lane, sinceMs);
    notify({ event: "lane_paused", lane, sinceMs });
    changed(lane);
    // It tells the backend of the job that waits now.
    wake(lane);
    return { is: "done" };
  }

  /** The lane goes on. */
  async resume(lane: string): Promise<LaneWish> {
    const { book, notify, wake, changed } = this.#parts;
    if (await this.#parts.printerOf(lane) === null) return { is: "late" };
    if (!book.resume(lane)) return { is: "twice" };
    this.#paused.delete(lane);
    notify({ event: "lane_paused", lane, sinceMs: null });
    changed(lane);
    wake(lane);
    return { is: "done" };
  }

  /** All jobs of a lane, those that wait and those that come, are printed by another one. */
  async handOver(lane: string, to: string): Promise<LaneWish> {
    const { book, nowMs, notify, printerOf } = this.#parts;
    if (await printerOf(lane) === null || await printerOf(to) === null) return { is: "late" };
    if (lane === to) return { is: "itself", printer: lane };
    const already = this.#handed.get(lane);
    if (already !== undefined) return already === to ? { is: "twice" } : { is: "standin", printer: already };
    if (this.#handed.has(to)) return { is: "chain", printer: to };
    const [guest] = [...this.#handed].find(([, target]) => target === lane) ?? [];
    if (guest !== undefined) return { is: "chain", printer: guest };
    if (this.#paused.has(to)) return { is: "target_paused", printer: to };
    const jobs = book.handOver(lane, to, HANDED_OVER, nowMs());
    this.#handed.set(lane, to);
    notify({ event: "lane_handed", lane, to });
    this.#sentOn(jobs, lane, to);
    return { is: "done" };
  }

  /** A lane prints its own jobs again, those among them that still wait elsewhere. */
  async takeBack(lane: string): Promise<LaneWish> {
    const { book, notify, waits, wake, printerOf } = this.#parts;
    if (await printerOf(lane) === null) return { is: "late" };
    const taken = book.takeBack(lane, HANDED_OVER);
    if (taken === null) return { is: "twice" };
    this.#handed.delete(lane);
    notify({ event: "lane_handed", lane, to: null });
    for (const job of taken.jobs) waits(job, lane, `Back to ${lane}: it prints its own jobs again.`);
    wake(lane);
    // Those behind them may go on.
    wake(taken.to);
    return { is: "done" };
  }

  /** Prints the test page in its turn. `once` names this wish: the same one again does nothing. */
  async testPrint(lane: string, once: string): Promise<LaneWish> {
    const { printerOf, nowMs, wallMs, version } = this.#parts;
    const printer = await printerOf(lane);
    if (printer === null) return { is: "late" };
    return this.#addOwn(testPage(printer, { id: `test-${once}`, version, nowMs: nowMs(), wallMs: wallMs() }), lane);
  }

  /** Prints a paper that a person is trying out, as these very bytes, in its turn. `once` as for the test page. */
  async tryOut(lane: string, once: string, documentName: string, bytes: Uint8Array): Promise<LaneWish> {
    const { printerOf, nowMs } = this.#parts;
    if (await printerOf(lane) === null) return { is: "late" };
    const data = { content: bytes.toBase64() };
    return this.#addOwn(ownJob({ id: `try-${once}`, type: "raw", documentName, data, receivedAtMs: nowMs() }), lane);
  }

  #addOwn(own: Job, lane: string): LaneWish {
    const { wishes, wake } = this.#parts;
    const { is } = wishes.own({ ...own, isOwn: true, expiresAtMs: own.receivedAtMs + TEST_LIFETIME_MS }, lane);
    if (is === "done") wake(lane);
    return { is };
  }

  /** The paper used counts from 0. */
  async newRoll(lane: string): Promise<LaneWish> {
    const { book, meter, nowMs, printerOf } = this.#parts;
    if (await printerOf(lane) === null) return { is: "late" };
    // What is on the old roll is counted for it.
    await meter.catchUp();
    book.newRoll(lane, nowMs());
    return { is: "done" };
  }

  #sentOn(jobs: readonly Job[], lane: string, to: string): void {
    const { notify, waits, wake } = this.#parts;
    for (const job of jobs) {
      notify({ event: "job_handed_over", job: job.id, document: job.documentName, lane, to });
      waits(job, to, `Sent to ${to} instead of ${lane}: ${HANDED_OVER}.`);
    }
    if (jobs.length > 0) wake(to);
  }
}
