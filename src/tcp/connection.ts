import { connect as netConnect, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Timers come late, by 1 to 2 ms, on Windows by up to 16; a wait below this is made of turns of the event loop. */
const TIMER_MS = 5;
/** Turns of the event loop that the shortest wait has. */
const TURNS = 3;
/** How much earlier a timer is set for a longer wait, so that it does not end late. */
const EARLY_MS = 2;

/** How the printer's side ended, after the last byte was sent. */
export type Farewell = "closed" | "quiet";

/** An open connection to a printer. What the printer sends is always read, so that it never stops for our sake. */
export class Connection {
  /** How long the printer took to accept: at least one round trip. */
  readonly acceptedInMs: number;
  readonly #socket: Socket;
  readonly #openedAtMs = performance.now();
  #failure: Error | null = null;
  #ended = false;
  #hear: (bytes: Uint8Array) => void = () => {};
  /** Called at whatever may end the wait that is going on. */
  #wake: () => void = () => {};

  constructor(socket: Socket, acceptedInMs: number) {
    this.acceptedInMs = acceptedInMs;
    this.#socket = socket;
    socket.on("data", (bytes: Uint8Array) => {
      this.#hear(bytes);
      this.#wake();
    });
    socket.on("error", (error) => {
      this.#failure ??= error;
      this.#wake();
    });
    socket.on("end", () => {
      this.#ended = true;
      this.#wake();
    });
    socket.on("close", () => this.#wake());
    socket.setNoDelay();
  }

  /** How long it has been open. */
  get ageMs(): number {
    return performance.now() - this.#openedAtMs;
  }

  /** Whether the printer has closed its side. */
  get isEnded(): boolean {
    return this.#ended || this.#failure !== null || this.#socket.destroyed;
  }

  /** Hands what the printer sends to `hear`; before that it is dropped. */
  listen(hear: (bytes: Uint8Array) => void): void {
    this.#hear = hear;
  }

  /** Waits at most `ms` for `isOver`, which what is heard may change. Throws when the connection ends before. */
  async until(isOver: () => boolean, ms: number): Promise<boolean> {
    await this.#wait(() => isOver() || this.isEnded, ms);
    if (isOver()) return true;
    this.#throwIfEnded();
    return false;
  }

  /** Waits until the printer closes its side, at most `ms`. Throws what broke the connection. */
  async untilClosed(ms: number): Promise<Farewell> {
    await this.#wait(() => this.isEnded, ms);
    if (this.#failure !== null) throw this.#failure;
    return this.isEnded ? "closed" : "quiet";
  }

  /** Hands bytes to the system. Throws what broke the connection, or a StallError when none were taken for `ms`. */
  async write(bytes: Uint8Array, ms: number): Promise<void> {
    let isTaken = false;
    this.#socket.write(bytes, (error) => {
      if (error) this.#failure ??= error;
      else isTaken = true;
      this.#wake();
    });
    if (!await this.until(() => isTaken, ms)) throw new StallError();
  }

  /** Says that no more bytes will come, and goes on reading. */
  finish(): void {
    this.#socket.end();
  }

  /** Ends the connection in good order and waits until it is gone. */
  close(): Promise<void> {
    return this.#gone(() => this.#socket.destroy());
  }

  /** Ends the connection so that the system drops what it has not sent yet: it must not come out later. */
  abort(): Promise<void> {
    return this.#gone(() => this.#socket.resetAndDestroy());
  }

  #throwIfEnded(): void {
    if (this.#failure !== null) throw this.#failure;
    if (this.isEnded) throw new Error("the printer closed the connection");
  }

  async #wait(isOver: () => boolean, ms: number): Promise<void> {
    if (ms < TIMER_MS) {
      await this.#turn(isOver, performance.now() + ms);
      return;
    }
    const endMs = performance.now() + ms;
    await this.#sleep(isOver, ms - EARLY_MS);
    await this.#turn(isOver, endMs);
  }

  /** What has arrived is heard of in a turn of the event loop: however late it is, there are some. */
  async #turn(isOver: () => boolean, endMs: number): Promise<void> {
    for (let turns = 0; !isOver() && (turns < TURNS || performance.now() < endMs); turns++) await nextTurn();
  }

  async #sleep(isOver: () => boolean, ms: number): Promise<void> {
    if (isOver()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = () => {};
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        if (isOver()) done();
      };
    });
  }

  #gone(end: () => void): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.closed) return resolve();
      this.#socket.once("close", () => resolve());
      end();
    });
  }
}

/** The printer takes no bytes, or does not answer. */
export class StallError extends Error {
  override readonly name = "StallError";
}

/**
 * Connects within `ms`, unless `signal` gives that up before. Throws the system's error, or a StallError when nothing
 * answered.
 */
export function connect(host: string, port: number, ms: number, signal?: AbortSignal): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    // Without half-open connections our side would close as soon as the printer's did.
    const socket = netConnect({ host, port, allowHalfOpen: true });
    const giveUp = () => socket.destroy(new StallError());
    const timer = setTimeout(giveUp, ms);
    signal?.addEventListener("abort", giveUp);
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    };
    const failed = (error: Error) => {
      over();
      reject(error);
    };
    socket.once("error", failed);
    socket.once("connect", () => {
      over();
      socket.off("error", failed);
      resolve(new Connection(socket, performance.now() - startMs));
    });
  });
}
