import { kindOf, type PageSet, SPECIAL } from "./code_page.ts";

/** A part of a text, as UTF-16 indices. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** One thing a reader sees, and what it is to the order of reading. */
interface Grapheme extends Run {
  readonly kind: "right-to-left" | "left-to-right" | "digit" | "neutral";
  /** Whether a painter has to paint it. */
  readonly isMissing: boolean;
}

/** Graphemes that may stand between two missing ones, a comma and a space, and are painted with them. */
const MAX_BETWEEN = 3;

const RIGHT_TO_LEFT = /^(?=\p{L})[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /^\p{L}/u;
const DIGIT = /^\p{Nd}/u;
const UNSEEN = /^\p{Default_Ignorable_Code_Point}$/u;
const NO_BREAK_HYPHEN = 0x2011;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Whether `text` is read from the right to the left: its first letter says so (Unicode Bidirectional Algorithm, P2, P3). */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text.slice(text.search(/\p{L}/u)));
}

/** The graphemes of `text` that have a character which no page has. */
export function missingGraphemes(text: string, pages: PageSet): string[] {
  return graphemesOf(text, pages, () => true).filter(({ isMissing }) => isMissing).map(({ start, end }) =>
    text.slice(start, end)
  );
}

/** Whether a painter has to, and can, paint something of `text`. */
export function hasPaintable(text: string, pages: PageSet, has: (character: string) => boolean): boolean {
  return graphemesOf(text, pages, has).some(({ isMissing }) => isMissing);
}

/**
 * The runs of a text read from the left that have to be painted: neighbouring missing graphemes with the spaces and
 * punctuation between them. A run read from the right ends with the last letter or number before the next letter read from
 * the left, as these change places with it.
 */
export function paintedRuns(text: string, pages: PageSet, has: (character: string) => boolean): Run[] {
  const runs: OpenRun[] = [];
  let open: OpenRun | null = null;
  for (const { start, end, kind, isMissing } of graphemesOf(text, pages, has)) {
    const fromRight = kind === "right-to-left";
    const isLetter = fromRight || kind === "left-to-right";
    if (isMissing && open !== null && (!isLetter || fromRight === open.fromRight)) extend(open, end);
    else if (isMissing) {
      open = { start, end, fromRight, between: 0 };
      runs.push(open);
    } else if (open === null) continue;
    else if (open.fromRight && kind === "digit") extend(open, end);
    else if (kind !== "neutral" || (++open.between > MAX_BETWEEN && !open.fromRight)) open = null;
  }
  return runs;
}

interface OpenRun {
  readonly start: number;
  end: number;
  readonly fromRight: boolean;
  /** Graphemes behind its end. */
  between: number;
}

function extend(run: OpenRun, end: number): void {
  run.end = end;
  run.between = 0;
}

function graphemesOf(text: string, pages: PageSet, has: (character: string) => boolean): Grapheme[] {
  return Array.from(segmenter.segment(text), ({ segment, index }) => ({
    start: index,
    end: index + segment.length,
    kind: RIGHT_TO_LEFT.test(segment)
      ? "right-to-left"
      : LETTER.test(segment)
      ? "left-to-right"
      : DIGIT.test(segment)
      ? "digit"
      : "neutral",
    isMissing: isMissing(segment, pages, has),
  }));
}

function isMissing(grapheme: string, pages: PageSet, has: (character: string) => boolean): boolean {
  let isAny = false;
  for (const character of grapheme) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (kindOf(codePoint, pages) !== SPECIAL || codePoint === NO_BREAK_HYPHEN || UNSEEN.test(character)) continue;
    if (!has(character)) return false;
    isAny = true;
  }
  return isAny;
}
