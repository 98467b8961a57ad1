import type { Backend, BackendListener, Clock, Delivery } from "../domain/ports.ts";
import { DIRECT, type Network } from "../domain/network.ts";
import { redialDelayMs } from "./backoff.ts";
import { Connection } from "./connection.ts";
import { type Endpoint, endpointOf } from "./endpoint.ts";
import type { Identity } from "./identity.ts";
import { watchSleep } from "./sleep_watch.ts";

/** How long one attempt may take, from the first packet to the confirmed session. */
const DIAL_TIMEOUT_MS = 20_000;
/** A connection that held this long was a good one: after it, redialling starts from the shortest delay again. */
const STABLE_MS = 10_000;

/** What `SocketBackend` is told. */
export interface SocketBackendOptions extends Identity {
  /** `http`, `https`, `ws` or `wss`; for a path see `endpointOf`. */
  readonly url: string;
  /** The shortest wait before a redial. */
  readonly reconnectDelayMs: number;
  /** Redials without a connection that held for 10 s before `gaveUp`; 0: for ever. */
  readonly maxReconnectAttempts: number;
  /** `DIRECT` when missing. */
  readonly network?: Network;
  /** Told, in a sentence, about a message of the server that could not be read. */
  readonly onBadPacket?: (problem: string) => void;
  readonly clock?: Clock;
  /** In [0, 1), for the jitter. */
  readonly random?: () => number;
}

const SYSTEM_CLOCK: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * The shop's server over Socket.IO. Keeps exactly one connection and redials whatever ended it: the network, a server
 * that ended or refused the session, or a PC that slept. Nothing is ever kept to be emitted later.
 */
export class SocketBackend implements Backend {
  readonly #options: SocketBackendOptions;
  readonly #endpoint: Endpoint;
  readonly #clock: Clock;
  readonly #random: () => number;
  #listener: BackendListener | undefined;
  #connection: Connection | undefined;
  #redials = 0;
  #openedAtMs: number | undefined;
  #pollingFirst = false;
  #cancelTimer: () => void = () => {};
  #endWatch: () => void = () => {};

  /** Throws a TypeError when `url` is no http, https, ws or wss URL. Connects only on `connect`. */
  constructor(options: SocketBackendOptions) {
    this.#options = options;
    this.#endpoint = endpointOf(options.url);
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#random = options.random ?? Math.random;
  }

  get isConnected(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  /** Dials, and keeps dialling until `close` or `gaveUp`. Called once. */
  connect(listener: BackendListener): void {
    this.#listener = listener;
    this.#endWatch = watchSleep(this.#clock, (sleptMs) => this.#woke(sleptMs));
    this.#dial();
  }

  async emit(event: string, body: unknown, timeoutMs: number): Promise<Delivery> {
    return await this.#connection?.emit(event, body, timeoutMs) ?? "offline";
  }

  async close(): Promise<void> {
    this.#stop();
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.drop();
  }

  #stop(): void {
    this.#listener = undefined;
    this.#endWatch();
    this.#cancelTimer();
  }

  #dial(): void {
    const listener = this.#listener;
    if (listener === undefined) return;
    this.#openedAtMs = undefined;
    const connection = new Connection({
      endpoint: this.#endpoint,
      identity: this.#options,
      pollingFirst: this.#pollingFirst,
      network: this.#options.network ?? DIRECT,
    }, {
      opened: (transport) => {
        this.#cancelTimer();
        this.#openedAtMs = this.#clock.nowMs();
        listener.connected(transport);
      },
      event: (name, payload, acknowledge) => listener.event(name, payload, acknowledge),
      failed: (problem) => this.#failed(problem),
      silent: (problem) => {
        // Some proxies swallow a WebSocket without an answer, so the attempt after a silent one begins without.
        this.#pollingFirst = !this.#pollingFirst;
        this.#failed(problem);
      },
      lost: (reason) => {
        listener.disconnected(reason);
        this.#redialLater(reason);
      },
      badPacket: (problem) => this.#options.onBadPacket?.(problem),
    });
    this.#connection = connection;
    this.#cancelTimer = this.#clock.after(DIAL_TIMEOUT_MS, () => connection.timeOut(DIAL_TIMEOUT_MS));
    connection.open();
  }

  #failed(problem: string): void {
    this.#listener?.connectFailed(problem);
    this.#redialLater(problem);
  }

  #redialLater(problem: string): void {
    this.#cancelTimer();
    // The listener may have closed us in its callback.
    const listener = this.#listener;
    if (listener === undefined) return;
    if (this.#openedAtMs !== undefined && this.#clock.nowMs() - this.#openedAtMs >= STABLE_MS) this.#redials = 0;
    const { maxReconnectAttempts, reconnectDelayMs } = this.#options;
    if (maxReconnectAttempts > 0 && this.#redials >= maxReconnectAttempts) {
      this.#stop();
      return listener.gaveUp(
        `Gave up after ${maxReconnectAttempts} attempts to connect again (MAX_RECONNECT_ATTEMPTS; 0 tries for ever). ` +
          `The last one: ${problem}`,
      );
    }
    this.#redials += 1;
    const delayMs = redialDelayMs(this.#redials, reconnectDelayMs, this.#random);
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#dial());
  }

  #woke(sleptMs: number): void {
    this.#cancelTimer();
    const wasOpen = this.isConnected;
    void this.#connection?.drop();
    this.#redials = 0;
    if (wasOpen) {
      const slept = Math.round(sleptMs / 1000);
      this.#listener?.disconnected(`this PC slept for ${slept} s, or its clock was set; connecting again`);
    }
    this.#dial();
  }
}
