import { PLAIN, type Span, type Style } from "../domain/document.ts";

const FOLDABLE = /[\t\n\r\f]| {2}/;
const SPACES = /[ \t\n\r\f]+/g;

/**
 * Collects the text of one paragraph or cell as spans. White space folds as in HTML: runs become one space, none stands
 * at the beginning or end of a line. No-break spaces are text.
 */
export class Inline {
  #spans: Span[] = [];
  #text = "";
  #style: Style = PLAIN;
  #atSpace = true;
  #breakFirst = false;
  #hasText = false;
  #breaks = 0;

  /** Line breaks collected when there is no text at all: empty lines. */
  get emptyLines(): number {
    return this.#hasText ? 0 : this.#breaks;
  }

  /** Adds text whose white space folds. */
  add(chunk: string, style: Style): void {
    let text = FOLDABLE.test(chunk) ? chunk.replace(SPACES, " ") : chunk;
    if ((this.#atSpace || this.#breakFirst) && text.charCodeAt(0) === 0x20) text = text.slice(1);
    if (text === "") return;
    this.#append(text, style);
    this.#atSpace = text.charCodeAt(text.length - 1) === 0x20;
  }

  /** Adds text as it is; all line ends become `\n`. */
  addPre(chunk: string, style: Style): void {
    if (chunk === "") return;
    this.#append(chunk.includes("\r") ? chunk.replace(/\r\n?/g, "\n") : chunk, style);
    this.#atSpace = false;
  }

  /** `<br>`. */
  lineBreak(): void {
    this.#trimEnd();
    this.#text += "\n";
    this.#breaks++;
    this.#atSpace = true;
  }

  /** What follows begins on a line of its own. */
  separate(): void {
    this.#breakFirst = this.#hasText;
  }

  /** The spans collected, without a space or a last line break at their end; begins anew. */
  take(): Span[] {
    this.#trimEnd();
    if (this.#text.endsWith("\n")) this.#text = this.#text.slice(0, -1);
    this.#push();
    const spans = this.#hasText ? this.#spans : [];
    this.#spans = [];
    this.#style = PLAIN;
    this.#atSpace = true;
    this.#breakFirst = false;
    this.#hasText = false;
    this.#breaks = 0;
    return spans;
  }

  /** As `take`, for text that was added as it is: spaces at the end stay. */
  takePre(): Span[] {
    this.#atSpace = false;
    return this.take();
  }

  #append(text: string, style: Style): void {
    if (this.#breakFirst) {
      this.#breakFirst = false;
      this.lineBreak();
    }
    if (style !== this.#style) {
      this.#push();
      this.#style = style;
    }
    this.#text += text;
    this.#hasText = true;
  }

  #push(): void {
    if (this.#text !== "") this.#spans.push({ text: this.#text, style: this.#style });
    this.#text = "";
  }

  #trimEnd(): void {
    if (!this.#atSpace) return;
    if (this.#text !== "") {
      if (this.#text.endsWith(" ")) this.#text = this.#text.slice(0, -1);
      return;
    }
    const last = this.#spans.at(-1);
    if (last === undefined || !last.text.endsWith(" ")) return;
    this.#spans.pop();
    this.#text = last.text.slice(0, -1);
    this.#style = last.style;
  }
}
