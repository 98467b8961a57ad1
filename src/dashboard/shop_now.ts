import type { AgentEvent } from "../agent/events.ts";
import type { Backlog } from "../domain/ports.ts";

/** Why a printer does not print, as far as a person has to know it. */
export type TroubleKind =
  | "paper_out"
  | "paper_low"
  | "paper_jam"
  | "door_open"
  | "offline"
  | "paused"
  /** By a person at this PC. */
  | "held"
  | "missing"
  | "access"
  | "spooler"
  | "backend"
  | "not_ready"
  | "other";

/** One printer at this moment. Times are ms since 1970. */
export interface PrinterNow {
  readonly name: string;
  /** Jobs that wait, the printing one among them. */
  readonly waiting: number;
  readonly trouble: Trouble | null;
  /** When it last printed, since the program started. */
  readonly lastMs: number | null;
  readonly printed: number;
}

/** What is wrong with a printer; `problem` is the program's own sentence, in English. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly problem: string;
  readonly sinceMs: number;
}

/** Everything the sentence is made of. */
export interface ShopNow {
  readonly connection: {
    readonly is: "starting" | "up" | "down" | "ended";
    readonly problem: string;
    readonly sinceMs: number;
  };
  readonly printers: readonly PrinterNow[];
  readonly lastMs: number | null;
  /** Jobs that nobody knows of whether they are on paper. */
  readonly uncertain: number;
  /** Jobs that were given up lately. */
  readonly failed: number;
}

/** How long the page speaks of a job that was given up. */
const FAILED_MS = 15 * 60_000;
/** Failures that are remembered. */
const MOST_FAILURES = 100;

const KINDS: Readonly<Record<string, TroubleKind>> = {
  paper_out: "paper_out",
  paper_jam: "paper_jam",
  door_open: "door_open",
  offline: "offline",
  paused: "paused",
  deleted: "missing",
  printer_deleted: "missing",
  printer_not_found: "missing",
  no_printer: "missing",
  network_unreachable: "offline",
  connection_refused: "offline",
  timed_out: "offline",
  access_denied: "access",
  spooler_stopped: "spooler",
  spooler_busy: "spooler",
  spool_full: "spooler",
  not_confirmed: "backend",
  printer_not_ready: "not_ready",
};

/** What a code of `PrintError`, or a state that a printer reports, means to a person. */
export function troubleKind(code: string): TroubleKind {
  return Object.hasOwn(KINDS, code) ? KINDS[code] ?? "other" : "other";
}

interface Line {
  /** By what its jobs told, and by what it reports of itself: the second knows more. */
  job: Trouble | null;
  own: Trouble | null;
  /** A person has paused it: nothing else matters then. */
  held: Trouble | null;
  lastMs: number | null;
  printed: number;
}

/** What a watch works with. */
export interface ShopWatchParts {
  /** The printers of the settings, in their order. */
  readonly printers: readonly string[];
  readonly nowMs: () => number;
  readonly backlog: () => readonly Backlog[];
  /** Jobs that wait for a person's answer. */
  readonly uncertain: () => number;
}

/** Keeps what the events tell, at the price of a few assignments each; everything else is asked when somebody looks. */
export class ShopWatch {
  readonly #parts: ShopWatchParts;
  readonly #lines = new Map<string, Line>();
  #connection: ShopNow["connection"];
  #lastMs: number | null = null;
  #heardMs: number | null = null;
  #failures: { readonly job: string; readonly atMs: number }[] = [];

  constructor(parts: ShopWatchParts) {
    this.#parts = parts;
    this.#connection = { is: "starting", problem: "", sinceMs: parts.nowMs() };
    for (const name of parts.printers) this.#line(name);
  }

