import type { Align, Column } from "../domain/document.ts";
import type { Flow } from "./flow.ts";

/** A cell at its place in the grid. */
export interface Placed {
  readonly flow: Flow;
  /** Its first column, and how many it covers. */
  readonly at: number;
  readonly span: number;
  readonly align: Align;
}

/** Spaces between two columns. */
export const GAP = 1;

/** A star column is of use from here on, or as soon as its texts fit. */
const USEFUL_STAR = 10;
/** A fixed or percent column that had to give room is of use from here on, or as soon as its texts fit. */
const USEFUL_REST = 6;

/** Whether a column takes its share of what the others leave. */
export function isStar(column: Column): boolean {
  return column.width.kind === "star";
}

/**
 * Columns of text each table column gets on a paper of `paper` columns, without the gaps, or null when the table has to
 * be stacked. Auto columns are as wide as their widest cell, percents are of the line without its gaps, stars share the
 * rest. When there is too little, fixed and percent columns give room first; auto columns never do.
 */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Placed[])[],
  paper: number,
): number[] | null {
  const natural = naturalWidths(columns, rows);
  const room = paper - GAP * (columns.length - 1);
  const widths = columns.map(({ width }, index) => width.kind === "auto" ? natural[index] ?? 0 : 0);
  const forFlexible = room - sum(widths);
  if (forFlexible < 0) return null;

  const wanted = wantedWidths(columns, room);
  const forStars = columns.reduce((total, column, index) => total + (isStar(column) ? least(natural[index]) : 0), 0);
  const isShort = sum(wanted) > forFlexible - forStars;
  const given = isShort ? scaled(wanted, Math.max(0, forFlexible - forStars)) : wanted;
  for (const [index, width] of given.entries()) {
    if (isShort && width < Math.min(natural[index] ?? 0, wanted[index] ?? 0, USEFUL_REST)) return null;
    widths[index] = (widths[index] ?? 0) + width;
  }

  const weights = columns.map(({ width }) => width.kind === "star" ? positive(width.weight) : 0);
  for (const [index, width] of scaled(weights, forFlexible - sum(given)).entries()) {
    if ((weights[index] ?? 0) > 0 && width < least(natural[index])) return null;
    widths[index] = (widths[index] ?? 0) + width;
  }
  return sum(widths) <= room && fits(widths, rows) ? widths : null;
}

/** The widest cell of each column. Cells over auto columns only must fit too: the last of these grows. */
function naturalWidths(columns: readonly Column[], rows: readonly (readonly Placed[])[]): number[] {
  const natural = columns.map(() => 0);
  let hasSpans = false;
  for (const row of rows) {
    for (const { flow, at, span } of row) {
      if (span > 1) hasSpans = true;
      else if (flow.columns > (natural[at] ?? 0)) natural[at] = flow.columns;
    }
  }
  if (!hasSpans) return natural;
  for (const { flow, at, span } of rows.flat()) {
    const covered = columns.slice(at, at + span);
    if (span === 1 || covered.some(({ width }) => width.kind !== "auto")) continue;
    const missing = flow.columns - sum(natural.slice(at, at + span)) - GAP * (span - 1);
    if (missing > 0) natural[at + span - 1] = (natural[at + span - 1] ?? 0) + missing;
  }
  return natural;
}

/** What fixed and percent columns ask for. */
function wantedWidths(columns: readonly Column[], room: number): number[] {
  let percents = 0;
  return columns.map(({ width }) => {
    if (width.kind === "fixed") return Math.max(1, Math.floor(Math.min(positive(width.columns), room)));
    if (width.kind !== "percent") return 0;
    // Shares are rounded where they end, so that 50 % and 50 % fill an odd line.
    const start = Math.round(room * percents / 100);
    percents += Math.min(100, positive(width.percent));
    return Math.max(1, Math.round(room * percents / 100) - start);
  });
}

/** `room` shared in proportion to `weights`, without a remainder where any weighs something. */
function scaled(weights: readonly number[], room: number): number[] {
  const total = sum(weights);
  if (total === 0 || room <= 0) return weights.map(() => 0);
  let weight = 0;
  return weights.map((own) => {
    const start = Math.round(room * (weight / total));
    weight += own;
    return Math.round(room * (weight / total)) - start;
  });
}

/** Whether every cell has room for its widest character. */
function fits(widths: readonly number[], rows: readonly (readonly Placed[])[]): boolean {
  return rows.every((row) =>
    row.every(({ flow, at, span }) => {
      let room = GAP * (span - 1);
      for (let index = at; index < at + span; index++) room += widths[index] ?? 0;
      return flow.widest <= room;
    })
  );
}

function least(natural = 0): number {
  return Math.min(natural, USEFUL_STAR);
}

function positive(value: number): number {
  return value > 0 ? Math.min(value, 1_000_000) : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
