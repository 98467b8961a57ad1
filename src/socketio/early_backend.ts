import type { Backend, BackendListener, Delivery } from "../domain/ports.ts";

/**
 * A backend that is dialled while the rest of the program is still being loaded: what it tells is kept, in order, until
 * somebody listens. No event is acknowledged before that.
 */
export class EarlyBackend implements Backend {
  readonly #backend: Backend;
  #listener: BackendListener | null = null;
  readonly #answered = Promise.withResolvers<void>();
  #kept: ((listener: BackendListener) => void)[] = [];
  #tellBadPacket: ((problem: string) => void) | null = null;
  #badPackets: string[] = [];

  /** Dials at once. `open` makes the backend, which tells `onBadPacket` of messages that cannot be read. */
  constructor(open: (onBadPacket: (problem: string) => void) => Backend) {
    this.#backend = open((problem) => this.#tellBadPacket?.(problem) ?? this.#badPackets.push(problem));
    this.#backend.connect({
      event: (...told) => this.#tell((listener) => listener.event(...told)),
      connected: (transport) => this.#tell((listener) => listener.connected(transport)),
      disconnected: (reason) => this.#tell((listener) => listener.disconnected(reason)),
      connectFailed: (problem) => this.#tell((listener) => listener.connectFailed(problem)),
      gaveUp: (problem) => this.#tell((listener) => listener.gaveUp(problem)),
    });
  }

  get isConnected(): boolean {
    return this.#backend.isConnected;
  }

  /** Resolves when the backend was reached, or could not be, or after `ms`. */
  async answered(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, ms));
    await Promise.race([this.#answered.promise, late]);
    clearTimeout(timer);
  }

  /** Tells what has happened since the dialling, and from now on. Called once. */
  connect(listener: BackendListener): void {
    this.#listener = listener;
    for (const tell of this.#kept.splice(0)) tell(listener);
  }

  /** Tells `told` of messages that could not be read, those before it first. */
  hearBadPackets(told: (problem: string) => void): void {
    this.#tellBadPacket = told;
    this.#badPackets.splice(0).forEach(told);
  }

  emit(event: string, body: unknown, timeoutMs: number): Promise<Delivery> {
    return this.#backend.emit(event, body, timeoutMs);
  }

  close(): Promise<void> {
    return this.#backend.close();
  }

  #tell(tell: (listener: BackendListener) => void): void {
    this.#answered.resolve();
    if (this.#listener === null) this.#kept.push(tell);
    else tell(this.#listener);
  }
}
