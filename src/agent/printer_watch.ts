import { isoTime } from "../domain/outcome.ts";
import type { Backend, Clock, InstalledPrinter, Printer, PrinterConfig } from "../domain/ports.ts";
import { isTroubled, type PrinterState, type PrinterStateName } from "../domain/printer_state.ts";
import { shown } from "../domain/printable.ts";
import type { Notify } from "./events.ts";
import type { AgentSettings } from "./settings.ts";
import { leftBehind, moveAdvice } from "./twin.ts";

/** How often each printer is looked at. */
const EVERY_MS = 10_000;
/** Looks in a row that must agree before these are believed: a busy spooler or network may once not answer. */
const LOOKS = 3;
const DOUBTFUL: readonly PrinterStateName[] = ["deleted", "offline", "unknown"];
/** How often queues that were left behind are looked for, in looks. */
const TWINS_EVERY = 180;
/** How long a server may take to confirm a `printer_status`; what it does not confirm is not sent again. */
const CONFIRM_MS = 5_000;

const PAUSED = "paused by a person at this PC. Its jobs wait until somebody there has it go on.";
const RESUMED = "no longer paused. What it is like nobody can tell.";

/** What a PrinterWatch works with. */
export interface PrinterWatchParts {
  readonly backend: Backend;
  readonly clock: Clock;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  readonly notify: Notify;
  /** The printers to watch. */
  readonly configs: readonly PrinterConfig[];
  /** The one of them that no setting names: its troubles are told by the jobs that it gets, if it ever gets one. */
  readonly unnamed: PrinterConfig | null;
  /** The very object that prints: it sees to it that a question disturbs no document. */
  readonly printer: (config: PrinterConfig) => Printer;
  readonly installed: () => Promise<readonly InstalledPrinter[]>;
  /** Whether a person has paused it at this PC. */
  readonly isPaused?: (lane: string) => boolean;
  /** Remembers the Windows default printer; gives the one before, the first time it is told of another one. */
  readonly defaultSeen?: (queue: string) => string | null;
}

/** Every printer of the settings, and the Windows default printer where none is named. */
export function watchedPrinters(
  { printers, defaultPrinter }: Pick<AgentSettings, "printers" | "defaultPrinter">,
): Pick<PrinterWatchParts, "configs" | "unnamed"> {
  const isListed = printers.some(({ name }) => name === defaultPrinter.name);
  const configs = isListed ? printers : [...printers, defaultPrinter];
  const isNamed = isListed || defaultPrinter.setting !== undefined || printers.length === 0;
  return { configs, unnamed: isNamed ? null : defaultPrinter };
}

/** What is known of one printer. */
interface Watched {
  readonly config: PrinterConfig;
  readonly printer: Printer;
  known: PrinterState | null;
  /** What the latest looks say instead, and how many of them. */
  doubt: { readonly state: PrinterStateName; readonly looks: number } | null;
  advice: string;
  looks: number;
  left: string | null;
}

/**
 * Looks at each configured printer in turns of its own, and tells the window and the backend (`printer_status`) what
 * changes. A printer that comes and goes is told of when three looks agree; between `ready` and `printing` nothing is told,
 * for each job changes that.
 */
export class PrinterWatch {
  readonly #parts: PrinterWatchParts;
  readonly #watched: readonly Watched[];
  readonly #timers = new Map<Watched, () => void>();
  #isStopped = false;

