import type { Dither, NoPicture, Picture, PictureWidth } from "./picture.ts";

/** What is to stand on the paper, before it has lines: the result of a template, the input of the layout. */
export interface Document {
  readonly blocks: readonly Block[];
  /** What of the source is not in the blocks, in sentences without a capital and full stop. */
  readonly warnings?: readonly string[];
}

/** Where a block stands between the margins. */
export type Align = "left" | "center" | "right";

/** How characters look. `width` and `height` are whole factors from 1 to 8. */
export interface Style {
  readonly bold: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly width: number;
  readonly height: number;
}

/** Text as the printer starts with it. */
export const PLAIN: Style = { bold: false, underline: false, inverse: false, width: 1, height: 1 };

/** Text of one style. `"\n"` breaks the line; a no-break space (U+00A0) joins words and prints as a space. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

/**
 * How wide a table column is: as wide as its widest cell (never broken), a number of characters, a share of the line in
 * percent, or a share of what is left by weight.
 */
export type ColumnWidth =
  | { readonly kind: "auto" }
  | { readonly kind: "fixed"; readonly columns: number }
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "star"; readonly weight: number };

/** One column of a table. */
export interface Column {
  readonly width: ColumnWidth;
  readonly align: Align;
}

/** What stands in one cell. A cell may span several columns; its alignment, where given, wins over the column's. */
export interface Cell {
  readonly spans: readonly Span[];
  readonly columnSpan: number;
  readonly align?: Align;
}

/** Barcode systems, by the names Epson gives them for `GS k`. */
export type Symbology = "upc-a" | "upc-e" | "ean13" | "ean8" | "code39" | "itf" | "codabar" | "code93" | "code128";

/** `moduleDots` is the side of one module, 1 to 16; `level` the share of damage the code survives. */
export interface QrCode {
  readonly kind: "qr";
  readonly data: string;
  readonly align: Align;
  readonly moduleDots: number;
  readonly level: "L" | "M" | "Q" | "H";
}

/** `moduleDots` is the width of one module, 2 to 8; `columns` of data 1 to 30, 0 for what suits; `level` 0 to 8. */
export interface Pdf417 {
  readonly kind: "pdf417";
  readonly data: string;
  readonly align: Align;
  readonly moduleDots: number;
  readonly columns: number;
  readonly level: number;
}

/** One thing under the other. */
export type Block =
  /** A paragraph: spaces fold and lines wrap at words; with `pre` spaces stay, and only what is too long breaks. */
  | { readonly kind: "text"; readonly align: Align; readonly spans: readonly Span[]; readonly pre: boolean }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }
  /** One character across the line. */
  | { readonly kind: "rule"; readonly character: string }
  | QrCode
  | Pdf417
  | {
    readonly kind: "barcode";
    readonly data: string;
    readonly align: Align;
    readonly symbology: Symbology;
    readonly heightDots: number;
    /** Dots of the narrowest bar, 2 to 6. */
    readonly moduleDots: number;
    /** The data in readable characters under the bars. */
    readonly text: boolean;
  }
  | {
    readonly kind: "image";
    readonly picture: Picture | NoPicture;
    readonly align: Align;
    /** As many dots as the picture has, when missing; never more than the paper has. */
    readonly width?: PictureWidth;
    readonly dither: Dither;
    /** Stands in where the picture cannot be printed. Empty: a decoration, which nobody misses. `null`: nothing was given. */
    readonly alt: string | null;
  }
  /** Empty lines. */
  | { readonly kind: "feed"; readonly lines: number }
  | { readonly kind: "cut"; readonly partial: boolean }
  /** A pulse to the cash drawer, with the profile's pin and times. */
  | { readonly kind: "drawer" }
  | { readonly kind: "beep"; readonly times: number };
