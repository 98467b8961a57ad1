import { type Job, parseJob } from "../domain/job.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import type { Backend, Clock, InstalledPrinter, JobStore, PrinterConfig } from "../domain/ports.ts";
import type { Painters } from "../domain/painter.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Notify } from "./events.ts";
import type { Lane } from "./lane.ts";
import { dryRun } from "./dry_run.ts";
import type { Compose } from "./prepare.ts";
import { previewOf } from "./preview.ts";
import { refusal } from "./responses.ts";
import { type Choice, route } from "./router.ts";
import { historyOf } from "./ticket_history.ts";
import type { AgentSettings } from "./settings.ts";

/** A printer's lane, as far as arrivals go: told that one comes, asked to claim it with its storing, and woken. */
type ArrivalLane = Pick<Lane, "expect" | "claim" | "unclaim" | "wake">;

/** What the intake works with. */
export interface IntakeParts {
  readonly store: JobStore;
  readonly backend: Backend;
  readonly settings: AgentSettings;
  readonly compose: Compose;
  readonly painters: Painters;
  /** The job types there are templates for at the moment. */
  readonly types: () => readonly string[];
  readonly installed: () => Promise<readonly InstalledPrinter[]>;
  readonly clock: Clock;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  readonly notify: Notify;
  readonly lane: (printer: PrinterConfig) => ArrivalLane;
  /** Called when a response is owed. */
  readonly settled: () => void;
  readonly newId: () => string;
}

type Acknowledge = (answer: { accepted: boolean; job_id: string; message?: string } | { clock: number }) => void;

/** A job that is about to be stored. */
interface Arriving {
  readonly job: Job;
  readonly printer: PrinterConfig;
  readonly acknowledge: Acknowledge;
}

/** Turns events into stored jobs or stored refusals, in the order they came. */
export class Intake {
  readonly #parts: IntakeParts;
  #last: Promise<void> = Promise.resolve();
  /** Jobs of the same turn of the event loop: one transaction stores them all. */
  #arriving: Arriving[] = [];
  #storing: Promise<void> | null = null;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Takes one event. `acknowledge` is called after the job is on disk, or refused. Never rejects. */
  receive(name: string, payload: unknown, acknowledge: Acknowledge = () => {}): Promise<void> {
    const fault = (error: unknown) => {
      this.#parts.notify({ event: "fault", where: "intake", problem: String(error) });
    };
    this.#last = this.#last.then(() => this.#take(name, payload, acknowledge)).catch(fault);
    return this.#last.then(() => this.#storing ?? undefined).catch(fault);
  }

