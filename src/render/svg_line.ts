import type { Style } from "../domain/document.ts";
import { displayColumns } from "./display_width.ts";
import type { PaperItem, PaperRun } from "./paper.ts";
import { INK, svgDots } from "./svg_dots.ts";
import { xmlText } from "./xml_text.ts";

type PaperLine = Extract<PaperItem, { kind: "line" }>;

/** Dots of a character of font A. */
export const [CHARACTER_WIDTH, CHARACTER_HEIGHT] = [12, 24];
/** The size of a typeface whose characters are six tenths of it wide, as those of nearly all typewriter faces are. */
export const FONT_SIZE = 20;
/** From the top of a character's 24 dots to its baseline. */
const BASELINE = 19;

/** Dots from the top of the highest character of `line` to the bottom of them all. */
export function lineHeight(line: PaperLine): number {
  return line.runs.reduce((most, run) => Math.max(most, heightOf(run)), 0);
}

/** Dots across what stands in `line`. */
export function lineWidth(line: PaperLine): number {
  return line.runs.reduce((sum, run) => sum + widthOf(run), 0);
}

/**
 * A line as SVG, with its left upper corner at `x`, `y`. Each character has its own place, so that columns stand
 * one under the other in whatever typeface the viewer has; characters of different heights end at one bottom. `isRough`: only
 * words have theirs, which a browser draws in half the time.
 */
export function svgLine(line: PaperLine, x: number, y: number, isRough: boolean): string {
  const bottom = y + lineHeight(line);
  let svg = "";
  let left = x;
  for (const run of line.runs) {
    const top = bottom - heightOf(run);
    svg += run.raster === undefined ? svgRun(run.text, run.style, left, top, isRough) : svgDots(run.raster, left, top);
    left += widthOf(run);
  }
  return svg;
}

/** Text of one style as SVG; `x`, `y` is the left upper corner of its first character. */
export function svgRun(text: string, style: Style, x: number, y: number, isRough: boolean): string {
  const { width, height } = style;
  const [across, down] = [displayColumns(text) * CHARACTER_WIDTH * width, CHARACTER_HEIGHT * height];
  const back = style.inverse ? `<path d="M${x} ${y}h${across}v${down}h${-across}z"/>\n` : "";
  const line = style.underline ? `<path d="M${x} ${y + down - 2 * height}h${across}v${height}h${-across}z"/>\n` : "";
  // As the printer does it: the same letters, each stroke a dot thicker. A bold typeface may be a wider one, or missing.
  const ink = style.inverse ? "#fff" : INK;
  const looks = (style.inverse ? ` fill="${ink}"` : "") + (style.bold ? ` stroke="${ink}" stroke-width="1"` : "");
  const isPlain = width === 1 && height === 1;
  const place = isPlain
    ? ` y="${y + BASELINE}"`
    : ` y="${BASELINE}" transform="translate(${x} ${y})scale(${width} ${height})"`;
  const characters = placed(text, isPlain ? x : 0, place + looks, isRough);
  return back + characters + line;
}

/**
 * The characters one by one. Spaces are places and not characters: several of them are one to some viewers and not to
 * others, and then every place behind them would be the next character's.
 */
function placed(text: string, x: number, attributes: string, isRough: boolean): string {
  let svg = "";
  let left = x;
  for (const part of text.split(/( {2,}|^ | $)/)) {
    if (!/^ *$/.test(part)) svg += isRough ? roughWords(part, left, attributes) : placedWords(part, left, attributes);
    left += displayColumns(part) * CHARACTER_WIDTH;
  }
  return svg;
}

/** Text without two spaces in a row, and none at its ends. */
function placedWords(text: string, x: number, attributes: string): string {
  let left = x;
  const places: number[] = [];
  const parts = isOneByOne(text) ? [...text] : graphemes(text);
  for (const part of parts) {
    places.push(left);
    left += displayColumns(part) * CHARACTER_WIDTH;
  }
  if (parts.length === text.length) return `<text x="${places.join(" ")}"${attributes}>${xmlText(text)}</text>\n`;
  // A mark belongs to the letter before it and has no place of its own.
  const pieces = parts.map((part, index) => `<tspan x="${places[index]}">${xmlText(part)}</tspan>`);
  return `<text${attributes}>${pieces.join("")}</text>\n`;
}

/** As `placedWords`, with one place for them all, and as wide as they are. */
function roughWords(text: string, x: number, attributes: string): string {
  const across = displayColumns(text) * CHARACTER_WIDTH;
  return `<text x="${x}"${attributes} textLength="${across}" lengthAdjust="spacingAndGlyphs">${xmlText(text)}</text>\n`;
}

function isOneByOne(text: string): boolean {
  return /^[\x20-\x7e\xa0-\u02ff\u0370-\u0482\u2010-\u27bf]*$/.test(text);
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf({ text, style, raster }: PaperRun): number {
  return raster?.width ?? displayColumns(text) * CHARACTER_WIDTH * style.width;
}

function heightOf({ text, style, raster }: PaperRun): number {
  return raster?.height ?? (text === "" ? 0 : CHARACTER_HEIGHT * style.height);
}
