import type { Align, Block, Cell, Column } from "../domain/document.ts";
import { columnWidths, GAP, isStar, type Placed } from "./column_widths.ts";
import { flowOf, type Medium } from "./flow.ts";
import type { TextLine } from "./line.ts";
import { LineBuilder } from "./line_builder.ts";
import { isOneLine, wrap, type WrappedLine } from "./wrap.ts";

type Table = Extract<Block, { kind: "table" }>;

const EXTRA: Column = { width: { kind: "auto" }, align: "left" };

/**
 * The lines of a table. Columns stand side by side with one space between them; where the paper is too narrow for that,
 * each row is stacked: the cells of star columns (of the first column, if there is none) on full lines of their own, and
 * the others at the right of the line below. Cells beyond the last column get columns of their own. Rows without any
 * text have no lines.
 */
export function layoutTable(table: Table, medium: Medium): TextLine[] {
  const count = table.rows.reduce((most, row) => Math.max(most, row.length), table.columns.length);
  const columns = Array.from({ length: count }, (_, index) => table.columns[index] ?? EXTRA);
  const rows = table.rows.map((row) => placed(row, columns, medium));
  const widths = columnWidths(columns, rows, medium.columns);
  const builder = new LineBuilder();
  const lines: TextLine[] = [];
  if (widths === null) {
    for (const row of rows) stack(row, columns, medium.columns, builder, lines);
    return lines;
  }
  const starts: number[] = [];
  let start = 0;
  for (const width of widths) {
    starts.push(start);
    start += width + GAP;
  }
  starts.push(start);
  for (const row of rows) beside(row, starts, builder, lines);
  return lines;
}

function placed(row: readonly Cell[], columns: readonly Column[], medium: Medium): Placed[] {
  let at = 0;
  return row.map((cell, index) => {
    const room = columns.length - at - (row.length - 1 - index);
    const span = cell.columnSpan > 1 ? Math.max(1, Math.min(room, Math.floor(cell.columnSpan))) : 1;
    const align = cell.align ?? columns[at]?.align ?? "left";
    const here = { flow: flowOf(cell.spans, medium, "fold"), at, span, align };
    at += span;
    return here;
  });
}

/** One row with its cells side by side. `starts` are the columns' first characters, and one more behind the last. */
function beside(row: readonly Placed[], starts: readonly number[], builder: LineBuilder, lines: TextLine[]): void {
  if (row.every(({ flow, at, span }) => isOneLine(flow, widthOf(starts, at, span), "fold"))) {
    for (const { flow, at, span, align } of row) {
      builder.put(flow, (starts[at] ?? 0) + lead(flow, widthOf(starts, at, span), align));
    }
    if (row.some(({ flow }) => flow.text !== "")) lines.push(builder.take());
    return;
  }
  let height = 0;
  const cells: WrappedLine[][] = [];
  for (const { flow, at, span } of row) {
    const wrapped = wrap(flow, widthOf(starts, at, span), "fold");
    if (wrapped.length > height) height = wrapped.length;
    cells.push(wrapped);
  }
  for (let index = 0; index < height; index++) {
    for (let cell = 0; cell < row.length; cell++) {
      const line = cells[cell]?.[index];
      const place = row[cell];
      if (line === undefined || place === undefined) continue;
      const { at, span, align } = place;
      builder.put(line, (starts[at] ?? 0) + lead(line, widthOf(starts, at, span), align));
    }
    lines.push(builder.take());
  }
}

function widthOf(starts: readonly number[], at: number, span: number): number {
  return (starts[at + span] ?? 0) - (starts[at] ?? 0) - GAP;
}

function lead({ columns }: WrappedLine, width: number, align: Align): number {
  if (align === "left") return 0;
  return align === "right" ? width - columns : (width - columns) >> 1;
}

function stack(
  row: readonly Placed[],
  columns: readonly Column[],
  paper: number,
  builder: LineBuilder,
  lines: TextLine[],
): void {
  const hasStar = columns.some(isStar);
  const others: Placed[] = [];
  for (const cell of row) {
    const covered = columns.slice(cell.at, cell.at + cell.span);
    if (hasStar ? covered.some(isStar) : cell.at === 0) alone(cell, cell.align, paper, builder, lines);
    else if (cell.flow.text !== "") others.push(cell);
  }
  let pending: WrappedLine[] = [];
  let used = 0;
  const flush = () => {
    let column = paper - used;
    for (const piece of pending) {
      builder.put(piece, column);
      column += piece.columns + GAP;
    }
    if (pending.length > 0) lines.push(builder.take());
    pending = [];
    used = 0;
  };
  for (const cell of others) {
    const [only, second] = wrap(cell.flow, paper, "fold");
    if (only === undefined || second !== undefined) {
      flush();
      alone(cell, cell.align, paper, builder, lines);
      continue;
    }
    if (used > 0 && used + GAP + only.columns > paper) flush();
    used += (used > 0 ? GAP : 0) + only.columns;
    pending.push(only);
  }
  flush();
}

function alone({ flow }: Placed, align: Align, paper: number, builder: LineBuilder, lines: TextLine[]): void {
  for (const line of wrap(flow, paper, "fold")) {
    builder.put(line, lead(line, paper, align));
    lines.push(builder.take());
  }
}
