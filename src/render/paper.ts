import { type Align, type Pdf417, PLAIN, type QrCode, type Style, type Symbology } from "../domain/document.ts";
import type { Raster } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { displayColumns } from "./display_width.ts";
import { paperColumns } from "./range.ts";
import { rowsOf } from "./upright.ts";

/** Text of one style on paper. */
export interface PaperRun {
  readonly text: string;
  readonly style: Style;
  /** Dots that stand in the line instead of text (`ESC *`), 24 high. */
  readonly raster?: Raster;
}

/** One thing a printer made of bytes, from top to bottom. Times are ms. */
export type PaperItem =
  | {
    readonly kind: "line";
    readonly align: Align;
    readonly runs: readonly PaperRun[];
    readonly columns: number;
    /** Dots from its top to that of the next line, at the least; `LINE_DOTS` when missing. */
    readonly spacingDots?: number;
  }
  | QrCode
  | Pdf417
  | {
    readonly kind: "barcode";
    /** Epson's system, or `unknown` for one we do not print. */
    readonly system: Symbology | "unknown";
    readonly data: string;
    readonly align: Align;
    readonly heightDots: number;
    readonly moduleDots: number;
    readonly text: boolean;
  }
  | {
    readonly kind: "picture";
    readonly align: Align;
    /** Dots across, a multiple of eight. */
    readonly widthDots: number;
    /** The rows from the top, one bit for each dot; bands that follow one another are one picture. */
    readonly rows: readonly Uint8Array[];
  }
  /** `dots` is what `lines` stands for; `LINE_DOTS` for each when missing. */
  | { readonly kind: "feed"; readonly lines: number; readonly dots?: number }
  | { readonly kind: "cut"; readonly partial: boolean }
  | { readonly kind: "drawer"; readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  | { readonly kind: "beep"; readonly times: number }
  | { readonly kind: "unknown"; readonly bytes: Uint8Array };

/** What stands on the paper. */
export interface Paper {
  readonly items: readonly PaperItem[];
}

/** Dots of one line feed after power on: 1/6 inch at 203 dots to the inch is 34; Epson's default is 30. */
export const LINE_DOTS = 30;

/** Dots across one column of font A. */
const COLUMN_DOTS = 12;

/** The paper as it comes out of a printer, in whatever language the printer is spoken to. */
export class PaperBuilder {
  readonly items: PaperItem[] = [];
  readonly #columnsOfPaper: number;
  #align: Align = "left";
  #style: Style = PLAIN;
  #spacing: number;
  readonly #usualSpacing: number;
  #runs: PaperRun[] = [];
  #columns = 0;
  /** The last picture, and its rows to add to. */
  #picture: { readonly item: Extract<PaperItem, { kind: "picture" }>; readonly rows: Uint8Array[] } | null = null;

  /** `spacing`: dots from line to line after power on. */
  constructor(profile: Profile, spacing = LINE_DOTS) {
    this.#columnsOfPaper = paperColumns(profile);
    this.#usualSpacing = spacing;
    this.#spacing = spacing;
  }

  get align(): Align {
    return this.#align;
  }

  get style(): Style {
    return this.#style;
  }

  /** Alignment, style and line spacing as after power on. */
  reset(): void {
    this.#align = "left";
    this.#style = PLAIN;
    this.#spacing = this.#usualSpacing;
  }

  /** Dots from line to line from here on; as after power on when missing. */
  setSpacing(dots?: number): void {
    this.#spacing = dots ?? this.#usualSpacing;
  }

  /** Printers take a new alignment at the beginning of a line only. */
  setAlign(align: Align | undefined): void {
    if (this.#columns === 0) this.#align = align ?? this.#align;
  }

  change(style: Partial<Style>): void {
    this.#style = { ...this.#style, ...style };
  }

  /** Text at the end of the line; what is too long goes on below. */
  print(text: string): void {
    let run = "";
    for (const character of text) {
      const columns = displayColumns(character) * this.#style.width;
      if (this.#columns + columns > this.#columnsOfPaper && this.#columns > 0) {
        this.#addRun(run);
        run = "";
        this.endLine("always");
      }
      run += character;
      this.#columns += columns;
    }
    this.#addRun(run);
  }

  tab(): void {
    this.print(" ".repeat(8 - this.#columns % 8));
  }

  /** Dots in the line, like a character. */
  inline(raster: Raster): void {
    this.#runs.push({ text: "", style: PLAIN, raster });
    this.#columns += raster.width / COLUMN_DOTS;
  }

  endLine(when: "always" | "if begun", spacing = this.#spacing): void {
    if (when === "if begun" && this.#runs.length === 0) return;
    const [run, ...others] = this.#runs;
    const rows = run?.raster === undefined || others.length > 0 ? null : rowsOf(run.raster, spacing);
    if (rows !== null) {
      this.#runs = [];
      this.#columns = 0;
      return this.addRows(rows);
    }
    const own = spacing === LINE_DOTS ? {} : { spacingDots: spacing };
    this.items.push({ kind: "line", align: this.#align, runs: this.#runs, columns: this.#columns, ...own });
    this.#runs = [];
    this.#columns = 0;
  }

  put(item: PaperItem): void {
    this.endLine("if begun");
    this.items.push(item);
  }

  /** Ends the line, if one was begun, as the first of `lines`, which are `dots` long in all. */
  feed(lines: number, dots = lines * this.#spacing): void {
    const isBegun = this.#runs.length > 0;
    const spacing = isBegun ? Math.min(dots, this.#spacing) : 0;
    this.endLine("if begun", spacing);
    const [more, left] = [Math.max(0, isBegun ? lines - 1 : lines), dots - spacing];
    if (left > 0) this.items.push({ kind: "feed", lines: more, ...(left === more * LINE_DOTS ? {} : { dots: left }) });
  }

  /** Rows of a picture, one bit for each dot; part of the picture above when that is as wide and nothing is between. */
  addRows(rows: readonly Uint8Array[]): void {
    const widthDots = (rows[0]?.length ?? 0) * 8;
    this.endLine("if begun");
    if (widthDots === 0) return;
    const above = this.items.at(-1);
    if (this.#picture !== null && above === this.#picture.item && above.align === this.#align) {
      if (above.widthDots === widthDots) {
        for (const row of rows) this.#picture.rows.push(row);
        return;
      }
    }
    const own = [...rows];
    const item = { kind: "picture" as const, align: this.#align, widthDots, rows: own };
    this.#picture = { item, rows: own };
    this.put(item);
  }

  #addRun(text: string): void {
    if (text !== "") this.#runs.push({ text, style: this.#style });
  }
}
