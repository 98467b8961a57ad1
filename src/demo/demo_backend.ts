import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PrintResponse } from "../domain/outcome.ts";

/** A client as it introduced itself. */
export interface DemoClient {
  readonly query: Readonly<Record<string, unknown>>;
  readonly auth: Readonly<Record<string, unknown>>;
  readonly transport: string;
}

/** A real Socket.IO backend inside this process, for trying the client without one. */
export interface DemoBackend {
  /** What `SOCKET_URL` would be. */
  readonly url: string;
  /** Every client that connected, the newest last. */
  readonly clients: readonly DemoClient[];
  /** Every `print_response`, the newest last. */
  readonly responses: readonly PrintResponse[];
  /** Resolves to the oldest client that was not taken yet; rejects after `timeoutMs`. */
  nextClient(timeoutMs: number): Promise<DemoClient>;
  /** Emits to every client, as a backend broadcasts. */
  emit(event: string, payload: unknown): void;
  /** Emits with an acknowledgement request to the one client; resolves to its answer, rejects after `timeoutMs`. */
  ask(event: string, payload: unknown, timeoutMs: number): Promise<unknown>;
  /** Resolves to the oldest response that was not taken yet; rejects after `timeoutMs`. */
  nextResponse(timeoutMs: number): Promise<PrintResponse>;
  /** Ends every session, as a server may. */
  disconnectClients(): void;
  /** Ends every connection and stops listening; nothing is left that keeps the process alive. */
  close(): Promise<void>;
}

/** Starts a backend on a free port of 127.0.0.1 (or on `port`). It sends `status` to a client that connects. */
export async function startDemoBackend(options: { port?: number } = {}): Promise<DemoBackend> {
  // Loaded here and not above: a production start never needs it.
  const { Server } = await import("socket.io");
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  const clients = new Queue<DemoClient>("client to connect");
  const responses = new Queue<PrintResponse>("print_response");
  io.on("connection", (socket) => {
    const { query, auth } = socket.handshake;
    socket.on("print_response", (body: PrintResponse, acknowledge?: () => void) => {
      acknowledge?.();
      responses.add(body);
    });
    socket.emit("status", { message: "connected" });
    clients.add({ query, auth, transport: socket.conn.transport.name });
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    clients: clients.all,
    responses: responses.all,
    nextClient: (timeoutMs) => clients.next(timeoutMs),
    nextResponse: (timeoutMs) => responses.next(timeoutMs),
    emit: (event, payload) => void io.emit(event, payload),
    async ask(event, payload, timeoutMs) {
      const answers = await io.timeout(timeoutMs).emitWithAck(event, payload) as unknown[];
      return answers[0];
    },
    disconnectClients: () => void io.disconnectSockets(),
    async close() {
      io.disconnectSockets();
      await io.close();
      http.closeAllConnections();
    },
  };
}

/** Things that arrive, each waited for at most so long and taken once. */
class Queue<T> {
  readonly all: T[] = [];
  #taken = 0;
  readonly #what: string;
  readonly #waiting: ((value: T) => void)[] = [];

  constructor(what: string) {
    this.#what = what;
  }

  add(value: T): void {
    this.all.push(value);
    const waiter = this.#waiting.shift();
    if (waiter === undefined) return;
    this.#taken += 1;
    waiter(value);
  }

  next(timeoutMs: number): Promise<T> {
    const value = this.all[this.#taken];
    if (value !== undefined) {
      this.#taken += 1;
      return Promise.resolve(value);
    }
    return new Promise((resolve, reject) => {
      const waiter = (late: T) => {
        clearTimeout(timer);
        resolve(late);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(new Error(`No ${this.#what} within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#waiting.push(waiter);
    });
  }
}
