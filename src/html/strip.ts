import { type Align, type Block, type Cell, type Column, PLAIN, type Span } from "../domain/document.ts";
import { displayColumns } from "../render/display_width.ts";
import { restyled } from "../template/style.ts";

/** Cuts of one page: each would be a ticket of its own. */
const MAX_CUTS = 20;
/** A line that somebody drew with characters. */
const DRAWN = /^\s*([-=_*~.·─━═])(?:\s*\1){9,}\s*$/u;

/** Strips that some of this text are: what a table's cell holds before anybody knows how the table stands on paper. */
export class Strip {
  readonly blocks: Block[] = [];
  readonly #columns: number;
  /** Tables that are lists, and rows of boxes by the shape they have. */
  readonly #lists = new Set<Block>();
  #row: { readonly shape: string; readonly rows: Cell[][] } | null = null;
  #gap: "none" | "soft" | "line" = "none";
  #wasLong = false;
  #cuts = 0;

  /** For paper of so many columns. */
  constructor(columns: number) {
    this.#columns = columns;
  }

  /** A line of space before what comes next, unless there is some; `soft`: only next to text of several lines. */
  space(kind: "soft" | "line"): void {
    if (this.#gap !== "line") this.#gap = kind;
  }

  /** A paragraph. */
  text(spans: readonly Span[], align: Align, white: "fold" | "pre" = "fold"): void {
    const whole = spans.map(({ text }) => text).join("");
    if (whole.replaceAll("\u00a0", " ").trim() === "") {
      if (whole.includes("\u00a0")) this.space("line");
      return;
    }
    const drawn = DRAWN.exec(whole)?.[1];
    if (drawn !== undefined) {
      return this.rule(/[─━]/.test(drawn) ? "-" : drawn === "═" ? "=" : drawn === "·" ? "." : drawn);
    }
    const isLong = displayColumns(whole) > this.#columns;
    this.#begin(isLong ? "long" : "short");
    this.blocks.push({ kind: "text", align, spans: fitting(spans, this.#columns), pre: white === "pre" });
    this.#wasLong = isLong;
  }

  /** A line across; never two of them, and no space around it. */
  rule(character: string): void {
    this.#gap = "none";
    this.#row = null;
    const last = this.blocks.at(-1);
    if (last?.kind === "feed") this.blocks.pop();
    if (this.blocks.at(-1)?.kind !== "rule") this.blocks.push({ kind: "rule", character });
  }

  /** Takes back a line that nothing came after. */
  dropRule(): void {
    if (this.blocks.at(-1)?.kind === "rule") this.blocks.pop();
  }

  /** The end of a page. */
  cut(): void {
    this.#gap = "none";
    this.#row = null;
    const last = this.blocks.at(-1)?.kind;
    if (last === undefined || last === "cut") return;
    if (this.#cuts++ < MAX_CUTS) this.blocks.push({ kind: "cut", partial: true });
    else this.space("line");
  }

  /** A row of boxes; rows of one `shape` that follow one another are one table. */
  row(shape: string, columns: readonly Column[], cells: Cell[]): void {
    if (this.#row !== null && cells.length > 2 && this.#row.shape === shape && this.#gap !== "line") {
      this.#row.rows.push(cells);
      return;
    }
    const rows = [cells];
    this.add({ kind: "table", columns, rows });
    this.#row = { shape, rows };
  }

  /** Anything else. */
  add(block: Block): void {
    this.#begin("short");
    this.blocks.push(block);
  }

  /** The items of a list, each with its mark. */
  list(block: Block): void {
    this.add(block);
    this.#lists.add(block);
  }

  /** Everything of another strip. */
  append(other: Strip): void {
    for (const block of other.blocks) {
      if (block.kind === "rule") this.rule(block.character);
      else if (block.kind === "cut") this.cut();
      else if (block.kind === "feed") this.space("line");
      else {
        this.add(block);
        if (other.#lists.has(block)) this.#lists.add(block);
        this.#wasLong = block.kind === "text" &&
          displayColumns(block.spans.map(({ text }) => text).join("")) > this.#columns;
      }
    }
  }

  /** Its text as that of one cell, a line for each paragraph; `null` when it has something that no cell can hold. */
  asCell(): Span[] | null {
    const spans: Span[] = [];
    const hasText = this.blocks.some(({ kind }) => kind === "text");
    for (const block of this.blocks) {
      if (block.kind === "feed" || (hasText && isMissing(block))) continue;
      const rows = block.kind === "text" ? [block.spans] : this.#lists.has(block) ? listLines(block) : null;
      if (rows === null) return null;
      for (const row of rows) {
        if (spans.length > 0) spans.push({ text: "\n", style: PLAIN });
        spans.push(...row.map(({ text, style }) => ({ text, style: restyled(style, { width: 1 }) })));
      }
    }
    return spans;
  }

  /** The pictures that cannot be had, without the text for them: next to other text nobody misses them but the warnings. */
  get missing(): Block[] {
    return this.blocks.flatMap((block) => isMissing(block) ? [{ ...block, alt: "" } as Block] : []);
  }

  /** Alignment of the first paragraph. */
  get align(): Align | null {
    const [first] = this.blocks;
    return first?.kind === "text" ? first.align : null;
  }

  #begin(size: "short" | "long"): void {
    const last = this.blocks.at(-1)?.kind;
    const isWanted = this.#gap === "line" || (this.#gap === "soft" && (size === "long" || this.#wasLong));
    if (isWanted && last !== undefined && last !== "rule" && last !== "cut" && last !== "feed") {
      this.blocks.push({ kind: "feed", lines: 1 });
    }
    this.#gap = "none";
    this.#wasLong = false;
    this.#row = null;
  }
}

function isMissing(block: Block): boolean {
  return block.kind === "image" && "problem" in block.picture;
}

function listLines(block: Block): Span[][] | null {
  if (block.kind !== "table") return null;
  return block.rows.map((row) => {
    const filled = row.filter(({ spans }) => spans.length > 0);
    return filled.flatMap(({ spans }, index) => index === 0 ? spans : [{ text: " ", style: PLAIN }, ...spans]);
  });
}

/** Wide characters only where they do not make another line. */
function fitting(spans: readonly Span[], columns: number): readonly Span[] {
  if (spans.every(({ style }) => style.width === 1)) return spans;
  let longest = 0;
  let used = 0;
  for (const { text, style } of spans) {
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) used = 0;
      used += displayColumns(line) * style.width;
      longest = Math.max(longest, used);
    }
  }
  if (longest <= columns) return spans;
  return spans.map(({ text, style }) => ({ text, style: restyled(style, { width: 1 }) }));
}
