import type { Backend, Backlog, Clock, JobStore, PrinterConfig, Printers } from "../domain/ports.ts";
import type { Painters } from "../domain/painter.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Profile } from "../domain/profile.ts";
import { Desk } from "./desk.ts";
import type { Notify } from "./events.ts";
import { Follower } from "./follower.ts";
import { Intake } from "./intake.ts";
import { settleInterrupted } from "./interrupted.ts";
import { Lane } from "./lane.ts";
import { LaneDesk } from "./lane_desk.ts";
import { PaperMeter } from "./paper_meter.ts";
import type { Compose } from "./prepare.ts";
import { PrinterWatch, watchedPrinters } from "./printer_watch.ts";
import { readyBody } from "./ready.ts";
import { Reporter } from "./reporter.ts";
import { namedPrinter } from "./router.ts";
import type { AgentSettings } from "./settings.ts";

/** The outside world of an agent. */
export interface AgentParts {
  readonly settings: AgentSettings;
  readonly store: JobStore;
  readonly backend: Backend;
  readonly printers: Printers;
  readonly compose: Compose;
  /** What paints where a printer cannot. */
  readonly painters: Painters;
  /** The job types there are templates for at the moment. */
  readonly types: () => readonly string[];
  readonly clock: Clock;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  readonly notify: Notify;
  /** Of this program, for `printer_client_ready`. */
  readonly version: string;
  /** 0 to 1. */
  readonly random: () => number;
  readonly newId: () => string;
  /** Remembers the Windows default printer; gives the one before, the first time it is told of another one. */
  readonly defaultSeen?: (queue: string) => string | null;
}

/** How long responses may take to leave when the program stops. */
const FLUSH_MS = 5_000;
/** How long a backend may take to confirm that a job it lent is printed now. */
const START_CONFIRM_MS = 3_000;
/** How often jobs of long ago are forgotten, and how many in one transaction. */
const PRUNE_EVERY_MS = 10 * 60_000;
const PRUNE_BATCH = 200;

