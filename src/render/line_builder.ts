import { PLAIN, type Span } from "../domain/document.ts";
import type { TextLine } from "./line.ts";
import type { WrappedLine } from "./wrap.ts";

/**
 * Puts pieces of text at given columns of one line, from left to right. The pieces are not joined: making one string of
 * them, and reading it, takes longer than anything else a table row needs.
 */
export class LineBuilder {
  // An array that grows takes room for 17 at once: it is kept, and each line gets a copy of the right size.
  readonly #spans: Span[] = [];
  #count = 0;
  #column = 0;

  /** `piece` from `column` on; the room in front of it is filled with spaces. */
  put(piece: WrappedLine, column: number): void {
    if (piece.columns === 0) return;
    if (column > this.#column) {
      this.#add(this.#gap(column - this.#column));
      this.#column = column;
    }
    for (const span of piece.spans) this.#add(span);
    this.#column += piece.columns;
  }

  /** The line so far; the builder begins another. */
  take(): TextLine {
    const line: TextLine = {
      kind: "text",
      align: "left",
      spans: this.#spans.slice(0, this.#count),
      columns: this.#column,
    };
    this.#count = 0;
    this.#column = 0;
    return line;
  }

  #add(span: Span): void {
    this.#spans[this.#count++] = span;
  }

  #gap(columns: number): Span {
    const before = this.#count > 0 ? this.#spans[this.#count - 1]?.style ?? PLAIN : PLAIN;
    // Spaces look the same bold and in every height, so they need no change of style.
    if (before === PLAIN || before.underline || before.inverse || before.width !== 1) {
      return GAPS[columns] ?? { text: " ".repeat(columns), style: PLAIN };
    }
    return { text: GAPS[columns]?.text ?? " ".repeat(columns), style: before };
  }
}

const GAPS: readonly Span[] = Array.from({ length: 64 }, (_, count) => ({ text: " ".repeat(count), style: PLAIN }));
