import type { Span } from "../domain/document.ts";
import { displayColumns } from "./display_width.ts";
import type { Flow, WhiteSpace } from "./flow.ts";
import { unitAt } from "./unit_at.ts";

/** One line of broken text. */
export interface WrappedLine {
  readonly spans: readonly Span[];
  /** Columns it takes. */
  readonly columns: number;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const ZERO_WIDTH_SPACE = 0x200b;

/**
 * Breaks `flow` into lines of at most `columns`: at `"\n"`, else at spaces, behind hyphens that follow a letter or digit,
 * and between two East Asian wide characters; inside a word only when the word is longer than the line, and never inside
 * a grapheme. Spaces at a break are dropped. No text has no lines.
 */
export function wrap(flow: Flow, columns: number, white: WhiteSpace): WrappedLine[] {
  const { text } = flow;
  if (text === "") return [];
  if (isOneLine(flow, columns, white)) return [flow];
  const lines: WrappedLine[] = [];
  const isPlain = white === "fold" && flow.offsets === null;
  let start = 0;
  while (start < text.length) {
    const { end, next } = isPlain ? plainLineFrom(flow, start, columns) : lineFrom(flow, start, columns);
    const trimmed = white === "fold" && unitAt(text, end - 1) === SPACE && end > start ? end - 1 : end;
    lines.push({ spans: spansOf(flow, start, trimmed), columns: columnsOf(flow, start, trimmed) });
    start = next;
  }
  return lines;
}

/** Whether `flow` stands on one line of `columns` as it is: nearly always. */
export function isOneLine(flow: Flow, columns: number, white: WhiteSpace): boolean {
  return !flow.hasNewline && flow.columns <= columns && (white === "pre" || !flow.text.endsWith(" "));
}

/** The line that begins at `start`: where its text ends, and where the next line begins. */
function lineFrom(flow: Flow, start: number, columns: number): { end: number; next: number } {
  const { text, inside } = flow;
  // The last place where the line may break, and the end of what fits on it.
  let place = -1;
  let fits = start;
  let isAfterWord = false;
  for (let index = start; index < text.length; index++) {
    const unit = unitAt(text, index);
    if (unit === NEWLINE) return { end: fits, next: index + 1 };
    const used = columnsOf(flow, start, index + 1);
    const isSpace = unit === SPACE && inside?.[index + 1] !== 1;
    // At the first of several spaces, so that none of them ends the line.
    if (isSpace && isAfterWord && columnsOf(flow, start, index) <= columns) place = index;
    if (used > columns && !isSpace) return brokenAt(flow, start, place >= 0 ? place : fits, index);
    isAfterWord = !isSpace;
    if (used <= columns && fits === index) {
      fits = index + 1;
      if (mayBreakBehind(flow, index)) place = index + 1;
    }
  }
  return { end: fits, next: text.length };
}

/** As `lineFrom`, of units that are all as wide, no two spaces together: looked at from the end of the line. */
function plainLineFrom(flow: Flow, start: number, columns: number): { end: number; next: number } {
  const { text, widest } = flow;
  const last = start + Math.floor(columns / widest);
  if (last >= text.length) return { end: text.length, next: text.length };
  for (let at = last; at > start; at--) {
    if (unitAt(text, at) === SPACE || mayBreakBehind(flow, at - 1)) return brokenAt(flow, start, at, last);
  }
  return brokenAt(flow, start, last, last);
}

/** The line with a break at `end`, moved so that no grapheme is cut; at least one code point stands on the line. */
function brokenAt({ text, inside }: Flow, start: number, end: number, overflow: number): { end: number; next: number } {
  let at = end;
  while (at > start && inside?.[at] === 1) at--;
  if (at === start) at = end > start ? end : start + (isHighSurrogate(unitAt(text, start)) ? 2 : 1);
  let next = at;
  while (next < text.length && next <= overflow && unitAt(text, next) === SPACE && inside?.[next + 1] !== 1) next++;
  return { end: at, next };
}

function mayBreakBehind(flow: Flow, index: number): boolean {
  const { text, inside } = flow;
  if (inside?.[index + 1] === 1 || index + 1 >= text.length) return false;
  const unit = unitAt(text, index);
  if (unit === HYPHEN) return index > 0 && /[\p{L}\p{N}]/u.test(text.charAt(index - 1));
  if (flow.offsets === null) return false;
  return unit === ZERO_WIDTH_SPACE || (isWideAt(text, index) && isWideAt(text, index + 1));
}

// Closing punctuation begins no line.
const CLOSING = /^[、。，．：；！？）」』】〉》ー]/u;

function isWideAt(text: string, index: number): boolean {
  const from = isLowSurrogate(unitAt(text, index)) ? index - 1 : index;
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return displayColumns(character) === 2 && !CLOSING.test(character);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function columnsOf({ offsets, widest }: Flow, start: number, end: number): number {
  return offsets === null ? (end - start) * widest : (offsets[end] ?? 0) - (offsets[start] ?? 0);
}

function spansOf(flow: Flow, start: number, end: number): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { text, style } of flow.spans) {
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (part !== "") spans.push({ text: part, style });
    at += text.length;
    if (at >= end) break;
  }
  return spans;
}
