import type { Cell, Column, ColumnWidth } from "../domain/document.ts";
import { leftward } from "./boxes.ts";
import type { PageReader } from "./reader.ts";
import { ruled, stacked } from "./stacked_table.ts";
import type { Strip } from "./strip.ts";
import { type DataRow, type Filled, gradesOf, isText, merged, planFor, thinned } from "./table_columns.ts";
import type { GridRow } from "./table_reader.ts";

const STAR: ColumnWidth = { kind: "star", weight: 1 };
const AUTO: ColumnWidth = { kind: "auto" };
/** Puts the rows of a table on `strip`, in the way that stays readable on its paper. */
export function tableOnPaper(
  reader: PageReader,
  rows: readonly GridRow[],
  count: number,
  { isFull, rtl }: { readonly isFull: boolean; readonly rtl: boolean },
  strip: Strip,
): void {
  const used = new Set<number>();
  for (const { cells } of rows) {
    for (const { at, span, spans } of cells) if (span === 1 && (spans === null || isText(spans))) used.add(at);
  }
  let group: DataRow[] = [];
  const flush = () => {
    if (group.length > 0) dataTable(reader, group, count, { isFull, rtl }, strip);
    group = [];
  };
  for (const row of rows) {
    const filled = row.cells.filter((cell): cell is Filled => cell.spans !== null);
    const texts = filled.filter(({ spans }) => isText(spans));
    if (
      filled.length === row.cells.length && used.size > 1 && !(texts.length === 1 && isProse(texts[0], reader.columns))
    ) {
      const missing = row.cells.flatMap((cell) => cell.strip.missing);
      for (const block of missing) strip.add(block);
      group.push({ ...row, cells: filled });
      continue;
    }
    flush();
    if (row.top !== null) strip.rule(row.top);
    for (const { strip: inner } of row.cells) strip.append(inner);
    if (row.bottom !== null) strip.rule(row.bottom);
  }
  flush();
}

/** Text that would only be squeezed in a column. */
function isProse(cell: Filled | undefined, columns: number): boolean {
  return cell !== undefined && cell.longest > columns;
}

function dataTable(
  reader: PageReader,
  given: readonly DataRow[],
  count: number,
  { isFull, rtl }: { readonly isFull: boolean; readonly rtl: boolean },
  strip: Strip,
): void {
  const paper = reader.columns;
  const rows = thinned(merged(given, count));
  const grades = gradesOf(rows, count);
  if (grades.length === 0) {
    for (const { strip: inner } of given.flatMap(({ cells }) => cells)) strip.append(inner);
    return;
  }
  const name = grades.reduce((best, grade) =>
    !grade.isNumeric && (best.isNumeric || grade.body > best.body) ? grade : best
  );
  const plan = planFor(grades, name, paper, isFull || rows.some(({ isHead }) => isHead));
  const isFrame = plan === null && rows.length <= 2 && !rows.some(({ isHead }) => isHead) &&
    !grades.some(({ isNumeric }) => isNumeric);
  if (isFrame) {
    for (const { strip: inner } of rows.flatMap(({ cells }) => cells)) {
      strip.append(rtl ? inner : leftward(inner, paper));
    }
    return;
  }
  const isPairs = grades.length === 2 && grades[1]?.align === "right" && !rows.some(({ isHead }) => isHead);
  if (isPairs && !rtl && (plan === null || plan.some(({ kind }) => kind === "fixed"))) {
    return pairs(rows, strip);
  }
  if (plan === null) return stacked(rows, grades, name, paper, strip);
  const index = new Map(grades.map(({ at }, place) => [at, place]));
  const columns = plan.map((width, place): Column => ({ width, align: grades[place]?.align ?? "left" }));
  const lines: Cell[][] = [];
  for (const row of rows) {
    ruled(row, grades.length, paper, lines, () => {
      const cells: Cell[] = [];
      for (const cell of row.cells) {
        const places = grades.filter(({ at }) => at >= cell.at && at < cell.at + cell.span).length;
        if (places === 0) {
          if (isText(cell.spans)) cells.push({ spans: cell.spans, columnSpan: 1 });
          continue;
        }
        const first = grades.find(({ at }) => at >= cell.at)?.at ?? 0;
        while (cells.reduce((sum, { columnSpan }) => sum + columnSpan, 0) < (index.get(first) ?? 0)) {
          cells.push({ spans: [], columnSpan: 1 });
        }
        const align = cell.align ?? grades[index.get(first) ?? 0]?.align ?? "left";
        cells.push({ spans: cell.spans, columnSpan: places, align });
      }
      return [cells];
    });
  }
  if (rtl) {
    columns.reverse();
    for (const line of lines) line.reverse();
  }
  if (lines.length > 0) strip.add({ kind: "table", columns, rows: lines });
}

/** Labels and values that do not fit as columns: each pair on a line of its own where it has room. */
function pairs(rows: readonly DataRow[], strip: Strip): void {
  for (const { cells, top, bottom } of rows) {
    if (top !== null) strip.rule(top);
    const [label, value] = cells.map(({ spans }): Cell => ({ spans, columnSpan: 1 }));
    if (label !== undefined && value !== undefined) {
      strip.row("pair", [{ width: STAR, align: "left" }, { width: AUTO, align: "right" }], [label, value]);
    } else if (label !== undefined) strip.text(label.spans, cells[0]?.align ?? "left");
    if (bottom !== null) strip.rule(bottom);
  }
}
