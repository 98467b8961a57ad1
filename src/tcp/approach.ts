import type { Connection } from "./connection.ts";
import type { Ready } from "./ready.ts";

/** How long a connection is held for a document that does not come. */
const UNUSED_MS = 1_000;

/** A connection that is opened while its document is still being made; one that nothing takes is closed by itself. */
export class Approach {
  readonly #leave: (connection: Connection) => Promise<void>;
  #coming: Promise<Ready> | null = null;
  #left: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `leave` ends a connection in good order. Never rejects. */
  constructor(leave: (connection: Connection) => Promise<void>) {
    this.#leave = leave;
  }

  /** Whether a connection is held for a document. */
  get isUnderWay(): boolean {
    return this.#coming !== null;
  }

  /** Begins to `open`, unless that is under way. What goes wrong is told to whoever takes it. */
  begin(open: () => Promise<Ready>): void {
    if (this.#coming !== null) return;
    this.#coming = this.#left.then(open);
    this.#coming.catch(() => {});
    this.#timer = setTimeout(() => void this.giveUp(), UNUSED_MS);
  }

  /** What was begun, or a new one by `open`. Rejects as that does. */
  async take(open: () => Promise<Ready>): Promise<Ready> {
    const coming = this.#coming;
    this.#forget();
    if (coming !== null) return await coming;
    await this.#left;
    return await open();
  }

  /** Closes what nothing took. Never rejects. */
  async giveUp(): Promise<void> {
    const coming = this.#coming;
    this.#forget();
    if (coming !== null) this.#left = coming.then(({ connection }) => this.#leave(connection), () => {});
    await this.#left;
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#coming = null;
  }
}
