import type { Backend, Clock, JobStore, PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import type { Notify } from "./events.ts";
import { Intake } from "./intake.ts";
import { Lane } from "./lane.ts";
import type { Compose } from "./prepare.ts";
import { Reporter } from "./reporter.ts";
import { ending } from "./responses.ts";
import { namedPrinter } from "./router.ts";
import type { AgentSettings } from "./settings.ts";

/** The outside world of an agent. */
export interface AgentParts {
  readonly settings: AgentSettings;
  readonly store: JobStore;
  readonly backend: Backend;
  readonly printers: Printers;
  readonly compose: Compose;
  /** The job types there are templates for. */
  readonly types: readonly string[];
  readonly clock: Clock;
  readonly notify: Notify;
  /** Of this program, for `printer_client_ready`. */
  readonly version: string;
  /** 0 to 1. */
  readonly random: () => number;
  readonly newId: () => string;
}

/** How long responses may take to leave when the program stops. */
const FLUSH_MS = 5_000;

/** The program's behaviour: takes jobs from a backend, has each printed once by its printer, and answers. */
export class Agent {
  readonly #parts: AgentParts;
  readonly #reporter: Reporter;
  readonly #intake: Intake;
  readonly #lanes = new Map<string, Lane>();
  #failedConnects = 0;
  #isStopping = false;

  constructor(parts: AgentParts) {
    this.#parts = parts;
    this.#reporter = new Reporter(parts.store, parts.backend, parts.notify);
    this.#intake = new Intake({
      ...parts,
      installed: () => parts.printers.installed(),
      queued: (printer) => this.#lane(printer).wake(),
      settled: () => this.#reporter.wake(),
    });
  }

  /** Goes on with what the last run left, and connects. */
  async start(): Promise<void> {
    const { store, backend, notify } = this.#parts;
    this.#settleInterrupted();
    for (const name of store.waitingLanes()) {
      const printer = await this.#printerOfLane(name);
      if (printer !== null) this.#lane(printer).wake();
    }
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

  /** Takes no more jobs, lets the printing ones finish, gives responses five seconds to leave, and closes everything. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    let cancel = () => {};
    const late = new Promise<void>((resolve) => cancel = this.#parts.clock.after(FLUSH_MS, resolve));
    await this.#reporter.flush(late);
    cancel();
    await this.#parts.backend.close();
    this.#parts.store.close();
  }

  #lane(config: PrinterConfig): Lane {
    let lane = this.#lanes.get(config.name);
    if (lane === undefined) {
      const printer = this.#parts.printers.open(config);
      lane = new Lane({ ...this.#parts, printer, config, settled: () => this.#reporter.wake() });
      this.#lanes.set(config.name, lane);
    }
    return lane;
  }

  /** Whether these jobs are on paper nobody knows; printing them again silently could double a ticket. */
  #settleInterrupted(): void {
    const { store, clock, notify } = this.#parts;
    for (const claimed of store.interrupted()) {
      const { job, attempts } = claimed;
      const message = `The program ended while "${job.documentName}" was being printed. Look whether it is on paper, ` +
        `and send it again with a new job_id if it is not.`;
      const outcome = { kind: "uncertain", code: "interrupted", message } as const;
      const nowMs = clock.nowMs();
      store.settle(job.id, outcome, ending(claimed, claimed.lane, outcome, [], nowMs), nowMs);
      notify({
        event: "job_failed",
        job: job.id,
        document: job.documentName,
        printer: claimed.lane,
        attempt: attempts,
        code: "interrupted",
        problem: message,
      });
    }
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

  async #announce(): Promise<void> {
    const { settings, store, backend, printers, version } = this.#parts;
    const installed = await printers.installed().catch(() => []);
    const { sessionId: session_id, username, nipt } = settings;
    const aliased = settings.printers.map(({ name, address }) => ({
      name: address.kind === "windows" && address.name !== null ? address.name : name,
      alias: name,
      state: "unknown",
    }));
    const others = installed.filter(({ name }) => !aliased.some((printer) => printer.name === name));
    await backend.emit("printer_client_ready", {
      protocol: 1,
      version,
      session_id,
      username,
      nipt,
      printers: [...aliased, ...others.map(({ name }) => ({ name, alias: null, state: "unknown" }))],
      unconfirmed: store.owedResponses(1_000).map(({ jobId }) => jobId),
    }, 5_000);
  }
}