  /** Takes one event of the agent; whether it changes what the page says. */
  take(event: AgentEvent): boolean {
    switch (event.event) {
      case "connected":
        return this.#connect("up", "");
      case "disconnected":
        return this.#connect("down", event.reason);
      case "connect_failed":
        return this.#connect("down", event.problem);
      case "gave_up":
        return this.#connect("ended", event.problem);
      case "job_received":
        return true;
      case "job_printed": {
        const line = this.#line(event.lane);
        line.job = null;
        line.lastMs = this.#lastMs = this.#parts.nowMs();
        line.printed++;
        return true;
      }
      case "job_waits":
        return this.#jobTrouble(event.lane, troubleKind(event.code), event.problem);
      case "job_diverted":
        return this.#jobTrouble(event.lane, "other", event.problem);
      case "job_news":
        if (event.isTrouble) return this.#jobTrouble(event.lane, "not_ready", event.message);
        this.#line(event.lane).job = null;
        return true;
      case "printer_state": {
        const { state, isTrouble, message: problem, lane } = event;
        const line = this.#line(lane);
        const kind = isTrouble ? troubleKind(state) : state === "paper_low" ? state : null;
        const sinceMs = line.own?.kind === kind ? line.own.sinceMs : this.#parts.nowMs();
        line.own = kind === null ? null : { kind, problem, sinceMs };
        return true;
      }
      case "job_handed_over":
      case "lane_handed":
        return true;
      case "lane_paused": {
        const { lane, sinceMs } = event;
        this.#line(lane).held = sinceMs === null ? null : { kind: "held", problem: "", sinceMs };
        return true;
      }
      case "job_failed":
        if (event.code !== "cancelled") this.#failures.push({ job: event.job, atMs: this.#parts.nowMs() });
        if (this.#failures.length > MOST_FAILURES) this.#failures.shift();
        return true;
      default:
        return false;
    }
  }

  /** Somebody has seen to a job that was given up. */
  seenTo(job: string): void {
    this.#failures = this.#failures.filter((failure) => failure.job !== job);
  }

  /** When the server was last there, ms since 1970: now while it is; `null` when it has not been in this run. */
  heardMs(): number | null {
    return this.#connection.is === "up" ? this.#parts.nowMs() : this.#heardMs;
  }

  /** How things stand. */
  now(): ShopNow {
    const { backlog, nowMs, uncertain } = this.#parts;
    const waiting = new Map(backlog().map(({ lane, jobs }) => [lane, jobs]));
    for (const lane of waiting.keys()) this.#line(lane);
    this.#failures = this.#failures.filter(({ atMs }) => nowMs() - atMs < FAILED_MS);
    const unsure = uncertain();
    return {
      connection: this.#connection,
      printers: [...this.#lines].map(([name, line]) => ({
        name,
        waiting: waiting.get(name) ?? 0,
        trouble: line.held ?? reported(line),
        lastMs: line.lastMs,
        printed: line.printed,
      })),
      lastMs: this.#lastMs,
      uncertain: unsure,
      failed: Math.max(0, this.#failures.length - unsure),
    };
  }

  /** What is wrong with a printer, whether or not a person has paused it. */
  reportedBy(name: string): Trouble | null {
    const line = this.#lines.get(name);
    return line === undefined ? null : reported(line);
  }

  #line(name: string): Line {
    let line = this.#lines.get(name);
    if (line === undefined) {
      this.#lines.set(name, line = { job: null, own: null, held: null, lastMs: null, printed: 0 });
    }
    return line;
  }

  #jobTrouble(lane: string, kind: TroubleKind, problem: string): true {
    const line = this.#line(lane);
    const sinceMs = line.job?.sinceMs ?? this.#parts.nowMs();
    line.job = { kind, problem, sinceMs };
    return true;
  }

  #connect(is: ShopNow["connection"]["is"], problem: string): true {
    if (this.#connection.is === "up" && is !== "up") this.#heardMs = this.#parts.nowMs();
    const sinceMs = this.#connection.is === is ? this.#connection.sinceMs : this.#parts.nowMs();
    this.#connection = { is, problem, sinceMs };
    return true;
  }
}

/** A report of the printer itself says more than what became of its jobs. */
function reported({ own, job }: Line): Trouble | null {
  return own !== null && own.kind !== "paper_low" ? own : job ?? own;
}