  constructor(parts: PrinterWatchParts) {
    this.#parts = parts;
    this.#watched = parts.configs.map((config) => ({
      config,
      printer: parts.printer(config),
      known: null,
      doubt: null,
      advice: "",
      looks: 0,
      left: null,
    }));
  }

  /** Begins. Returns at once. */
  start(): void {
    for (const watched of this.#watched) {
      if (watched.printer.state !== undefined) void this.#look(watched);
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers.values()) cancel();
  }

  /** What a backend is told of a printer, by its name in the settings. */
  stateOf(name: string): PrinterStateName {
    return this.#parts.isPaused?.(name) === true ? "paused" : this.seen(name);
  }

  /** What a printer says of itself, or Windows of it. */
  seen(name: string): PrinterStateName {
    return this.#watched.find(({ config }) => config.name === name)?.known?.state ?? "unknown";
  }

  /** Tells a backend that has just connected what is known. */
  announce(): void {
    for (const watched of this.#watched) this.#send(watched);
  }

  /** A person has paused a printer, or had it go on: the backend is told. */
  changed(name: string): void {
    const watched = this.#watched.find(({ config }) => config.name === name);
    if (watched !== undefined) this.#send(watched, "changed");
  }

  async #look(watched: Watched): Promise<void> {
    const now = await watched.printer.state?.();
    if (now === undefined || this.#isStopped) return;
    this.#noticeDefault(watched.config, now);
    if (watched.config !== this.#parts.unnamed) await this.#learn(watched, now);
    if (watched.looks++ % TWINS_EVERY === 0) await this.#noticeTwins(watched, now);
    if (this.#isStopped) return;
    this.#timers.set(watched, this.#parts.clock.after(EVERY_MS, () => void this.#look(watched)));
  }

  async #learn(watched: Watched, now: PrinterState): Promise<void> {
    const { known } = watched;
    if (known?.state !== now.state && DOUBTFUL.includes(now.state)) {
      const looks = watched.doubt?.state === now.state ? watched.doubt.looks + 1 : 1;
      watched.doubt = { state: now.state, looks };
      if (looks < LOOKS) return;
    }
    watched.doubt = null;
    const isGone = now.state === "deleted" || now.state === "offline";
    const advice = isGone ? await this.#advice(watched.config, now) : "";
    const isNews = known === null
      ? now.state !== "unknown"
      : kindOf(known) !== kindOf(now) || (isTroubled(now.state) && known.words !== now.words) ||
        advice !== watched.advice;
    watched.known = now;
    watched.advice = advice;
    if (isNews && !this.#isStopped) this.#tell(watched, known);
  }

  #tell(watched: Watched, before: PrinterState | null): void {
    const { config, known } = watched;
    if (known === null) return;
    this.#parts.notify({
      event: "printer_state",
      lane: config.name,
      state: known.state,
      message: messageOf(watched),
      isTrouble: isTroubled(known.state),
      wasTrouble: before !== null && isTroubled(before.state),
    });
    this.#send(watched);
  }

  /** What nobody knows is told only where it was `paused` before. */
  #send(watched: Watched, why: "seen" | "changed" = "seen"): void {
    const { backend, wallMs, isPaused } = this.#parts;
    const { config, known } = watched;
    const isHeld = isPaused?.(config.name) === true;
    const isUnknown = known === null || known.state === "unknown";
    if ((isUnknown && !isHeld && why === "seen") || !backend.isConnected) return;
    const body = {
      printer: known?.queue ?? queueOf(config) ?? config.name,
      alias: config.name,
      state: isHeld ? "paused" : known?.state ?? "unknown",
      message: isHeld ? PAUSED : isUnknown ? RESUMED : messageOf(watched),
      jobs: known?.jobs ?? null,
      timestamp: isoTime(wallMs()),
    };
    void backend.emit("printer_status", body, CONFIRM_MS);
  }

  async #advice(config: PrinterConfig, { queue }: PrinterState): Promise<string> {
    const name = queue ?? queueOf(config);
    if (config.address.kind !== "windows" || name === null) return "";
    const installed = await this.#parts.installed().catch(() => []);
    return moveAdvice(config, name, installed, this.#queues()) ?? "";
  }

  async #noticeTwins(watched: Watched, { queue, state }: PrinterState): Promise<void> {
    if (queue === undefined || isTroubled(state)) return;
    const installed = await this.#parts.installed().catch(() => []);
    const left = leftBehind(queue, installed, this.#queues());
    if (left !== null && left !== watched.left && !this.#isStopped) this.#notice(watched.config, left);
    watched.left = left;
  }

  #noticeDefault(config: PrinterConfig, { queue }: PrinterState): void {
    if (config.address.kind !== "windows" || config.address.name !== null || queue === undefined) return;
    const before = this.#parts.defaultSeen?.(queue) ?? null;
    if (before !== null) this.#notice(config, defaultChanged(before, queue));
  }

  #notice(config: PrinterConfig, problem: string): void {
    this.#parts.notify({ event: "printer_notice", lane: config.name, problem });
  }

  #queues(): string[] {
    return this.#watched.flatMap(({ config }) => queueOf(config) ?? []);
  }
}

/** What to say when the Windows default printer is another one than before. */
export function defaultChanged(before: string, now: string): string {
  return `The Windows default printer is ${shown(now)} now; it was ${shown(before)}. ` +
    `If that is wrong, name the printer in .env (DEFAULT_PRINTER=${before}), and in Windows switch off ` +
    '"Let Windows manage my default printer".';
}

// `printing` comes and goes with each job, and is no news.
function kindOf({ state }: PrinterState): PrinterStateName {
  return state === "printing" ? "ready" : state;
}

function messageOf({ known, advice }: Watched): string {
  if (known === null) return "";
  const { words, hint, jobs } = known;
  const waiting = jobs?.waiting ?? 0;
  const documents = waiting === 1 ? "1 document waits" : `${waiting} documents wait`;
  const queue = waiting === 0 || !isTroubled(known.state) ? "" : `; ${documents} in its queue`;
  // Who knows where the printer is now need not look for its cable.
  return [`${words}${queue}.`, advice || hint].filter((part) => part !== "").join(" ");
}

function queueOf({ address }: PrinterConfig): string | null {
  return address.kind === "windows" ? address.name : null;
}
