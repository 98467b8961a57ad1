import { PLAIN, type Span } from "../domain/document.ts";
import type { TextLine } from "./line.ts";
import type { WrappedLine } from "./wrap.ts";

/**
 * Puts pieces of text at given columns of one line, from left to right. The pieces are not joined: making one string of
 * them, and reading it, takes longer than anything else a table row needs.
 */
export class LineBuilder {
  #spans: Span[] = [];
  #column = 0;

  /** `piece` from `column` on; the room in front of it is filled with spaces. */
  put(piece: WrappedLine, column: number): void {
    if (piece.columns === 0) return;
    if (column > this.#column) {
      this.#spans.push(this.#gap(column - this.#column));
      this.#column = column;
    }
    for (const span of piece.spans) this.#spans.push(span);
    this.#column += piece.columns;
  }

  /** The line so far; the builder begins another. */
  take(): TextLine {
    const line: TextLine = { kind: "text", align: "left", spans: this.#spans, columns: this.#column };
    this.#spans = [];
    this.#column = 0;
    return line;
  }

  #gap(columns: number): Span {
    const before = this.#spans.at(-1)?.style ?? PLAIN;
    // Spaces look the same bold and in every height, so they need no change of style.
    const style = before.underline || before.inverse || before.width !== 1 ? PLAIN : before;
    return { text: SPACES[columns] ?? " ".repeat(columns), style };
  }
}

const SPACES = Array.from({ length: 64 }, (_, count) => " ".repeat(count));
