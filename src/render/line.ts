import type { Align, Block, Span } from "../domain/document.ts";

/** One line of text as it will stand on paper. Its spans are clean: no control characters, NFC, no tabs. */
export interface TextLine {
  readonly kind: "text";
  readonly align: Align;
  /** None on an empty line. */
  readonly spans: readonly Span[];
  /** Columns the spans take together, width factors included; never more than the paper has. */
  readonly columns: number;
}

/** What needs no layout stays as the block it was. */
export type OtherLine = Exclude<Block, { kind: "text" | "table" | "rule" }>;

/** One step down the paper: a line of text, a code, a feed, or something the printer does. */
export type Line = TextLine | OtherLine;

/** The block that is printed as a picture. */
export type ImageBlock = Extract<Block, { kind: "image" }>;
