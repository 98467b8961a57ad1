import { connect as netConnect, type Socket } from "node:net";

/** How the printer's side ended, after the last byte was sent. */
export type Farewell = "closed" | "quiet";

/** An open connection to a printer. What the printer sends is read and dropped, so that it never stops for our sake. */
export class Connection {
  readonly #socket: Socket;
  #failure: Error | null = null;
  #ended = false;
  /** Called at whatever ends the wait that is going on. */
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", () => {});
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

  /** Whether the printer has closed its side. */
  get isEnded(): boolean {
    return this.#ended || this.#failure !== null || this.#socket.destroyed;
  }

  /** Waits until the printer closes its side, at most `ms`. Throws what broke the connection. */
  async untilClosed(ms: number): Promise<Farewell> {
    if (!this.isEnded) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (this.#failure !== null) throw this.#failure;
    return this.isEnded ? "closed" : "quiet";
  }

  /** Hands bytes to the system. Throws what broke the connection, or a StallError when none were taken for `ms`. */
  async write(bytes: Uint8Array, ms: number): Promise<void> {
    let taken = false;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#socket.write(bytes, (error) => {
        if (error) this.#failure ??= error;
        else taken = true;
        this.#wake();
      });
    });
    if (taken) return;
    if (this.#failure !== null) throw this.#failure;
    throw this.isEnded ? new Error("the printer closed the connection") : new StallError();
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

/** Connects within `ms`. Throws the system's error, or a StallError when nothing answers. */
export function connect(host: string, port: number, ms: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    // Without half-open connections our side would close as soon as the printer's did.
    const socket = netConnect({ host, port, allowHalfOpen: true });
    const timer = setTimeout(() => socket.destroy(new StallError()), ms);
    const failed = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    socket.once("error", failed);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", failed);
      resolve(new Connection(socket));
    });
  });
}