  async #take(name: string, payload: unknown, acknowledge: Acknowledge): Promise<void> {
    const { settings, types, clock, notify, newId } = this.#parts;
    if (name === "status") return notify({ event: "status_received", payload });
    if (name === "printer_client_clock") return acknowledge({ clock: clock.nowMs() });
    const now = { nowMs: clock.nowMs(), wallMs: this.#parts.wallMs() };
    const { nipt, allowRaw = false } = settings;
    const parsed = parseJob(name, payload, { nipt, types: types(), allowRaw, newId, ...now });
    if (parsed.kind === "ignored") return notify({ event: "event_ignored", name, reason: parsed.reason });
    const type = parsed.kind === "job" ? parsed.job.type : parsed.type;
    if (type !== null && settings.acceptTypes !== null && !settings.acceptTypes.includes(type)) {
      return notify({ event: "event_ignored", name, reason: "other_type" });
    }
    if (parsed.kind === "refused") return this.#refuse(parsed, acknowledge);
    const { job } = parsed;
    let choice: Choice;
    try {
      choice = await route(job, settings, this.#parts.installed);
    } catch (error) {
      if (settings.unknownPrinter === "ignore") {
        return notify({ event: "event_ignored", name, reason: "other_printer" });
      }
      return this.#refuse({ ...job, problems: [PrintError.from(error).sentence] }, acknowledge);
    }
    if (job.dryRun) return await this.#answerDryRun(job, choice, acknowledge);
    this.#parts.lane(choice.config).expect();
    this.#arriving.push({ job, printer: choice.config, acknowledge });
    this.#storing ??= new Promise<void>((resolve, reject) =>
      setImmediate(() => {
        try {
          resolve(this.#store());
        } catch (error) {
          reject(error);
        }
      })
    );
  }

  #store(): void {
    const arriving = this.#arriving;
    [this.#arriving, this.#storing] = [[], null];
    const lanes = new Set(arriving.map(({ printer }) => this.#parts.lane(printer)));
    this.#storeAll(arriving, lanes);
    // Also where nothing new came: what a lane has claimed it must print.
    for (const lane of lanes) lane.wake();
  }

  #storeAll(arriving: readonly Arriving[], lanes: ReadonlySet<ArrivalLane>): void {
    const { store } = this.#parts;
    let results: ("accepted" | "duplicate")[];
    try {
      results = store.together(() => {
        const stored = arriving.map(({ job, printer }) => store.enqueue(job, printer.name));
        // A lane at rest prints at once: that it claims is one more line of the same commit.
        for (const lane of lanes) lane.claim();
        return stored;
      });
    } catch {
      for (const lane of lanes) lane.unclaim();
      // Each is told what is wrong with it.
      return arriving.forEach((one) => this.#enqueue(one));
    }
    for (const [index, one] of arriving.entries()) {
      try {
        this.#enqueued(one, results[index] ?? "duplicate");
      } catch (error) {
        this.#parts.notify({ event: "fault", where: "intake", problem: String(error) });
      }
    }
  }

  #enqueue(arriving: Arriving): void {
    const { job, printer, acknowledge } = arriving;
    const { store, notify } = this.#parts;
    let result: "accepted" | "duplicate";
    try {
      result = store.enqueue(job, printer.name);
    } catch (error) {
      // Not on disk, so not accepted: the backend must know now, for nobody will remember it later.
      const problem = `The job could not be stored on this PC: ${
        String(error)
      }. Look at its disk, then send the job again.`;
      notify({ event: "fault", where: "store", problem });
      this.#answerUnstored(refusal({ ...job, problems: [problem] }, this.#parts.wallMs()), acknowledge);
      return;
    }
    this.#enqueued(arriving, result);
  }

  #enqueued({ job, printer, acknowledge }: Arriving, result: "accepted" | "duplicate"): void {
    const { store, notify } = this.#parts;
    acknowledge({ accepted: true, job_id: job.id });
    if (result === "duplicate") {
      notify({ event: "job_repeated", job: job.id });
      if (store.oweAgain(job.id)) this.#parts.settled();
      return;
    }
    const { id, type, documentName: document } = job;
    notify({ event: "job_received", job: id, type, document, printer: printer.name });
  }

  async #answerDryRun(job: Job, choice: Choice, acknowledge: Acknowledge): Promise<void> {
    let response: PrintResponse;
    const { compose, painters, wallMs, store, notify } = this.#parts;
    const nowMs = wallMs();
    try {
      const { profile, name } = choice.config;
      const composed: Compose = (job, paper) => compose(job, paper, historyOf(job, name, store, notify));
      response = dryRun(job, choice, await previewOf(job, profile, composed, painters), nowMs);
    } catch (error) {
      response = refusal({ ...job, problems: [PrintError.from(error).sentence] }, nowMs);
    }
    this.#record(response);
    acknowledge({ accepted: response.status === "success", job_id: job.id, message: response.message });
  }

  #refuse(request: Parameters<typeof refusal>[0], acknowledge: Acknowledge): void {
    this.#parts.notify({ event: "job_refused", job: request.id, problems: request.problems });
    const response = refusal(request, this.#parts.wallMs());
    this.#record(response);
    acknowledge({ accepted: false, job_id: request.id, message: response.message });
  }

  #record(response: PrintResponse): void {
    // What came before it is stored before it.
    this.#store();
    try {
      this.#parts.store.record(response, this.#parts.clock.nowMs());
      this.#parts.settled();
    } catch (error) {
      this.#parts.notify({ event: "fault", where: "store", problem: String(error) });
      this.#answerUnstored(response, () => {});
    }
  }

  #answerUnstored(response: PrintResponse, acknowledge: Acknowledge): void {
    void this.#parts.backend.emit("print_response", response, 5_000);
    acknowledge({ accepted: false, job_id: response.job_id, message: response.message });
  }
}
