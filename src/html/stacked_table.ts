import { type Cell, type Column, type ColumnWidth, PLAIN, type Span } from "../domain/document.ts";
import { restyled } from "../template/style.ts";
import { measured, textOf } from "./measure.ts";
import type { Strip } from "./strip.ts";
import { type DataRow, type Filled, type Grade, isText } from "./table_columns.ts";

const STAR: ColumnWidth = { kind: "star", weight: 1 };
const AUTO: ColumnWidth = { kind: "auto" };

/**
 * A table that is too wide: what a row is about stands on a line of its own, the rest under it, in columns where these fit,
 * else each with the word of its head.
 */
export function stacked(
  rows: readonly DataRow[],
  grades: readonly Grade[],
  name: Grade,
  paper: number,
  strip: Strip,
): void {
  const before = grades.filter(({ at }) => at < name.at && gradeIsShort(grades, at));
  const others = grades.filter((grade) => grade !== name && !before.includes(grade));
  const widths = others.map(({ body, word }) => Math.max(body, word));
  const isGrid = others.length > 0 && widths.reduce((sum, width) => sum + width + 1, -1) <= paper;
  const heads = rows.filter(({ isHead }) => isHead);
  const columns: Column[] = isGrid
    ? others.map(({ align, isNumeric, longest }, index) => ({
      width: index === 0 ? STAR : widths[index] === longest ? AUTO : { kind: "fixed", columns: widths[index] ?? 1 },
      align: index === 0 && isNumeric && others.length > 1 ? "right" : align,
    }))
    : [{ width: STAR, align: "left" }, { width: AUTO, align: "right" }];
  const lines: Cell[][] = [];
  for (const row of rows) {
    if (row.isHead && !isGrid && row !== rows[0]) continue;
    ruled(row, columns.length, paper, lines, () => {
      const taken = new Set<Filled>();
      const cell = (at: number) => {
        const own = row.cells.find((each) => each.at === at && isText(each.spans));
        if (own !== undefined) taken.add(own);
        return own;
      };
      const texts = row.cells.filter(({ spans }) => isText(spans));
      const isSparse = !row.isHead && (texts.length <= 2 || texts.some(({ span }) => span > 1)) &&
        texts.length < grades.length;
      if (isSparse) return sparse(texts, columns.length);
      const title = joined([...before.map(({ at }) => cell(at)), cell(name.at)], " ");
      const made: Cell[][] = [];
      if (isText(title)) made.push([{ spans: title, columnSpan: columns.length, align: "left" }]);
      if (isGrid) {
        made.push(others.map(({ at }, index) => {
          const own = cell(at);
          return { spans: own?.spans ?? [], columnSpan: 1, align: own?.align ?? columns[index]?.align ?? "left" };
        }));
      } else if (!row.isHead) {
        const words = others.map(({ at }) => labelled(cell(at), heads, at));
        made.push([{ spans: joined(words, "  "), columnSpan: 2, align: "left" }]);
      }
      return row.isHead || texts.every((each) => taken.has(each)) ? made : sparse(texts, columns.length);
    });
  }
  strip.add({ kind: "table", columns, rows: lines });
}

/** The rows of one row, with the lines above and below it. */
export function ruled(row: DataRow, columns: number, paper: number, lines: Cell[][], make: () => Cell[][]): void {
  const rule = (character: string | null) => {
    if (character === null || isRule(lines.at(-1))) return;
    lines.push([{ spans: [{ text: character.repeat(paper), style: PLAIN }], columnSpan: columns, align: "left" }]);
  };
  rule(row.top);
  for (const line of make()) lines.push(line);
  rule(row.bottom);
}

function isRule(row: readonly Cell[] | undefined): boolean {
  return row?.length === 1 && /^([-.=])\1{9,}$/.test(textOf(row[0]?.spans ?? []));
}

function gradeIsShort(grades: readonly Grade[], at: number): boolean {
  const grade = grades.find((each) => each.at === at);
  return grade !== undefined && grade.body <= 4;
}

/** A row of few cells in a table of many: `Total` and its amount. */
function sparse(texts: readonly Filled[], columns: number): Cell[][] {
  const last = texts.at(-1);
  if (last === undefined) return [];
  if (texts.length === 1 || columns === 1) {
    return [[{ spans: joined([...texts], " "), columnSpan: columns, align: last.align ?? "left" }]];
  }
  const label = joined(texts.slice(0, -1), " ");
  return [[
    { spans: label, columnSpan: columns - 1, align: texts[0]?.align ?? "right" },
    { spans: last.spans, columnSpan: 1, align: "right" },
  ]];
}

function joined(cells: readonly ({ readonly spans: readonly Span[] } | undefined)[], between: string): Span[] {
  const spans: Span[] = [];
  for (const cell of cells) {
    if (cell === undefined || !isText(cell.spans)) continue;
    if (spans.length > 0) spans.push({ text: between, style: PLAIN });
    for (const span of cell.spans) spans.push(span);
  }
  return spans;
}

/** `Qty: 2`, which no line end takes apart. */
function labelled(cell: Filled | undefined, heads: readonly DataRow[], at: number): { spans: Span[] } | undefined {
  if (cell === undefined) return undefined;
  const head = heads.flatMap(({ cells }) => cells).find((each) => each.at === at && each.span === 1);
  const word = head === undefined ? "" : textOf(head.spans).replace(/\s+/g, " ").trim().replace(/:$/, "");
  if (word === "") return { spans: [...cell.spans] };
  const isShort = measured(cell.spans).longest + word.length < 24;
  const keep = (text: string) => isShort ? text.replaceAll(" ", "\u00a0") : text;
  const label = { text: keep(`${word}: `), style: restyled(PLAIN, {}) };
  return { spans: [label, ...cell.spans.map(({ text, style }) => ({ text: keep(text), style }))] };
}
