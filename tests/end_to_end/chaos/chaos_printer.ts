import { Buffer } from "node:buffer";
import { createServer, type Server, type Socket } from "node:net";
import type { Dice } from "./dice.ts";

/** What happened on one connection. */
export interface Visit {
  readonly mood: "fine" | "refused" | "off" | "broke";
  /** ms since 1970. */
  readonly atMs: number;
  /** What came, up to the byte at which the printer broke off. */
  readonly chunks: Uint8Array[];
}

/** A network printer with moods: it refuses, breaks off after some bytes, is switched off for a while, or is fine. */
export class ChaosPrinter implements AsyncDisposable {
  readonly name: string;
  /** In the order they came. */
  readonly visits: Visit[] = [];
  /** From now on it behaves. */
  isTame = false;
  readonly #dice: Dice;
  readonly #onBytes: (count: number) => void;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #port = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(name: string, dice: Dice, onBytes: (count: number) => void) {
    this.name = name;
    this.#dice = dice;
    this.#onBytes = onBytes;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
  }

  /** Starts a printer; `onBytes` is told of every piece that arrives, at once. */
  static async start(name: string, dice: Dice, onBytes: (count: number) => void): Promise<ChaosPrinter> {
    const printer = new ChaosPrinter(name, dice, onBytes);
    await printer.#listen(0);
    const address = printer.#server.address();
    printer.#port = typeof address === "object" && address !== null ? address.port : 0;
    return printer;
  }

  get port(): number {
    return this.#port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    for (const socket of this.#open) socket.destroy();
    if (this.#server.listening) await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
  }

  #serve(socket: Socket): void {
    this.#open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#open.delete(socket));
    // Drawn for every connection alike, so that a mood does not shift the draws after it.
    const [mood, breaksAt, busyMs] = [this.#dice.next(), this.#dice.whole(0, 500), this.#dice.whole(0, 120)];
    const kind = this.isTame || mood >= 0.07 ? "fine" : mood < 0.02 ? "refused" : mood < 0.03 ? "off" : "broke";
    const visit: Visit = { mood: kind, atMs: Date.now(), chunks: [] };
    this.visits.push(visit);
    // Not a plain close: the runtime may have read the bytes already when we are late, and closing in good order after
    // that is what a printer does that took them.
    if (kind === "refused") return void socket.resetAndDestroy();
    if (kind === "off") this.#switchOff();
    let room = kind === "broke" ? breaksAt : Infinity;
    socket.on("data", (chunk: Uint8Array) => {
      const printed = chunk.subarray(0, Math.min(chunk.length, room));
      visit.chunks.push(printed);
      room -= printed.length;
      if (room <= 0) socket.resetAndDestroy();
      this.#onBytes(chunk.length);
    });
    socket.on("end", () => setTimeout(() => socket.end(), busyMs));
  }

  /** Nothing listens for a while; the document that is printing goes on. */
  #switchOff(): void {
    this.#server.close();
    const again = () => {
      if (this.#open.size > 0) this.#timer = setTimeout(again, 100);
      else void this.#listen(this.#port);
    };
    this.#timer = setTimeout(again, this.#dice.whole(200, 1_500));
  }
}

/** The bytes of a visit in one piece. */
export function bytesOf(visit: Visit): Uint8Array {
  return new Uint8Array(Buffer.concat([...visit.chunks]));
}
