import type { Align, Block, Span } from "../domain/document.ts";
import { PLAIN } from "../domain/document.ts";
import { type Attributes, whole } from "./attributes.ts";

/** What stands further in: lists, their items, and whole paragraphs. */
export type Level = "ul" | "ol" | "item" | "further";

interface Open {
  readonly kind: Level;
  /** Columns that the text inside stands further in. */
  readonly indent: number;
  /** Of the last item. */
  number: number;
}

/** Text never stands further in than this, so that narrow paper has room for it. */
const MOST_INDENT = 8;

/** Keeps track of lists and of what else stands further in. */
export class Levels {
  readonly #open: Open[] = [];
  #mark: string | null = null;

  /** Whether text stands where lines begin. */
  get isFlat(): boolean {
    return this.#mark === null && this.#indent === 0;
  }

  get #indent(): number {
    return this.#open.at(-1)?.indent ?? 0;
  }

  open(kind: Level, tag: string, attributes: Attributes): void {
    const indent = this.#indent;
    if (kind === "ol") this.#open.push({ kind, indent, number: (whole(tag, attributes, "start", 0, 9_999) ?? 1) - 1 });
    else if (kind === "ul") this.#open.push({ kind, indent, number: 0 });
    else if (kind === "further") this.#open.push({ kind, indent: Math.min(MOST_INDENT, indent + 2), number: 0 });
    else {
      const list = this.#open.at(-1);
      if (list !== undefined) list.number++;
      this.#mark = list?.kind === "ol" ? `${list.number}.` : "•";
      this.#open.push({ kind, indent: Math.min(MOST_INDENT, indent + this.#mark.length + 1), number: 0 });
    }
  }

  close(): void {
    this.#open.pop();
    this.#mark = null;
  }

  /** The mark of an item that just began, for text that cannot stand further in. */
  takeMark(): string {
    const mark = this.#mark === null ? "" : `${this.#mark} `;
    this.#mark = null;
    return mark;
  }

  /** A paragraph with its mark at the left. */
  block(spans: readonly Span[], align: Align): Block {
    const mark = this.takeMark().trim();
    return {
      kind: "table",
      columns: [
        { width: { kind: "fixed", columns: Math.max(1, mark.length, this.#indent - 1) }, align: "right" },
        { width: { kind: "star", weight: 1 }, align },
      ],
      rows: [[{ spans: mark === "" ? [] : [{ text: mark, style: PLAIN }], columnSpan: 1 }, { spans, columnSpan: 1 }]],
    };
  }
}
