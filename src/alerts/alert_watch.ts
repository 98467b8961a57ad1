import type { AgentEvent } from "../agent/events.ts";
import type { Clock } from "../domain/ports.ts";

/** One message to whoever looks after the till. Times are ms since 1970. */
export interface Alert {
  readonly state: "problem" | "resolved";
  /** `backend`, or a printer's name in the settings. */
  readonly about: string;
  /** What is wrong, or was: a sentence. */
  readonly problem: string;
  readonly sinceMs: number;
  /** When it was right again. */
  readonly untilMs: number | null;
}

/** What an `AlertWatch` works with. */
export interface AlertWatchParts {
  /** How long something has to be wrong. */
  readonly afterMs: number;
  readonly clock: Clock;
  /** Sends one message; `false` when it did not arrive. Never rejects. */
  readonly send: (alert: Alert) => Promise<boolean>;
}

/** Pause before a message that did not arrive is sent again. */
const RESEND_MS = 60_000;

/** Something that is wrong, or was and has not been said to be right again. */
interface Trouble {
  readonly about: string;
  readonly sinceMs: number;
  problem: string;
  untilMs: number | null;
  /** Whether the message about its beginning has arrived. */
  isTold: boolean;
  isSending: boolean;
  cancel: () => void;
}

const BACKEND = "backend";

/** What a trouble shows by. */
type Source = "jobs" | "state" | "person";

/**
 * Hears what happens and says, once each, that something has been wrong for a while and that it is right again: the
 * connection to the backend, and each printer that has jobs and does not print them or that says it cannot. What could not be sent is sent later; a
 * trouble that ended unsaid because the network was away is told in one message.
 */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #troubles = new Map<string, Trouble>();
  /** A printer is right again when neither its jobs nor its state say otherwise. */
  readonly #wrongBy = new Map<string, Set<Source>>();
  #isStopped = false;

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
    this.#wrong(BACKEND, "Not connected to the backend since the start.");
  }

  /** Takes one event of the agent. */
  take(event: AgentEvent): void {
    switch (event.event) {
      case "connected":
        return this.#right(BACKEND);
      case "disconnected":
        return this.#wrong(BACKEND, `The connection to the backend was lost: ${event.reason}.`);
      case "connect_failed":
      case "gave_up":
        return this.#wrong(BACKEND, event.problem);
      case "job_printed":
        return this.#right(event.lane);
      case "job_waits":
      case "job_diverted":
        return this.#wrong(event.lane, event.problem);
      case "lane_paused":
        if (event.sinceMs === null) return this.#right(event.lane, "person");
        return this.#wrong(event.lane, `${event.lane} is paused by a person at the PC: its jobs wait.`, "person");
      case "job_news":
        return event.isTrouble ? this.#wrong(event.lane, event.message) : this.#right(event.lane);
      case "printer_state":
        // A gone printer's `unknown` is no news of it.
        if (event.isTrouble) return this.#wrong(event.lane, sentence(event.message), "state");
        if (event.state !== "unknown") this.#right(event.lane, "state");
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const { cancel } of this.#troubles.values()) cancel();
  }

  #wrong(about: string, problem: string, source: Source = "jobs"): void {
    if (this.#isStopped) return;
    this.#wrongBy.set(about, (this.#wrongBy.get(about) ?? new Set()).add(source));
    const now = this.#troubles.get(about);
    if (now !== undefined && now.untilMs === null) {
      now.problem = problem;
      return;
    }
    // One that ended and could not be told yet goes on: whoever is told hears of one long trouble.
    now?.cancel();
    const { clock, afterMs } = this.#parts;
    const trouble: Trouble = {
      about,
      sinceMs: now?.sinceMs ?? clock.nowMs(),
      problem,
      untilMs: null,
      isTold: now?.isTold ?? false,
      isSending: false,
      cancel: () => {},
    };
    this.#troubles.set(about, trouble);
    if (trouble.isTold) return;
    trouble.cancel = clock.after(afterMs, () => void this.#tell(trouble));
  }

  #right(about: string, source: Source = "jobs"): void {
    const sources = this.#wrongBy.get(about);
    sources?.delete(source);
    if (sources !== undefined && sources.size > 0) return;
    const trouble = this.#troubles.get(about);
    if (trouble === undefined || trouble.untilMs !== null) return;
    const { clock, afterMs } = this.#parts;
    trouble.untilMs = clock.nowMs();
    if (!trouble.isTold && trouble.untilMs - trouble.sinceMs < afterMs) {
      trouble.cancel();
      this.#troubles.delete(about);
      return;
    }
    trouble.cancel();
    if (!trouble.isSending) void this.#tell(trouble);
  }

  async #tell(trouble: Trouble): Promise<void> {
    const { clock, send } = this.#parts;
    trouble.isSending = true;
    const { about, problem, sinceMs, untilMs } = trouble;
    const hasArrived = await send({
      state: untilMs === null ? "problem" : "resolved",
      about,
      problem,
      sinceMs,
      untilMs,
    });
    trouble.isSending = false;
    // It may have changed while the message was under way.
    if (this.#isStopped || this.#troubles.get(about) !== trouble) return;
    if (hasArrived) trouble.isTold = true;
    if (hasArrived && untilMs !== null) this.#troubles.delete(about);
    else if (!hasArrived) trouble.cancel = clock.after(RESEND_MS, () => void this.#tell(trouble));
    else if (trouble.untilMs !== null) await this.#tell(trouble);
  }
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
