import type { Style } from "../domain/document.ts";
import type { Raster } from "../domain/picture.ts";

/** Text of one style, its baseline's beginning at x and y. */
export interface TextMark {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** From each UTF-16 unit to the next; `null` where the script decides (Arabic, Thai). */
  readonly steps: readonly number[] | null;
  /** x is the right end. */
  readonly isFromRight: boolean;
  readonly style: Style;
}

/** Something black on the paper, in dots of the printer. */
export type Mark =
  | TextMark
  | { readonly kind: "fill"; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | {
    readonly kind: "raster";
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly raster: Raster;
  };

/** What stands on one sheet of paper. */
export type Page = readonly Mark[];
