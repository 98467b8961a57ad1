import type { AgentEvent } from "../src/agent/events.ts";
import type {
  Backend,
  BackendListener,
  Clock,
  Delivery,
  InstalledPrinter,
  Printer,
  PrinterConfig,
  PrinterDocument,
  Printers,
  PrintReceipt,
} from "../src/domain/ports.ts";
import type { PrintResponse } from "../src/domain/outcome.ts";
import { DEFAULT_PROFILE } from "../src/domain/profile.ts";

/** Time that stands still until the test moves it. */
export class FakeClock implements Clock {
  #nowMs: number;
  #wallAheadMs = 0;
  readonly #timers = new Set<{ atMs: number; action: () => void }>();

  constructor(nowMs: number = Date.UTC(2026, 2, 7, 20, 14, 5)) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Jumps without firing timers, as for a PC that slept. */
  set(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  /** What the PC's clock shows. */
  wallMs(): number {
    return this.#nowMs + this.#wallAheadMs;
  }

  /** Sets the PC's clock ahead (or back, below 0) as a person or a time server does: nothing else notices. */
  setWall(byMs: number): void {
    this.#wallAheadMs += byMs;
  }

  /** Lets `ms` pass, firing what is due in order and letting promises settle in between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await idle();
      const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.action();
    }
    this.#nowMs = untilMs;
    await idle();
  }
}

/** Lets every promise that can settle do so. */
export async function idle(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** A printer that keeps what it is given, and fails or waits as `before` says. */
export class FakePrinter implements Printer {
  readonly printed: PrinterDocument[] = [];
  isClosed = false;
  readonly #name: string;
  /** Called with every document and the number of the try, before it is taken. */
  before: (document: PrinterDocument, tries: number) => void | Promise<void> = () => {};
  /** Ids of jobs that are in the queue. */
  readonly held = new Set<string>();
  #tries = 0;

  constructor(name: string) {
    this.#name = name;
  }

  async print(document: PrinterDocument): Promise<PrintReceipt> {
    await this.before(document, ++this.#tries);
    this.printed.push(document);
    return { stage: "spooled", evidence: "spooler", printer: this.#name };
  }

  check(): Promise<string> {
    return Promise.resolve("ready");
  }

  holds(jobId: string): Promise<boolean> {
    return Promise.resolve(this.held.has(jobId));
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

/** The printers of a PC with the given installed ones. */
export class FakePrinters implements Printers {
  readonly byName = new Map<string, FakePrinter>();
  readonly #names: readonly string[];

  constructor(...names: string[]) {
    this.#names = names;
  }

  installed(): Promise<readonly InstalledPrinter[]> {
    return Promise.resolve(this.#names.map((name, index) => ({ name, isDefault: index === 0 })));
  }

  open(config: PrinterConfig): FakePrinter {
    return this.named(config.name);
  }

  named(name: string): FakePrinter {
    const printer = this.byName.get(name) ?? new FakePrinter(name);
    this.byName.set(name, printer);
    return printer;
  }
}

/** A backend that confirms as `confirms` says and keeps what it is told. */
export class FakeBackend implements Backend {
  readonly emitted: { event: string; body: unknown }[] = [];
  listener: BackendListener | null = null;
  isConnected = false;
  /** Whether the server confirms an event; may take the connection down first. */
  confirms: (event: string, body: unknown) => boolean | Promise<boolean> = () => true;

  connect(listener: BackendListener): void {
    this.listener = listener;
  }

  /** The connection comes up. */
  up(): void {
    this.isConnected = true;
    this.listener?.connected("websocket");
  }

  down(): void {
    this.isConnected = false;
    this.listener?.disconnected("transport close");
  }

  async emit(event: string, body: unknown): Promise<Delivery> {
    if (!this.isConnected) return "offline";
    this.emitted.push({ event, body });
    if (await this.confirms(event, body)) return "confirmed";
    return this.isConnected ? "unconfirmed" : "offline";
  }

  close(): Promise<void> {
    this.isConnected = false;
    return Promise.resolve();
  }

  get responses(): PrintResponse[] {
    return this.emitted.filter(({ event }) => event === "print_response").map(({ body }) => body as PrintResponse);
  }
}

/** A printer of the settings at an address that no test reaches. */
export function printerConfig(name: string): PrinterConfig {
  return { name, address: { kind: "windows", name }, profile: DEFAULT_PROFILE };
}

/** Collects events. */
export function eventLog(): { events: AgentEvent[]; notify: (event: AgentEvent) => void } {
  const events: AgentEvent[] = [];
  return { events, notify: (event) => events.push(event) };
}
