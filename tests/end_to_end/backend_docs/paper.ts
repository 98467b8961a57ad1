import { createServer, type Server, type Socket } from "node:net";
import { freePort } from "../flask/flask_backend.ts";

/** A network printer on 127.0.0.1 that keeps every byte from the moment it arrives. It is off until `switchOn`. */
export class Paper implements AsyncDisposable {
  readonly port = freePort();
  /** While true it prints and never says that it has finished: the client waits for it to close. */
  isSlow = false;
  readonly #connections: string[] = [];
  readonly #open = new Set<Socket>();
  #server: Server | null = null;

  async switchOn(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      const at = this.#connections.push("") - 1;
      this.#open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.#open.delete(socket));
      socket.on("data", (bytes: Uint8Array) => this.#connections[at] += new TextDecoder("latin1").decode(bytes));
      socket.on("end", () => this.isSlow || socket.end());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
  }

  async switchOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#open) socket.destroy();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Says of everything that it has finished. */
  finish(): void {
    this.isSlow = false;
    for (const socket of this.#open) socket.end();
  }

  /** Everything that is on paper. */
  get text(): string {
    return this.#connections.join("");
  }

  /** How often `words` are on paper. */
  count(words: string): number {
    return this.text.split(words).length - 1;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.switchOff();
  }
}
