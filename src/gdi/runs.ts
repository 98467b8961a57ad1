import type { Span } from "../domain/document.ts";
import { codePointColumns } from "../render/display_width.ts";
import type { Mark, TextMark } from "./marks.ts";
import type { Sheet } from "./sheet.ts";
import type { FontMetrics } from "./structs.ts";

/** Scripts whose letters join, change places or stand on each other: Windows sets them, and not our columns. */
const SET_BY_SCRIPT = /[\u0590-\u109f\u1780-\u1cff\ufb1d-\ufdff\ufe70-\ufefc]/;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Runs of such letters, with the spaces between them. */
const PARTS = new RegExp(`${SET_BY_SCRIPT.source}+(?:[\\s\\u200c\\u200d]+${SET_BY_SCRIPT.source}+)*`, "g");

/** The marks of a span whose first character stands in `column` (a fraction where a line is centred), and its columns. */
export function textMarks(
  { text, style }: Span,
  column: number,
  baseline: number,
  sheet: Sheet,
  { ascent, descent }: FontMetrics,
): { readonly marks: Mark[]; readonly columns: number } {
  const xOf = (at: number) => Math.round(sheet.left + at * sheet.cell);
  const texts: TextMark[] = [];
  let at = column;
  for (const part of parts(text)) {
    const isSet = SET_BY_SCRIPT.test(part);
    const start = at;
    const steps: number[] = [];
    let before = 0;
    for (const character of part) {
      const codePoint = character.codePointAt(0) ?? 0;
      const next = at + codePointColumns(codePoint, before) * style.width;
      steps.push(xOf(next) - xOf(at), ...(character.length > 1 ? [0] : []));
      [at, before] = [next, codePoint];
    }
    if (part.trim() === "") continue;
    const isFromRight = isSet && FROM_RIGHT.test(part);
    const x = xOf(isFromRight ? at : start);
    texts.push({ kind: "text", x, y: baseline, text: part, steps: isSet ? null : steps, isFromRight, style });
  }
  const [x, width] = [xOf(column), xOf(at) - xOf(column)];
  const marks: Mark[] = [];
  if (style.inverse && width > 0) {
    const [top, bottom] = [baseline - ascent * style.height, baseline + descent * style.height].map(Math.round);
    marks.push({ kind: "fill", x, y: top ?? 0, width, height: (bottom ?? 0) - (top ?? 0) });
  } else if (style.underline && width > 0) {
    const thick = Math.max(1, Math.round(sheet.em / 18 * style.height));
    marks.push({ kind: "fill", x, y: Math.round(baseline + descent * style.height * 0.4), width, height: thick });
  }
  return { marks: [...marks, ...texts], columns: at - column };
}

function parts(text: string): string[] {
  if (!SET_BY_SCRIPT.test(text)) return [text];
  const found: string[] = [];
  let end = 0;
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    found.push(text.slice(end, index), part);
    end = index + part.length;
  }
  return [...found, text.slice(end)].filter((part) => part !== "");
}
