/** Waits for nothing in a row until a printer counts as one that does not do the thing waited for. */
const CHANCES = 2;

/**
 * How long to wait for what some printers never do (close their side, answer): `fullMs`, and `shortMs` as soon as it was
 * missed twice in a row. Once it comes again, the full time holds again.
 */
export class Patience {
  readonly #fullMs: number;
  readonly #shortMs: number;
  #missed = 0;

  constructor(fullMs: number, shortMs: number) {
    this.#fullMs = fullMs;
    this.#shortMs = Math.min(shortMs, fullMs);
  }

  /** How long to wait now. */
  get ms(): number {
    return this.isShort ? this.#shortMs : this.#fullMs;
  }

  /** Whether it was missed so often that nobody expects it. */
  get isShort(): boolean {
    return this.#missed >= CHANCES;
  }

  /** Tells how a wait ended. */
  learn(hasCome: boolean): void {
    this.#missed = hasCome ? 0 : this.#missed + 1;
  }
}
