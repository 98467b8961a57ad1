/** After so long without a document, another PC may be at the printer. */
const IDLE_MS = 60_000;
/** Documents in a row that must have gone well until a printer gets several on one connection. */
const TRUSTED_AFTER = 20;

/**
 * Whether to look, before the first byte, if the printer hangs up: one that is busy with another PC accepts a
 * connection and closes it at once, and bytes that are on their way by then leave it open what became of them. Looking
 * costs time, so it is done when there is a reason: nothing went well lately, or the printer is known to hang up.
 */
export class Caution {
  readonly #nowMs: () => number;
  #isOfThatKind = false;
  #lastGoodMs: number | null = null;
  #goodInARow = 0;

  /** `nowMs` is any clock that goes on steadily. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get isDue(): boolean {
    return this.#isOfThatKind || this.#lastGoodMs === null || this.#nowMs() - this.#lastGoodMs > IDLE_MS;
  }

  /**
   * Whether several documents may be in doubt together: it took so many in a row that one that breaks off or hangs up
   * would have shown itself. It says nothing about the next document, which is looked after as long as the first.
   */
  get isTrusted(): boolean {
    return !this.isDue && this.#goodInARow >= TRUSTED_AFTER;
  }

  /** `documents` of them went well. */
  wentWell(documents = 1): void {
    this.#lastGoodMs = this.#nowMs();
    this.#goodInARow += documents;
  }

  /** A document did not; `hungUp`: the printer ended the connection. */
  wentWrong({ hungUp }: { hungUp: boolean }): void {
    this.#lastGoodMs = null;
    this.#goodInARow = 0;
    this.#isOfThatKind ||= hungUp;
  }
}