/** The program's behaviour: takes jobs from a backend, has each printed once by its printer, and answers. */
export class Agent {
  readonly #parts: AgentParts;
  readonly #reporter: Reporter;
  readonly #intake: Intake;
  readonly #follower: Follower;
  readonly #watch: PrinterWatch;
  readonly #lanes = new Map<string, Lane>();
  /** What a person may do with jobs. */
  readonly desk: Desk;
  /** What a person may do with printers. */
  readonly laneDesk: LaneDesk;
  readonly #meter: PaperMeter;
  #failedConnects = 0;
  #isStopping = false;
  #cancelPruning = () => {};

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.#reporter = new Reporter(parts.store, parts.backend, parts.notify);
    this.#follower = new Follower(parts);
    this.desk = new Desk({
      ...{ archive: parts.store.archive, book: parts.store.book, wishes: parts.store.wishes },
      nowMs: () => parts.clock.nowMs(),
      wallMs: parts.wallMs,
      printerOf: (lane) => this.#printerOfLane(lane),
      queued: (printer) => this.#isStopping || this.#lane(printer).wake(),
      settled: () => this.#reporter.wake(),
    });
    this.#meter = new PaperMeter({
      ...{ book: parts.store.lanes, clock: parts.clock, notify: parts.notify },
      profileOf: (lane) => this.#profileOf(lane),
    });
    this.laneDesk = new LaneDesk({
      ...{
        book: parts.store.lanes,
        wishes: parts.store.wishes,
        meter: this.#meter,
        version: parts.version,
        notify: parts.notify,
      },
      nowMs: () => parts.clock.nowMs(),
      wallMs: parts.wallMs,
      printerOf: (lane) => this.#printerOfLane(lane),
      wake: (lane) => void this.#wakeLane(lane),
      changed: (lane) => this.#watch.changed(lane),
      waits: (job, printer, problem) => this.#follower.waits(job, printer, problem),
      stateOf: (lane) => this.#watch.seen(lane),
    });
    this.#intake = new Intake({
      ...parts,
      installed: () => parts.printers.installed(),
      lane: (printer) => this.#lane(printer),
      settled: () => this.#reporter.wake(),
    });
    this.#watch = new PrinterWatch({
      ...parts,
      ...watchedPrinters(parts.settings),
      printer: (config) => this.#lane(config).printer,
      installed: () => parts.printers.installed(),
      isPaused: (lane) => this.laneDesk.isPaused(lane),
    });
  }

  /** Goes on with what the last run left, and connects. */
  async start(): Promise<void> {
    const { store, settings, notify, clock, wallMs } = this.#parts;
    await this.laneDesk.start();
    await settleInterrupted(
      { store, policy: settings.policy, notify, nowMs: clock.nowMs(), wallMs: wallMs() },
      (lane, jobId) => this.#isHeld(lane, jobId),
    );
    for (const name of store.waitingLanes()) {
      const printer = await this.#printerOfLane(name);
      if (printer !== null) this.#lane(printer).wake();
    }
    this.#prune();
    this.#meter.start();
    this.#watch.start();
    this.#connect();
  }

  /** Takes no more jobs, lets the printing ones finish, gives responses five seconds to leave, and closes everything. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#cancelPruning();
    this.#follower.stop();
    this.#watch.stop();
    await Promise.all([...this.#lanes.values(), this.#meter].map((part) => part.stop()));
    let cancel = () => {};
    const late = new Promise<void>((resolve) => cancel = this.#parts.clock.after(FLUSH_MS, resolve));
    await this.#reporter.flush(late);
    cancel();
    await this.#parts.backend.close();
    this.#parts.store.close();
  }

  /** What waits, by printer. */
  backlog(): readonly Backlog[] {
    return this.#parts.store.backlog();
  }

  #connect(): void {
    const { backend, notify } = this.#parts;
    backend.connect({
      event: (name, payload, acknowledge) => {
        if (!this.#isStopping) void this.#intake.receive(name, payload, acknowledge);
      },
      connected: (transport) => {
        this.#failedConnects = 0;
        notify({ event: "connected", transport });
        void this.#announce();
        this.#reporter.wake();
      },
      disconnected: (reason) => notify({ event: "disconnected", reason }),
      connectFailed: (problem) => notify({ event: "connect_failed", problem, first: this.#failedConnects++ === 0 }),
      gaveUp: (problem) => notify({ event: "gave_up", problem }),
    });
  }

  #lane(config: PrinterConfig): Lane {
    let lane = this.#lanes.get(config.name);
    if (lane === undefined) {
      lane = new Lane({
        ...this.#parts,
        policy: this.#parts.settings.policy,
        printer: this.#parts.printers.open(config),
        config,
        gate: this.laneDesk,
        settled: () => this.#reporter.wake(),
        starting: async (job_id) => {
          const about = { job_id, printer: config.name };
          return await this.#parts.backend.emit("print_starting", about, START_CONFIRM_MS) === "confirmed";
        },
        waits: (job, printer, problem) => this.#follower.waits(job, printer, problem),
        followed: (job, printer, receipt) => this.#follower.follow(job, config.name, printer, receipt),
        diverted: (alias) => void this.#wakeLane(alias),
      });
      this.#lanes.set(config.name, lane);
    }
    return lane;
  }

  async #wakeLane(name: string): Promise<void> {
    const printer = await this.#printerOfLane(name);
    if (printer !== null && !this.#isStopping) this.#lane(printer).wake();
  }

  async #printerOfLane(name: string): Promise<PrinterConfig | null> {
    const { settings, printers, notify } = this.#parts;
    if (settings.defaultPrinter.name === name) return settings.defaultPrinter;
    try {
      return await namedPrinter(name, settings, () => printers.installed());
    } catch (error) {
      // Settings changed while jobs waited. They wait on, visibly, until the printer is back in the settings.
      notify({ event: "fault", where: `waiting jobs of ${name}`, problem: PrintError.from(error).sentence });
      return null;
    }
  }

  #profileOf(lane: string): Profile {
    const { printers, defaultPrinter, profile } = this.#parts.settings;
    return [...printers, defaultPrinter].find(({ name }) => name === lane)?.profile ?? profile;
  }

  async #isHeld(lane: string, jobId: string): Promise<boolean> {
    const config = await this.#printerOfLane(lane);
    if (config === null) return false;
    const printer = this.#parts.printers.open(config);
    try {
      return await printer.holds?.(jobId) ?? false;
    } catch {
      // A queue that cannot be asked is no evidence of anything.
      return false;
    } finally {
      await printer.close();
    }
  }

  async #announce(): Promise<void> {
    const { settings, store, backend, printers, version } = this.#parts;
    const installed = await printers.installed().catch(() => []);
    const unconfirmed = store.owedResponses(1_000).map(({ jobId }) => jobId);
    const stateOf = (alias: string) => this.#watch.stateOf(alias);
    const told = backend.emit(
      "printer_client_ready",
      readyBody(settings, version, installed, unconfirmed, stateOf),
      5_000,
    );
    this.#watch.announce();
    await told;
  }

  /** A batch at a time with pauses, so that no job waits for it. */
  #prune(): void {
    const { store, settings, clock, notify } = this.#parts;
    let gone = 0;
    try {
      gone = store.prune(clock.nowMs() - settings.policy.historyMs, PRUNE_BATCH);
    } catch (error) {
      notify({ event: "fault", where: "forgetting old jobs", problem: String(error) });
    }
    this.#cancelPruning = clock.after(gone === PRUNE_BATCH ? 1_000 : PRUNE_EVERY_MS, () => this.#prune());
  }
}
