import type { Block, Cell, Document, Span } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { pagesOf } from "./code_page.ts";
import { displayColumns } from "./display_width.ts";
import { layout } from "./layout.ts";
import { NO_SUBSTITUTION } from "./missing.ts";
import { paperColumns, paperDots } from "./range.ts";
import { cleanText } from "./typography.ts";

/** What does not fit the paper as it was meant; each list has the texts that are concerned, in their order. */
export interface Misfits {
  /** Words that had to be broken inside. */
  readonly brokenWords: readonly string[];
  /** Cells of tables that take more than one line. */
  readonly wrappedCells: readonly string[];
  /** Lines of text with spaces of its own (`pre`) that are longer than the paper. */
  readonly longLines: readonly string[];
  /** Pictures that were made smaller: how wide they were meant to be, and are, in dots. */
  readonly shrunkPictures: readonly { readonly wanted: number; readonly width: number }[];
}

/** Compares a document with the lines it became. Pictures and text only: of codes the encoder says itself what is wrong. */
export function misfitsOf(document: Document, profile: Profile): Misfits {
  const lines = layout(document, profile).flatMap((line) =>
    line.kind === "text" ? [line.spans.map(({ text }) => text).join("")] : []
  );
  const onPaper = new Set(lines.flatMap(wordsOf));
  const whole = lines.map(folded).join("\n");
  const clean = (spans: readonly Span[]) =>
    spans.map(({ text }) => cleanText(text.replace(/\r\n?/g, "\n"), pagesOf(profile), NO_SUBSTITUTION)).join("");

  const brokenWords = new Set<string>();
  const wrappedCells: string[] = [];
  const longLines: string[] = [];
  const shrunkPictures: { wanted: number; width: number }[] = [];
  const findBroken = (text: string) => {
    for (const word of wordsOf(text)) if (!onPaper.has(word) && !isWide(word)) brokenWords.add(word);
  };
  for (const block of document.blocks) {
    if (block.kind === "text") {
      const text = clean(block.spans);
      findBroken(text);
      if (block.pre) longLines.push(...tooLong(text, block.spans, profile));
    } else if (block.kind === "table") {
      for (const cell of block.rows.flat()) {
        const text = clean(cell.spans);
        findBroken(text);
        if (isWrapped(cell, folded(text), whole)) wrappedCells.push(folded(text));
      }
    } else if (block.kind === "image") shrunkPictures.push(...shrunk(block, profile));
  }
  return { brokenWords: [...brokenWords], wrappedCells, longLines, shrunkPictures };
}

/** What is between spaces and behind hyphens: lines may break there. */
function wordsOf(text: string): string[] {
  return text.split(/\s+|(?<=[\p{L}\p{N}]-)/u).filter((word) => word !== "");
}

/** East Asian text breaks between any two of its characters. */
function isWide(word: string): boolean {
  return displayColumns(word) > [...word].length;
}

function folded(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function isWrapped(cell: Cell, text: string, whole: string): boolean {
  return text !== "" && !cell.spans.some((span) => span.text.includes("\n")) && !whole.includes(text);
}

function tooLong(text: string, spans: readonly Span[], profile: Profile): string[] {
  const widest = spans.reduce((most, { style }) => Math.max(most, style.width), 1);
  const factor = profile.format === "text" ? 1 : widest;
  return text.split("\n").filter((line) => displayColumns(line.trimEnd()) * factor > paperColumns(profile)).map(folded);
}

function shrunk(
  { picture, width }: Extract<Block, { kind: "image" }>,
  profile: Profile,
): { wanted: number; width: number }[] {
  const most = paperDots(profile);
  if ("problem" in picture || width?.kind === "percent") return [];
  const wanted = width?.dots ?? picture.width;
  return wanted > most ? [{ wanted, width: most }] : [];
}
