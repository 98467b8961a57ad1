import type { Align, ColumnWidth, Span } from "../domain/document.ts";
import { textOf } from "./measure.ts";
import type { GridCell, GridRow } from "./table_reader.ts";

/** A cell that holds text alone. */
export type Filled = GridCell & { readonly spans: readonly Span[] };

/** A row of such cells. */
export type DataRow = Omit<GridRow, "cells"> & { readonly cells: readonly Filled[] };

const STAR: ColumnWidth = { kind: "star", weight: 1 };
const AUTO: ColumnWidth = { kind: "auto" };
/** Columns that text should have at least, so that it does not stand word under word. */
const USEFUL = 12;
const NUMERIC =
  /^[-–−+(×x]?\s*(?:\p{Sc}|[\p{L}]{1,4}\.?)?\s*[-–−+×x]?\s*\d[\d.,:/'’\s\u00a0\u202f]*(?:\p{Sc}|%|[\p{L}]{1,4}\.?|[×x])?\s*\)?$/u;

/** What is known of one column. */
export interface Grade {
  readonly at: number;
  readonly isNumeric: boolean;
  readonly align: Align;
  /** Its longest line, that of its rows without the head, and its longest word. */
  readonly longest: number;
  readonly body: number;
  readonly word: number;
}

/** A label behind empty cells may take their room, as `Total` does under the columns in front of it. */
export function merged(rows: readonly DataRow[], count: number): DataRow[] {
  return rows.map((row) => {
    const first = row.cells.findIndex(({ spans }) => isText(spans));
    const texts = row.cells.filter(({ spans }) => isText(spans)).length;
    const label = row.cells[first];
    const isUnder = rows.some(({ cells }) =>
      cells.some(({ at, span, spans }) => {
        return at < (label?.at ?? 0) && span === 1 && isText(spans);
      })
    );
    if (!isUnder || first < 1 || label === undefined || texts !== 2 || count < 3 || label === row.cells.at(-1)) {
      return row;
    }
    const wide = {
      ...label,
      at: 0,
      span: label.at + label.span,
      align: label.align === "left" ? "left" as const : "right" as const,
    };
    return { ...row, cells: [wide, ...row.cells.slice(first + 1)] };
  });
}

/** Without the lines that a screen shows between all rows alike. */
export function thinned(rows: readonly DataRow[]): DataRow[] {
  const body = rows.filter(({ isHead }) => !isHead);
  const isEvery = (side: "top" | "bottom") => {
    const lined = body.filter((row) => row[side] !== null).length;
    return lined >= 3 && lined > body.length * 0.6;
  };
  const [top, bottom] = [isEvery("top"), isEvery("bottom")];
  return rows.map((row, index) => {
    if (row.isHead) return { ...row, top: index === 0 ? row.top : null };
    const isFirst = rows[index - 1]?.isHead !== false;
    const isLast = index === rows.length - 1;
    const isSame = rows[index + 1]?.cells.length === row.cells.length;
    return {
      ...row,
      top: top && !isFirst ? null : row.top,
      bottom: bottom && !isLast && isSame ? null : row.bottom,
    };
  });
}

/** What is known of each column that has text. */
export function gradesOf(rows: readonly DataRow[], count: number): Grade[] {
  const grades: Grade[] = [];
  for (let at = 0; at < count; at++) {
    const own = rows.flatMap(({ cells, isHead }) => {
      return cells.filter((cell) => cell.at === at && cell.span === 1 && isText(cell.spans)).map((cell) => ({
        ...cell,
        isHead,
      }));
    });
    if (own.length === 0) continue;
    const body = own.filter(({ isHead }) => !isHead);
    const isNumeric = body.length > 0 && body.every(({ spans }) => NUMERIC.test(textOf(spans).trim()));
    const said = (body.length > 0 ? body : own).find(({ align }) => align !== null)?.align ?? null;
    const most = (cells: readonly GridCell[], key: "longest" | "word") => {
      return cells.reduce((longest, cell) => Math.max(longest, cell[key]), 0);
    };
    grades.push({
      at,
      isNumeric,
      align: said ?? (isNumeric && at > 0 ? "right" : "left"),
      longest: most(own, "longest"),
      body: most(body.length > 0 ? body : own, "longest"),
      word: most(own, "word"),
    });
  }
  return grades;
}

/** How wide the columns are, in their order; `null` when the paper is too narrow for them. */
export function planFor(grades: readonly Grade[], name: Grade, paper: number, isFull: boolean): ColumnWidth[] | null {
  const room = paper - (grades.length - 1);
  const total = grades.reduce((sum, { longest }) => sum + longest, 0);
  const isSpread = isFull || grades.at(-1)?.align === "right";
  if (total <= room) return grades.map((grade) => grade === name && isSpread ? STAR : AUTO);
  // Numbers are never broken, words of the head above them may stand one under the other.
  const least = grades.map((grade) => {
    if (grade.isNumeric) return Math.max(grade.body, Math.min(grade.word, grade.longest));
    return Math.min(grade.longest, Math.max(USEFUL, Math.min(grade.word, 24)));
  });
  let left = room - least.reduce((sum, columns) => sum + columns, 0);
  if (left < 0) return null;
  const wishes = grades.map((grade, index) => grade.longest - (least[index] ?? 0));
  const wished = wishes.reduce((sum, wish) => sum + wish, 0);
  const given = wishes.map((wish) => Math.floor(left * wish / Math.max(1, wished)));
  left -= given.reduce((sum, columns) => sum + columns, 0);
  return grades.map((grade, index): ColumnWidth => {
    if (grade.isNumeric && grade.longest === grade.body) return AUTO;
    const columns = (least[index] ?? 0) + (given[index] ?? 0) + (grade === name ? left : 0);
    return { kind: "fixed", columns };
  });
}

/** Whether there is anything to read. */
export function isText(spans: readonly Span[]): boolean {
  return textOf(spans).replaceAll("\u00a0", " ").trim() !== "";
}
