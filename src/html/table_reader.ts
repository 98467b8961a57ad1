import { type Element, isTag, isText } from "domhandler";
import type { Align, Span } from "../domain/document.ts";
import type { Look } from "./look.ts";
import { measured, textOf } from "./measure.ts";
import type { PageReader } from "./reader.ts";
import type { Strip } from "./strip.ts";
import { tableOnPaper } from "./table_on_paper.ts";

/** More columns than any paper has. */
const MAX_COLUMNS = 60;

/** A cell at its place. `spans` are `null` when it holds what no cell on paper can. */
export interface GridCell {
  readonly strip: Strip;
  readonly spans: readonly Span[] | null;
  readonly at: number;
  readonly span: number;
  readonly align: Align | null;
  readonly longest: number;
  readonly word: number;
}

/** One row, and the characters of the lines above and below it. */
export interface GridRow {
  readonly cells: readonly GridCell[];
  readonly isHead: boolean;
  readonly top: string | null;
  readonly bottom: string | null;
}

/** A table of a page: data becomes a table, a frame for other things is taken apart. */
export function readTable(reader: PageReader, table: Element, strip: Strip): void {
  const look = reader.looks.of(table);
  const parts: Record<Look["part"], Element[]> = { head: [], body: [], foot: [] };
  collect(reader, table, "body", parts, strip);
  const rows: GridRow[] = [];
  let covered: number[] = [];
  const isLined = Number(table.attribs.border ?? 0) > 0;
  for (const part of ["head", "body", "foot"] as const) {
    for (const element of parts[part]) {
      const read = readRow(reader, element, covered, part === "head", isLined, strip);
      covered = read.covered;
      if (read.row.cells.length > 0) rows.push(read.row);
    }
  }
  const count = rows.reduce((most, { cells }) => Math.max(most, ...cells.map(({ at, span }) => at + span)), 0);
  const isFull = look.width === "100%" || table.attribs.width === "100%";
  tableOnPaper(reader, rows, Math.min(count, MAX_COLUMNS), { isFull, rtl: look.rtl }, strip);
}

/** The rows of a table, by the part they stand in; what is neither row nor part of it stands before it. */
function collect(
  reader: PageReader,
  parent: Element,
  part: Look["part"],
  parts: Record<Look["part"], Element[]>,
  strip: Strip,
): void {
  if (reader.looks.of(parent).display === "row") return void parts[part].push(parent);
  for (const child of parent.children) {
    if (isText(child)) {
      if (child.data.trim() !== "") reader.alone(child, strip);
      continue;
    }
    if (!isTag(child)) continue;
    const look = reader.looks.of(child);
    if (look.display === "none") continue;
    if (look.display === "row" || child.name === "tr") parts[part].push(child);
    else if (look.display === "rows" || ["thead", "tbody", "tfoot"].includes(child.name)) {
      collect(reader, child, look.display === "rows" ? look.part : part, parts, strip);
    } else if (child.name === "form") collect(reader, child, part, parts, strip);
    else if (look.display === "cell" || child.name === "td" || child.name === "th") parts[part].push(child);
    else reader.alone(child, strip);
  }
}

function readRow(
  reader: PageReader,
  element: Element,
  covered: readonly number[],
  isInHead: boolean,
  isLined: boolean,
  strip: Strip,
): { row: GridRow; covered: number[] } {
  const look = reader.looks.of(element);
  const isLoneCell = look.display === "cell" || element.name === "td" || element.name === "th";
  if (!isLoneCell) {
    for (const child of element.children) if (isText(child) && child.data.trim() !== "") reader.alone(child, strip);
  }
  const elements = isLoneCell ? [element] : element.children.filter(isTag);
  const cells: GridCell[] = [];
  const next = covered.map((rows) => Math.max(0, rows - 1));
  let at = 0;
  let heads = 0;
  const lines: Record<"top" | "bottom", (string | null)[]> = { top: [], bottom: [] };
  for (const cell of elements) {
    const own = reader.looks.of(cell);
    if (own.display === "none") continue;
    while ((covered[at] ?? 0) > 0) at++;
    if (at >= MAX_COLUMNS) {
      reader.block(cell, strip);
      continue;
    }
    const span = Math.min(whole(cell.attribs.colspan), MAX_COLUMNS - at);
    const rows = Math.min(whole(cell.attribs.rowspan), 1_000);
    if (rows > 1) { for (let column = at; column < at + span; column++) next[column] = rows - 1; }
    if (cell.name === "th") heads++;
    lines.top.push(own.top);
    lines.bottom.push(own.bottom);
    const read = reader.read(cell);
    const spans = read.asCell();
    const align = read.align ?? own.align;
    cells.push({
      strip: read,
      spans,
      at,
      span,
      align: own.align ?? (align === "left" ? null : align),
      ...measured(spans ?? []),
    });
    at += span;
  }
  const isHead = isInHead || (heads > 1 && heads === cells.length);
  const all = (side: (string | null)[]) =>
    side.length > 0 && side.every((line) => line !== null) ? side[0] ?? null : null;
  const isEmpty = cells.every(({ spans }) => spans !== null && textOf(spans).trim() === "");
  const row = {
    cells,
    isHead,
    top: look.top ?? (isHead ? null : all(lines.top)),
    bottom: isEmpty ? null : look.bottom ?? all(lines.bottom) ?? (isHead && isLined ? "-" : null),
  };
  return { row, covered: next.map((rows, index) => rows > 0 ? rows : next[index] ?? 0) };
}

function whole(value: string | undefined): number {
  const number = /^\s*\d{1,4}/.exec(value ?? "")?.[0];
  return Math.max(1, Number(number ?? 1));
}
