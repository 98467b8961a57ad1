import type { Clock } from "../domain/ports.ts";

/** One message: the same for everybody who reads the same language. */
export interface LiveNews {
  readonly tone: string;
  readonly title: string;
  /** What stands in the element `#now`, where there is one. */
  readonly html: string;
  /** Grows with each job that came or ended. */
  readonly papers: number;
}

/** Changes that come in this time are told at once, so that a busy evening does not redraw a page for each line. */
const GATHER_MS = 150;
/** On a busy evening nobody reads more often than that, and five windows that are drawn anew take time from printing. */
const PAUSE_MS = 1_000;
/** A proxy-like virus scanner closes what is silent. */
const HEARTBEAT_MS = 15_000;
/** Windows that listen at a time; a browser has one for all of its own. */
const MOST = 50;

interface Listener {
  readonly language: string;
  /** The newest that was not taken yet: a slow browser is told the end, and never holds more than one message. */
  pending: string | null;
  told: string;
  controller: ReadableStreamDefaultController<Uint8Array>;
}

/** What a Live works with. */
export interface LiveParts {
  readonly clock: Clock;
  /** The message of this moment in one language. */
  readonly news: (language: string) => LiveNews;
  /** Hears why a message could not be made. */
  readonly failed: (problem: string) => void;
}

/** Tells every open page how things stand, as server-sent events. Printing never waits for it. */
export class Live {
  readonly #parts: LiveParts;
  readonly #listeners = new Set<Listener>();
  readonly #encoder = new TextEncoder();
  #cancel: (() => void) | null = null;
  #cancelHeartbeat = () => {};
  #toldMs = -Infinity;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#beat();
  }

  /** Something has changed: whoever listens is told soon. Costs nothing when nobody does. */
  changed(): void {
    if (this.#cancel !== null || this.#listeners.size === 0) return;
    const delayMs = Math.max(GATHER_MS, this.#toldMs + PAUSE_MS - this.#parts.clock.nowMs());
    this.#cancel = this.#parts.clock.after(delayMs, () => {
      this.#cancel = null;
      this.#tellAll();
    });
  }

  /** A stream of events in one language; 503 when too many listen, 500 when there is nothing to be told. */
  open(language: string): Response {
    if (this.#listeners.size >= MOST) return new Response("Too many pages are open.\n", { status: 503 });
    const first = this.#message(language);
    if (first === null) return new Response("Not now.\n", { status: 500 });
    let listener: Listener | null = null;
    const leave = () => void (listener !== null && this.#listeners.delete(listener));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        listener = { language, pending: null, told: "", controller };
        this.#listeners.add(listener);
        this.#tell(listener, first);
      },
      pull: () => {
        if (listener !== null) this.#flush(listener);
      },
      cancel: leave,
    }, { highWaterMark: 1 });
    return new Response(body, { headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" } });
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** Ends every stream. */
  close(): void {
    this.#cancel?.();
    this.#cancelHeartbeat();
    for (const { controller } of this.#listeners) controller.close();
    this.#listeners.clear();
  }

  /** `null` when it cannot be made: whatever the page does, printing goes on. */
  #message(language: string): string | null {
    try {
      return JSON.stringify(this.#parts.news(language));
    } catch (error) {
      this.#parts.failed(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  #tellAll(): void {
    this.#toldMs = this.#parts.clock.nowMs();
    const messages = new Map<string, string | null>();
    for (const listener of this.#listeners) {
      const { language } = listener;
      const known = messages.get(language);
      const message = known === undefined ? this.#message(language) : known;
      messages.set(language, message);
      if (message !== null) this.#tell(listener, message);
    }
  }

  #tell(listener: Listener, message: string): void {
    if (message === listener.told) return;
    listener.pending = listener.told = message;
    this.#flush(listener);
  }

  #flush(listener: Listener): void {
    if (listener.pending === null || (listener.controller.desiredSize ?? 0) <= 0) return;
    listener.controller.enqueue(this.#encoder.encode(`data: ${listener.pending}\n\n`));
    listener.pending = null;
  }

  /** Also what only time changes (a connection that has been away for long) is told then. */
  #beat(): void {
    this.#cancelHeartbeat = this.#parts.clock.after(HEARTBEAT_MS, () => {
      for (const { controller } of this.#listeners) {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(this.#encoder.encode(":\n\n"));
      }
      if (this.#listeners.size > 0) this.#tellAll();
      this.#beat();
    });
  }
}
