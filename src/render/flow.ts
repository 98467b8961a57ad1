import { PLAIN, type Span, type Style } from "../domain/document.ts";
import { kindOf, NEWLINE, ORDINARY, type PageSet, SPECIAL } from "./code_page.ts";
import { codePointColumns, displayColumns } from "./display_width.ts";
import type { Substitution } from "./missing.ts";
import { cleanText } from "./typography.ts";
import { unitAt } from "./unit_at.ts";

/** What text is measured for. */
export interface Medium {
  /** Characters of width factor 1 on a line of the paper, at least 2. */
  readonly columns: number;
  readonly pages: PageSet;
  /** What becomes of characters that no page has. */
  readonly missing: Substitution;
  /** How many times as wide or high the printer can print characters; 0 when it knows plain characters only. */
  readonly maxFactor: number;
}

/** What becomes of white space: `fold` makes one space of it and drops it at line ends, `pre` keeps it. */
export type WhiteSpace = "fold" | "pre";

/** Clean text that is ready to be broken into lines. */
export interface Flow {
  readonly text: string;
  /** The parts of `text`, one after the other. */
  readonly spans: readonly Span[];
  /** Columns in front of each UTF-16 unit and at the end; null where every unit is `widest` columns wide. */
  readonly offsets: Int32Array | null;
  /** 1 for each UTF-16 unit inside a grapheme, where no line may break; null where there is none. */
  readonly inside: Uint8Array | null;
  /** Columns of the longest line of `text`. */
  readonly columns: number;
  /** Columns of the widest character. */
  readonly widest: number;
  readonly hasNewline: boolean;
}

/** Columns from one tab stop to the next. */
const TAB = 8;

/** One text of one or more styles. `"\n"` ends a line; at the very end it ends the last one and begins no other. */
export function flowOf(spans: readonly Span[], medium: Medium, white: WhiteSpace): Flow {
  const only = spans.length === 1 ? spans[0] : undefined;
  if (only !== undefined && isOneLine(only.text, medium.pages.kinds, white)) {
    const style = fitting(only.style, medium);
    return {
      text: only.text,
      spans: style === only.style ? spans : [{ text: only.text, style }],
      offsets: null,
      inside: null,
      columns: only.text.length * style.width,
      widest: only.text === "" ? 0 : style.width,
      hasNewline: false,
    };
  }
  return composed(spans, medium, white);
}

/** Whether text needs neither cleaning nor folding, and every unit of it is one column wide: nearly always. */
function isOneLine(text: string, kinds: Uint8Array, white: WhiteSpace): boolean {
  const folds = white === "fold";
  let isAfterSpace = true;
  for (let index = 0; index < text.length; index++) {
    const unit = unitAt(text, index);
    // ASCII first: comparing is several times faster than looking it up.
    if (unit > 0x20 && unit < 0x7f) isAfterSpace = false;
    else if (unit === 0x20) {
      if (isAfterSpace && folds) return false;
      isAfterSpace = true;
    } else {
      if (unit >= kinds.length || kinds[unit] !== ORDINARY) return false;
      isAfterSpace = false;
    }
  }
  return !folds || !isAfterSpace || text === "";
}

/** `style` with whole factors that the printer knows and that leave room for a wide character on the line. */
function fitting(style: Style, { columns, maxFactor }: Medium): Style {
  if (maxFactor === 0) return PLAIN;
  const limit = Math.min(maxFactor, columns >> 1);
  const { width, height } = style;
  return isFactor(width, limit) && isFactor(height, maxFactor)
    ? style
    : { ...style, width: factor(width, limit), height: factor(height, maxFactor) };
}

function isFactor(value: number, limit: number): boolean {
  return value >= 1 && value <= limit && Number.isInteger(value);
}

function factor(value: number, limit: number): number {
  return value >= 1 ? Math.min(limit, Math.floor(value)) : 1;
}

function composed(spans: readonly Span[], medium: Medium, white: WhiteSpace): Flow {
  let text = "";
  const parts: Span[] = [];
  for (const span of spans) {
    const clean = isClean(span.text, medium.pages) ? span.text : cleanText(span.text, medium.pages, medium.missing);
    const added = white === "pre" ? expandTabs(clean, text) : fold(clean, text);
    if (added === "") continue;
    text += added;
    parts.push({ text: added, style: fitting(span.style, medium) });
  }
  return measured(text, parts, medium);
}

function isClean(text: string, pages: PageSet): boolean {
  for (let index = 0; index < text.length; index++) {
    if (kindOf(unitAt(text, index), pages) === SPECIAL) return false;
  }
  return true;
}

const FOLDABLE = /\t| {2}| \n|\n /;

/** `added` as it stands behind `text`: white space is one space, and none begins a line. */
function fold(added: string, text: string): string {
  const folded = FOLDABLE.test(added) ? added.replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n") : added;
  const atStart = text === "" || text.endsWith("\n") || text.endsWith(" ");
  return atStart && folded.startsWith(" ") ? folded.slice(1) : folded;
}

function expandTabs(added: string, text: string): string {
  if (!added.includes("\t")) return added;
  let expanded = "";
  let column = displayColumns(text.slice(text.lastIndexOf("\n") + 1));
  for (const part of added.split(/([\t\n])/)) {
    const shown = part === "\t" ? " ".repeat(TAB - column % TAB) : part;
    expanded += shown;
    column = part === "\n" ? 0 : column + displayColumns(shown);
  }
  return expanded;
}

function measured(text: string, spans: readonly Span[], { pages }: Medium): Flow {
  const offsets = new Int32Array(text.length + 1);
  let used = 0;
  let lineStart = 0;
  let longest = 0;
  let widest = 0;
  let hasNewline = false;
  let hasSpecial = false;
  let start = 0;
  for (const span of spans) {
    const { width } = span.style;
    const end = start + span.text.length;
    let before = 0;
    for (let index = start; index < end; index++) {
      offsets[index] = used;
      let codePoint = unitAt(text, index);
      const kind = kindOf(codePoint, pages);
      if (kind === NEWLINE) {
        hasNewline = true;
        longest = Math.max(longest, used - lineStart);
        lineStart = used;
        continue;
      }
      let columns = width;
      if (kind === SPECIAL) {
        hasSpecial = true;
        codePoint = text.codePointAt(index) ?? codePoint;
        columns = width * codePointColumns(codePoint, before);
      }
      before = codePoint;
      used += columns;
      widest = Math.max(widest, columns);
      if (codePoint > 0xffff) offsets[++index] = used;
    }
    start = end;
  }
  offsets[text.length] = used;
  longest = Math.max(longest, used - lineStart);
  const inside = hasSpecial ? insideGraphemes(text) : null;
  return { text, spans, offsets, inside, columns: longest, widest, hasNewline };
}

let segmenter: Intl.Segmenter | undefined;

function insideGraphemes(text: string): Uint8Array {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  const inside = new Uint8Array(text.length + 1).fill(1);
  for (const { index } of segmenter.segment(text)) inside[index] = 0;
  inside[text.length] = 0;
  return inside;
}
