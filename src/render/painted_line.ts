import type { Span, Style } from "../domain/document.ts";
import type { TextPainter } from "../domain/painter.ts";
import type { Raster } from "../domain/picture.ts";
import type { PageSet } from "./code_page.ts";
import { displayColumns } from "./display_width.ts";
import { hasPaintable, isRightToLeft, paintedRuns } from "./painted_runs.ts";

export { missingGraphemes } from "./painted_runs.ts";

/** Dots of a column and of a line of font A. */
const [COLUMN_DOTS, LINE_DOTS] = [12, 24];

/** Text of a line that is printed, or painted, as it is, one after the other from the left. */
export interface Part extends Span {
  readonly painted: boolean;
}

/**
 * The parts of a line from the left to the right. Blank spans separate the cells of a table, and each cell has an order of
 * reading of its own: where its first letter is read from the right, the whole of it is painted, so that all of it stands in
 * the right order; else only what the pages have not.
 */
export function partsOf(spans: readonly Span[], pages: PageSet, painter: TextPainter | null): Part[] {
  const has = (character: string) => painter?.has(character) === true;
  const parts: Part[] = [];
  let cell: Span[] = [];
  const endCell = () => {
    const fromRight = isRightToLeft(cell.map(({ text }) => text).join(""));
    if (fromRight && cell.some(({ text }) => hasPaintable(text, pages, has))) parts.push(...turned(cell));
    else for (const { text, style } of cell) parts.push(...fromLeft(text, style, paintedRuns(text, pages, has)));
    cell = [];
  };
  for (const span of spans) {
    if (span.text.trim() !== "") cell.push(span);
    else {
      endCell();
      parts.push({ ...span, painted: false });
    }
  }
  endCell();
  return parts;
}

function fromLeft(text: string, style: Style, runs: readonly { start: number; end: number }[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of runs) {
    if (start > at) parts.push({ text: text.slice(at, start), style, painted: false });
    parts.push({ text: text.slice(start, end), style, painted: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), style, painted: false });
  return parts;
}

/** The last span stands at the left, and the spaces at its ends change sides; those around the cell stay. */
function turned(cell: readonly Span[]): Part[] {
  return cell.toReversed().flatMap(({ text, style }, index) => {
    const core = text.trim();
    const [lead = "", trail = ""] = text.split(core);
    const [left, right] = [index === 0 && cell.length === 1 ? lead : trail, cell.length === 1 ? trail : lead];
    return [{ text: left, style, painted: false }, { text: core, style, painted: true }, {
      text: right,
      style,
      painted: false,
    }].filter((part) => part.text !== "");
  });
}

/** `text` as dots; `null` when it cannot be painted. */
export function paintPart(text: string, style: Style, painter: TextPainter | null): Raster | null {
  return painter?.paint(text, style, displayColumns(text) * style.width) ?? null;
}

/** A line as one picture, for characters taller than a stripe; `null` when a part of it cannot be painted. */
export function wholeLine(parts: readonly Part[], columns: number, painter: TextPainter | null): Raster | null {
  const height = LINE_DOTS * parts.reduce((most, { style }) => Math.max(most, style.height), 1);
  const width = COLUMN_DOTS * columns;
  const line = { width, height, bits: new Uint8Array(Math.ceil(width / 8) * height) };
  let x = 0;
  for (const { text, style } of parts) {
    // A mark without a letter has no room of its own.
    if (displayColumns(text) === 0) continue;
    const part = paintPart(text, style, painter);
    if (part === null) return null;
    put(line, part, x, height - part.height);
    x += part.width;
  }
  return line;
}

function put(line: Raster, part: Raster, left: number, top: number): void {
  const [lineBytes, partBytes] = [Math.ceil(line.width / 8), Math.ceil(part.width / 8)];
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width && left + x < line.width; x++) {
      if (((part.bits[y * partBytes + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) === 0) continue;
      const at = (top + y) * lineBytes + (left + x >> 3);
      line.bits[at] = (line.bits[at] ?? 0) | 0x80 >> (left + x & 7);
    }
  }
}
