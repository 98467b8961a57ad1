import { Buffer } from "node:buffer";
import { createServer, type Server, type Socket } from "node:net";

/** A network printer played on 127.0.0.1. */
export class NetworkPrinter implements AsyncDisposable {
  readonly #received: Uint8Array[][] = [];
  /** The most connections that were open at one time. */
  mostAtOnce = 0;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(behave: (socket: Socket, printer: NetworkPrinter) => void) {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      this.#open.add(socket);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#open.size);
      const chunks: Uint8Array[] = [];
      this.#received.push(chunks);
      socket.on("error", () => {});
      socket.on("close", () => this.#open.delete(socket));
      socket.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      behave(socket, this);
    });
  }

  /** Starts a printer, on a free port unless one is given; `behave` is called with each connection. */
  static async start(behave: (socket: Socket, printer: NetworkPrinter) => void, port = 0): Promise<NetworkPrinter> {
    const printer = new NetworkPrinter(behave);
    await new Promise<void>((resolve) => printer.#server.listen(port, "127.0.0.1", resolve));
    return printer;
  }

  /** The bytes of each connection, in order. */
  get documents(): Uint8Array[] {
    return this.#received.map((chunks) => new Uint8Array(Buffer.concat(chunks)));
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return address.port;
  }

  /** Ends every connection and stops listening. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** A port on which nothing listens. */
export function closedPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
