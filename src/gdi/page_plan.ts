import { type Align, PLAIN, type Span } from "../domain/document.ts";
import type { Drawing, DrawingItem } from "../domain/drawing.ts";
import type { Raster } from "../domain/picture.ts";
import type { Mark, Page } from "./marks.ts";
import { textMarks } from "./runs.ts";
import type { Sheet } from "./sheet.ts";
import type { FontMetrics } from "./structs.ts";

/** White between two lines, as a share of a line. */
const LEADING = 0.1;

/**
 * What stands on which page: a line is never split, a picture only shrunk where it is longer than a page. A cut begins a new
 * page. What lies between two cuts is numbered (`2 / 3`) where it takes several pages. No page is empty.
 */
export function pagesOf(drawing: Drawing, sheet: Sheet, font: FontMetrics): Page[] {
  const sections: DrawingItem[][] = [[]];
  for (const item of drawing.items) {
    if (item.kind === "cut") sections.push([]);
    else sections.at(-1)?.push(item);
  }
  return sections.flatMap((items) => {
    const one = new Section(drawing.columns, sheet, font).put(items);
    if (one.length < 2) return one;
    const footer = 2 * lineHeight(font, 1);
    const several = new Section(drawing.columns, { ...sheet, bottom: sheet.bottom - footer }, font).put(items);
    return several.map((page, index) => [...page, number(`${index + 1} / ${several.length}`, sheet, font)]);
  });
}

/** In the middle of the page, at its foot. */
function number(text: string, sheet: Sheet, { descent }: FontMetrics): Mark {
  const x = Math.round((sheet.left + sheet.right - text.length * sheet.cell) / 2);
  const steps = Array.from(text, () => Math.round(sheet.cell));
  const y = Math.round(sheet.bottom - descent);
  return { kind: "text", x, y, text, steps, isFromRight: false, style: PLAIN };
}

function lineHeight({ ascent, descent }: FontMetrics, factor: number): number {
  return (ascent + descent) * (factor + LEADING);
}

class Section {
  readonly #columns: number;
  readonly #sheet: Sheet;
  readonly #font: FontMetrics;
  readonly #pages: Mark[][] = [];
  #page: Mark[] = [];
  #y: number;

  constructor(columns: number, sheet: Sheet, font: FontMetrics) {
    this.#columns = columns;
    this.#sheet = sheet;
    this.#font = font;
    this.#y = sheet.top;
  }

  put(items: readonly DrawingItem[]): Page[] {
    for (const item of items) this.#item(item);
    if (this.#page.length > 0) this.#pages.push(this.#page);
    return this.#pages;
  }

  #item(item: DrawingItem): void {
    switch (item.kind) {
      case "line":
        return item.spans.length === 0 ? this.#feed(1) : this.#line(item.spans, item.align, item.columns);
      case "rule":
        return this.#rule(item.character);
      case "raster":
        return this.#raster(item, item.align);
      case "feed":
        return this.#feed(item.lines);
    }
  }

  /** White at the head of a page that only continues another is of no use. */
  #feed(lines: number): void {
    if (this.#page.length > 0 || this.#pages.length === 0) this.#y += lines * lineHeight(this.#font, 1);
  }

  /** Goes to the next page when less than `height` is left on this one; returns where that height begins. */
  #take(height: number): number {
    if (this.#y + height > this.#sheet.bottom) {
      // White alone is no page.
      if (this.#page.length > 0) this.#pages.push(this.#page);
      this.#page = [];
      this.#y = this.#sheet.top;
    }
    const y = this.#y;
    this.#y += height;
    return y;
  }

  #line(spans: readonly Span[], align: Align, columns: number): void {
    const factor = Math.max(...spans.map(({ style }) => style.height));
    const top = this.#take(lineHeight(this.#font, factor));
    const baseline = Math.round(top + this.#font.ascent * factor);
    let column = share(align) * Math.max(0, this.#columns - columns);
    for (const span of spans) {
      const { marks, columns: taken } = textMarks(span, column, baseline, this.#sheet, this.#font);
      this.#page.push(...marks);
      column += taken;
    }
  }

  /** A line as wide as the columns, two for `=`. */
  #rule(character: string): void {
    const height = lineHeight(this.#font, 1);
    const middle = this.#take(height) + height / 2;
    const [x, width] = [Math.round(this.#sheet.left), Math.round(this.#columns * this.#sheet.cell)];
    const thick = Math.max(1, Math.round(this.#sheet.em / 15));
    const offsets = "=═".includes(character) ? [-1.5 * thick, 1.5 * thick] : [0];
    for (const offset of offsets) {
      this.#page.push({ kind: "fill", x, y: Math.round(middle + offset - thick / 2), width, height: thick });
    }
  }

  #raster(raster: Raster, align: Align): void {
    const { left, top, bottom, cell, dot } = this.#sheet;
    const room = this.#columns * cell;
    // What is as wide as the paper of a receipt is so here too, where that is a matter of a dot of the printer.
    const scale = Math.min(dot, room / raster.width, (bottom - top) / raster.height);
    const [width, height] = [
      Math.max(1, Math.round(raster.width * scale)),
      Math.max(1, Math.round(raster.height * scale)),
    ];
    const y = Math.round(this.#take(height));
    const x = Math.round(left + share(align) * (room - width));
    this.#page.push({ kind: "raster", x, y, width, height, raster });
  }
}

/** How much of the room that is left is at the left. */
function share(align: Align): number {
  return align === "left" ? 0 : align === "right" ? 1 : 0.5;
}
