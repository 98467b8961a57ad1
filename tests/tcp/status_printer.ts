import type { Socket } from "node:net";
import { NetworkPrinter } from "./network_printer.ts";

/** How a printer answers; `null` is silence. */
export interface Behaviour {
  /** The answers to `DLE EOT` 1 to 4; what is missing is not answered. */
  readonly states?: Readonly<Record<number, readonly number[]>>;
  /** The answer to `GS r 1`. */
  readonly paper?: readonly number[] | null;
  /** Sent as soon as the connection is there. */
  readonly greeting?: readonly number[];
  /** Sent before each answer. */
  readonly before?: readonly number[];
  /** Each byte in a packet of its own. */
  readonly isSplit?: boolean;
  /** Before `GS r 1` is answered: the time that printing takes. */
  readonly printsMs?: number;
}

/** The answers of a printer that is ready. */
export const READY = { 1: [0x16], 2: [0x12], 3: [0x12], 4: [0x12] } as const;

/** A network printer played on 127.0.0.1 that answers questions about its state; `now` is read at each question. */
export function statusPrinter(now: () => Behaviour): Promise<NetworkPrinter> {
  return NetworkPrinter.start((socket) => {
    let last: number[] = [];
    const { greeting } = now();
    if (greeting !== undefined) socket.write(Uint8Array.from(greeting));
    socket.on("data", (chunk: Uint8Array) => {
      for (const byte of chunk) {
        last = [...last.slice(-2), byte];
        const [first = 0, second = 0, third = 0] = last;
        const { states, paper, printsMs = 0 } = now();
        if (first === 0x10 && second === 0x04) void say(socket, now(), states?.[third] ?? null);
        if (first === 0x1d && second === 0x72 && third === 1) {
          setTimeout(() => void say(socket, now(), paper ?? null), printsMs);
        }
      }
    });
    socket.on("end", () => socket.end());
  });
}

async function say(socket: Socket, { before = [], isSplit }: Behaviour, answer: readonly number[] | null) {
  if (answer === null || socket.destroyed) return;
  const bytes = [...before, ...answer];
  if (isSplit !== true) return void socket.write(Uint8Array.from(bytes));
  for (const byte of bytes) {
    socket.write(Uint8Array.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
