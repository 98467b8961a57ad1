import type { Align, Block, Cell, Column, ColumnWidth, Span } from "../domain/document.ts";

const STAR: ColumnWidth = { kind: "star", weight: 1 };
const AUTO: ColumnWidth = { kind: "auto" };

/** Collects the columns, rows and cells of one table. */
export class TableBuilder {
  readonly #columns: Column[] = [];
  readonly #rows: Cell[][] = [];
  #row: Cell[] = [];
  #cell: { columnSpan: number; align: Align | undefined } | null = null;

  /** Whether text belongs to a cell at the moment. */
  get inCell(): boolean {
    return this.#cell !== null;
  }

  /** One `<col>`. */
  column(width: ColumnWidth | undefined, align: Align | undefined): void {
    this.#columns.push({ width: width ?? (this.#columns.length === 0 ? STAR : AUTO), align: align ?? "left" });
  }

  openCell(columnSpan: number, align: Align | undefined): void {
    this.#cell = { columnSpan, align };
  }

  /** Aligns the open cell, unless it said so itself. */
  alignCell(align: Align): void {
    if (this.#cell !== null) this.#cell.align ??= align;
  }

  closeCell(spans: readonly Span[]): void {
    if (this.#cell === null) return;
    const { columnSpan, align } = this.#cell;
    this.#row.push(align === undefined ? { spans, columnSpan } : { spans, columnSpan, align });
    this.#cell = null;
  }

  /** Ends a row. A row without any text takes no line. */
  closeRow(): void {
    if (this.#row.some((cell) => cell.spans.length > 0)) this.#rows.push(this.#row);
    this.#row = [];
  }

  /**
   * The table, `null` when it has no rows. Columns that no `<col>` describes are as wide as their text, but the first of a
   * table without any `<col>` takes what is left.
   */
  build(): Block | null {
    this.closeRow();
    if (this.#rows.length === 0) return null;
    let count = 0;
    for (const row of this.#rows) {
      let width = 0;
      for (const cell of row) width += cell.columnSpan;
      if (width > count) count = width;
    }
    while (this.#columns.length < count) this.column(undefined, undefined);
    return { kind: "table", columns: this.#columns, rows: this.#rows };
  }
}
