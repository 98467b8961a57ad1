import type { BackendListener, Clock } from "../../src/domain/ports.ts";
import { SocketBackend, type SocketBackendOptions } from "../../src/socketio/socket_backend.ts";

/** One call of a listener. */
export interface Heard {
  readonly kind: "event" | "connected" | "disconnected" | "connectFailed" | "gaveUp" | "badPacket";
  /** The event's name, the transport, the reason or the problem. */
  readonly text: string;
  readonly payload?: unknown;
  readonly acknowledge?: ((answer: unknown) => void) | undefined;
}

/** A listener that writes down what it hears; each entry is waited for, and taken once. */
export class Recorder implements BackendListener {
  readonly heard: Heard[] = [];
  readonly #taken = new Set<Heard>();
  #waiters: (() => void)[] = [];

  event(name: string, payload: unknown, acknowledge?: (answer: unknown) => void): void {
    this.add({ kind: "event", text: name, payload, acknowledge });
  }

  connected(transport: string): void {
    this.add({ kind: "connected", text: transport });
  }

  disconnected(reason: string): void {
    this.add({ kind: "disconnected", text: reason });
  }

  connectFailed(problem: string): void {
    this.add({ kind: "connectFailed", text: problem });
  }

  gaveUp(problem: string): void {
    this.add({ kind: "gaveUp", text: problem });
  }

  add(heard: Heard): void {
    this.heard.push(heard);
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  /** The oldest entry of this kind (an event: of this name) that was not taken yet; rejects after 10 s. */
  async next(kind: Heard["kind"], name?: string): Promise<Heard> {
    const giveUpAtMs = Date.now() + 10_000;
    for (;;) {
      const found = this.heard.find((one) =>
        one.kind === kind && (name === undefined || one.text === name) && !this.#taken.has(one)
      );
      if (found !== undefined) {
        this.#taken.add(found);
        return found;
      }
      const leftMs = giveUpAtMs - Date.now();
      if (leftMs <= 0) throw new Error(`No ${kind} ${name ?? ""} in 10 s, but ${JSON.stringify(this.heard)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#waiters.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

/** Who the tests are. */
export const IDENTITY = { sessionId: "printer_client_session_001", username: "printer_client", nipt: "L01234567A" };

/** A backend that redials after at least 5 ms, with a recorder that hears it; closed when disposed of. */
export function connectTo(
  url: string,
  options: Partial<SocketBackendOptions> = {},
): { backend: SocketBackend; recorder: Recorder } & AsyncDisposable {
  const recorder = new Recorder();
  const backend = new SocketBackend({
    url,
    ...IDENTITY,
    reconnectDelayMs: 5,
    maxReconnectAttempts: 0,
    onBadPacket: (problem) => recorder.add({ kind: "badPacket", text: problem }),
    ...options,
  });
  backend.connect(recorder);
  return { backend, recorder, [Symbol.asyncDispose]: () => backend.close() };
}

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  #nowMs = 1_700_000_000_000;
  readonly timers: { atMs: number; readonly action: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.timers.push(timer);
    return () => {
      const index = this.timers.indexOf(timer);
      if (index >= 0) this.timers.splice(index, 1);
    };
  }

  /** ms until each timer that is set, the nearest first. */
  get waitsMs(): number[] {
    return this.timers.map((timer) => timer.atMs - this.#nowMs).sort((a, b) => a - b);
  }

  /** Lets time pass and runs what is due, in order. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [due] = this.timers.filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (due === undefined) break;
      this.timers.splice(this.timers.indexOf(due), 1);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.action();
    }
    this.#nowMs = endMs;
  }

  /** The PC sleeps: the wall clock goes on, timers do not, and what is due runs at the end. */
  sleep(ms: number): void {
    this.#nowMs += ms;
    this.advance(0);
  }
}
