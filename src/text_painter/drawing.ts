import type { Style } from "../domain/document.ts";
import { displayColumns } from "../render/display_width.ts";
import type { Cut } from "./font_shelf.ts";

/** Dots of one column, and of a line of font A. */
export const [COLUMN_DOTS, LINE_DOTS] = [12, 24] as const;

/** How far letters that flow may be stretched to fill their columns; further they look wrong. */
const MAX_STRETCH = 1.25;
/** Dots by which bold letters are thicker: half of it on each side. */
const BOLD_DOTS = 1;

/** Text whose first letter is read from the right to the left. */
export const FROM_THE_RIGHT: RegExp =
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Neighbouring graphemes of one font. */
export interface Piece {
  readonly cut: Cut;
  readonly text: string;
  /** The column it begins at, and how many it takes, at width factor 1. */
  readonly start: number;
  readonly columns: number;
}

/** Letters that flow, as they come out of the font: the first dot they blacken from the left, and how many they span. */
export interface Extent {
  readonly x: number;
  readonly width: number;
}

/** A drawing of `content`, of so many dots. */
export function svgOf(content: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
}

/** `content`, which is drawn for plain characters, in another style. */
export function styled(content: string, { bold, width, height }: Style): string {
  const thicker = bold ? ` stroke="#000" stroke-width="${BOLD_DOTS}" stroke-linejoin="round"` : "";
  return `<g transform="scale(${width} ${height})"${thicker}>${content}</g>`;
}

/** The pieces of letters that neither join nor turn, each at its columns; `extentOf` measures what flows. */
export function leftToRight(pieces: readonly Piece[], extentOf: (text: string) => Extent): string {
  return pieces.map((piece) => {
    const { cut: { face, font }, text, start, columns } = piece;
    if (face.fit === "grid") return textAt(font.family, face.size, start * COLUMN_DOTS, face.baseline, text);
    if (face.fit === "cell") return inItsCell(piece);
    const flowing = textAt(font.family, face.size, 0, face.baseline, withoutSaraAm(text));
    return stretched(flowing, extentOf(flowing), start, columns, "left");
  }).join("");
}

/**
 * Text of which the first letter is read from the right to the left, in so many columns. Each piece is a text of its own: with two
 * fonts in one the renderer (2.6.2) gives up where a letter is two glyphs in one of them (BEH and its dot).
 */
export function rightToLeft(pieces: readonly Piece[], columns: number, extentOf: (text: string) => Extent): string {
  let right = columns;
  return inReadingOrder(pieces).map((group) => {
    const start = right - group.reduce((sum, piece) => sum + piece.columns, 0);
    right = start;
    let at = start + turnedSpaces(group);
    return group.map((piece) => {
      const drawn = turned({ ...piece, start: at }, extentOf);
      at += piece.columns;
      return drawn;
    }).join("");
  }).join("");
}

/** From the right to the left, but neighbours whose letters are read from the left stay together and in their order. */
function inReadingOrder(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let isFromLeft = false;
  for (const piece of pieces) {
    const wasFromLeft = isFromLeft;
    isFromLeft = /\p{L}/u.test(piece.text) && !FROM_THE_RIGHT.test(piece.text);
    if (isFromLeft && wasFromLeft) groups.at(-1)?.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

/** The columns that a group moves when the spaces before it go behind it, to the left, and those behind it to the right. */
function turnedSpaces(group: readonly Piece[]): number {
  const text = group.map(({ text }) => text).join("");
  return FROM_THE_RIGHT.test(text)
    ? 0
    : (text.trimStart().length - text.trim().length) - (text.length - text.trimStart().length);
}

function turned(piece: Piece, extentOf: (text: string) => Extent): string {
  const { cut: { face, font }, text, start, columns } = piece;
  if (!FROM_THE_RIGHT.test(text)) return leftToRight([piece], extentOf);
  // RIGHT-TO-LEFT EMBEDDING: the renderer begins from the left otherwise, whatever the first letter is.
  const flowing = textAt(font.family, face.size, 0, face.baseline, `\u202b${text}\u202c`);
  return stretched(flowing, extentOf(flowing), start, columns, "right");
}

function textAt(family: string, size: number, x: number, y: number, text: string): string {
  return `<text xml:space="preserve" font-family="${escaped(family)}" font-size="${rounded(size)}" x="${rounded(x)}" ` +
    `y="${rounded(y)}">${escaped(text)}</text>`;
}

function inItsCell({ cut: { face, font }, text, start, columns }: Piece): string {
  const room = columns * COLUMN_DOTS;
  const advance = font.advance(text.codePointAt(0) ?? 0);
  const size = advance > 0 ? Math.min(face.size, room / advance) : face.size;
  const lead = advance > 0 ? (room - advance * size) / 2 : 0;
  // What had to be made smaller stays at the middle of its line.
  const y = face.baseline - (face.size - size) * 0.35;
  return textAt(font.family, size, start * COLUMN_DOTS + lead, y, text);
}

function stretched(
  flowing: string,
  { x, width }: Extent,
  start: number,
  columns: number,
  side: "left" | "right",
): string {
  const room = columns * COLUMN_DOTS;
  const factor = width > 0 ? Math.min(MAX_STRETCH, room / width) : 1;
  const lead = start * COLUMN_DOTS + (side === "right" ? room - width * factor : 0);
  return `<g transform="translate(${rounded(lead - x * factor)} 0) scale(${factor.toFixed(4)} 1)">${flowing}</g>`;
}

/**
 * The renderer (2.6.2) sets the letter behind SARA AM (Thai, Lao) onto it. So it is written as what it stands for, a ring and
 * SARA AA, the ring under the tone as fonts expect it.
 */
function withoutSaraAm(text: string): string {
  return text.replace(/([\u0e48-\u0e4b]*)\u0e33/g, "\u0e4d$1\u0e32").replace(
    /([\u0ec8-\u0ecb]*)\u0eb3/g,
    "\u0ecd$1\u0eb2",
  );
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
// Stands among letters that flow as well as among others: spaces, digits, punctuation.
const COMMON = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

/** `text` in pieces of one font each; `null` when a character has none. */
export function piecesOf(text: string, cutOf: (characters: string) => Cut | null): Piece[] | null {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { segment } of graphemes.segment(text)) {
    const columns = displayColumns(segment);
    const last = pieces.at(-1);
    const flows = last !== undefined && last.cut.face.fit === "flow";
    const follows = flows && COMMON.test(segment) && [...segment].every((one) => has(last.cut, one));
    const cut = follows ? last.cut : cutOf(segment);
    if (cut === null) return null;
    if (last !== undefined && last.cut.font === cut.font && cut.face.fit !== "cell" && last.cut.face.fit !== "cell") {
      pieces[pieces.length - 1] = { ...last, text: last.text + segment, columns: last.columns + columns };
    } else pieces.push({ cut, text: segment, start, columns });
    start += columns;
  }
  return pieces;
}

function has({ font }: Cut, character: string): boolean {
  return font.has(character.codePointAt(0) ?? 0);
}
