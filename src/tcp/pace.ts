/** How long the documents of one connection may be in doubt together, when a break or a power cut comes. */
const TOGETHER_MS = 50;
/** Documents on one connection. */
const MOST = 32;

/**
 * How many documents follow each other on one connection: only its end shows that the printer took them, so it is no more
 * than it lately took in a moment, and a printer that prints as it receives gets one at a time.
 */
export class Pace {
  #atOnce = 1;

  get atOnce(): number {
    return this.#atOnce;
  }

  /** `documents` went well on one connection, which lasted `ms`. */
  took(documents: number, ms: number): void {
    const fitting = Math.floor(TOGETHER_MS * documents / Math.max(ms, 0.1));
    this.#atOnce = Math.max(1, Math.min(fitting, 2 * documents, MOST));
  }

  /** Something went wrong. */
  broke(): void {
    this.#atOnce = 1;
  }
}
