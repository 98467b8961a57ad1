import type { Span } from "../domain/document.ts";
import { displayColumns } from "../render/display_width.ts";

/** Columns of the longest line and of the longest word. */
export function measured(spans: readonly Span[]): { readonly longest: number; readonly word: number } {
  const lines = textOf(spans).split("\n");
  const words = lines.flatMap((line) => line.split(/[ \u200b]|(?<=[\p{L}\p{N}]-)/u));
  return { longest: most(lines), word: most(words) };
}

/** The text of spans. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}

function most(texts: readonly string[]): number {
  return texts.reduce((longest, text) => Math.max(longest, displayColumns(text)), 0);
}
