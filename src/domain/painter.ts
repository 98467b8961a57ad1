import type { Block, Style } from "./document.ts";
import type { NoPicture, Raster } from "./picture.ts";

/** The blocks that are printed as a code. */
export type CodeBlock = Extract<Block, { kind: "qr" | "barcode" | "pdf417" }>;

/** What a printer may need to have painted for it. */
export type Skill = "text" | "codes";

/** Something that loads on first use: fonts and libraries cost time and memory that most jobs never need. */
interface Loaded {
  readonly isLoaded: boolean;
  /** Makes `paint` ready. Never rejects: what cannot be loaded stays unloaded, and is said once. */
  load(): Promise<void>;
}

/** Paints characters that a printer has no code page for. */
export interface TextPainter extends Loaded {
  /** What is wrong with its fonts, in one sentence without a full stop; `null` while nothing is. */
  readonly problem: string | null;
  /** Whether it can paint `character`, one code point. Only of use when loaded. */
  has(character: string): boolean;
  /**
   * `text`, whole graphemes in the order in which they are read and of one direction, exactly `columns` characters of the paper wide (12 dots each) and 24 dots times `style.height` high; `null` when
   * it cannot be painted.
   */
  paint(text: string, style: Style, columns: number): Raster | null;
}

/** Paints codes that a printer cannot make itself. */
export interface CodePainter extends Loaded {
  /** `code` with the module size it asks for, or the largest that fits into `maxDots` across; or why that cannot be. */
  paint(code: CodeBlock, maxDots: number): Raster | NoPicture;
}

/** The painters there are; `null` where something must not be painted. */
export interface Painters {
  readonly text: TextPainter | null;
  readonly codes: CodePainter | null;
}

/** Nothing is painted. */
export const NO_PAINTERS: Painters = { text: null, codes: null };
