import { Buffer } from "node:buffer";
import { createServer, type Server, type Socket } from "node:net";
import type { Dice } from "./dice.ts";

/** A network printer with moods: it refuses, breaks off after some bytes, is switched off for a while, or is fine. */
export class ChaosPrinter implements AsyncDisposable {
  readonly name: string;
  /** What each connection brought, in the order they came, up to the byte at which the printer broke off. */
  readonly documents: Uint8Array[][] = [];
  /** How often it misbehaved, by kind. */
  readonly moods = { refused: 0, broke: 0, off: 0 };
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
    const isWild = !this.isTame;
    if (isWild && mood < 0.02) {
      this.moods.refused++;
      return void socket.destroy();
    }
    if (isWild && mood < 0.03) this.#switchOff();
    const breakAfter = isWild && mood >= 0.03 && mood < 0.07 ? breaksAt : Infinity;
    const document: Uint8Array[] = [];
    this.documents.push(document);
    let room = breakAfter;
    socket.on("data", (chunk: Uint8Array) => {
      const printed = chunk.subarray(0, Math.min(chunk.length, room));
      document.push(printed);
      room -= printed.length;
      if (room <= 0) {
        this.moods.broke++;
        socket.resetAndDestroy();
      }
      this.#onBytes(chunk.length);
    });
    socket.on("end", () => setTimeout(() => socket.end(), busyMs));
  }

  /** Nothing listens for a while; the document that is printing goes on. */
  #switchOff(): void {
    this.moods.off++;
    this.#server.close();
    const again = () => {
      if (this.#open.size > 0) this.#timer = setTimeout(again, 100);
      else void this.#listen(this.#port);
    };
    this.#timer = setTimeout(again, this.#dice.whole(200, 1_500));
  }
}

/** The bytes of each connection in one piece. */
export function joined(documents: readonly (readonly Uint8Array[])[]): Uint8Array[] {
  return documents.map((chunks) => new Uint8Array(Buffer.concat([...chunks])));
}
