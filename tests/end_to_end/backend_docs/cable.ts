import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "../flask/flask_backend.ts";

/** A network cable between a till and its backend: what is on its way when it is out arrives after it is in again. */
export class Cable implements AsyncDisposable {
  readonly port = freePort();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #isOut = false;

  private constructor(toPort: number) {
    this.#server = createServer((near) => {
      const far = connect(toPort, "127.0.0.1");
      for (const [from, to] of [[near, far], [far, near]] as const) {
        this.#sockets.add(from);
        from.on("error", () => to.destroy());
        from.on("close", () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.on("data", (bytes) => to.write(bytes));
        if (this.#isOut) from.pause();
      }
    });
  }

  /** Lays a cable to a port of 127.0.0.1. */
  static async lay(toPort: number): Promise<Cable> {
    const cable = new Cable(toPort);
    await new Promise<void>((resolve) => cable.#server.listen(cable.port, "127.0.0.1", resolve));
    return cable;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  pullOut(): void {
    this.#isOut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  plugIn(): void {
    this.#isOut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
