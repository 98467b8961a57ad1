/** How long the documents of one connection may be in doubt together, when a break or a power cut comes. */
const TOGETHER_MS = 50;
/** Connections whose opening is remembered. */
const REMEMBERED = 8;
/** Documents on one connection. */
const MOST = 32;

/**
 * How many documents follow each other on one connection: only its end shows that the printer took them, so it is no more
 * than it lately took in a moment, and a printer that prints as it receives gets one at a time.
 */
export class Pace {
  #atOnce = 1;
  #openings: readonly number[] = [];

  get atOnce(): number {
    return this.#atOnce;
  }

  /** `documents` went well on one connection, which were busy for `ms`. */
  took(documents: number, ms: number): void {
    const fitting = Math.floor(TOGETHER_MS * documents / Math.max(ms, 0.1));
    this.#atOnce = Math.max(1, Math.min(fitting, 2 * documents, MOST));
  }

  /** A connection was accepted within `ms`. */
  opened(ms: number): void {
    this.#openings = [ms, ...this.#openings].slice(0, REMEMBERED);
  }

  /** A round trip to the printer: the shortest of late, since one is measured too long while this program is at work. */
  get roundTripMs(): number {
    return Math.min(...this.#openings);
  }

  /** Something went wrong. */
  broke(): void {
    this.#atOnce = 1;
  }
}
