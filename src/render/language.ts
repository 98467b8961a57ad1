import type { Align } from "../domain/document.ts";
import type { CodeBlock } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import type { Unwritten } from "./codes.ts";
import type { ImageBlock } from "./line.ts";
import type { Picture, Raster } from "../domain/picture.ts";

/**
 * The commands of one family of printers, as the encoder needs them. Numbers in the arguments are in the ranges of the
 * encoder; each language makes them fit its own. What cannot be done is returned as a sentence without a full stop.
 */
export interface Language {
  /** The first bytes: everything as after power on, and the paper's own settings. */
  begin(out: ByteBuffer, profile: Profile): void;
  lineFeed(out: ByteBuffer): void;
  selectCodePage(out: ByteBuffer, number: number): void;
  /** Only at the beginning of a line. */
  selectJustification(out: ByteBuffer, align: Align): void;
  setBold(out: ByteBuffer, on: boolean): void;
  setUnderline(out: ByteBuffer, on: boolean): void;
  setInverse(out: ByteBuffer, on: boolean): void;
  /** Factors from 1 to 8. */
  selectCharacterSize(out: ByteBuffer, width: number, height: number): void;
  /** 1 to 255 lines. */
  feedLines(out: ByteBuffer, lines: number): void;
  feedAndCut(out: ByteBuffer, partial: boolean): void;
  pulse(out: ByteBuffer, profile: Profile): void;
  /** 1 to 9 times. */
  beep(out: ByteBuffer, times: number, profile: Profile): string | null;
  /** A code that the printer makes itself, or why nothing was written. */
  code(out: ByteBuffer, block: CodeBlock, profile: Profile): Unwritten | null;
  /** The commands that print dots as they are. */
  raster(raster: Raster, profile: Profile): Uint8Array;
  /** Dots, 24 high and at most 2,040 across, that stand in the line like characters; null where a line can have none. */
  readonly inLine: ((out: ByteBuffer, raster: Raster) => void) | null;
  /** The commands that print a picture at the size it has on the paper, kept for the next time. */
  image(picture: Picture, profile: Profile, width: ImageBlock["width"], dither: ImageBlock["dither"]): Uint8Array;
}
