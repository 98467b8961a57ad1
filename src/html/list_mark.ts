import { type Element, isTag } from "domhandler";
import type { Look } from "./look.ts";

/** The mark in front of an item: `•`, or its number; empty where there is none. */
export function markOf(item: Element, { list }: Look): string {
  const style = list.split(/\s+/).find((word) => /^(?:none|disc|circle|square|decimal|lower|upper)/.test(word)) ??
    "disc";
  if (style === "none") return "";
  if (!/^(?:decimal|lower|upper)/.test(style)) return style === "disc" ? "•" : "-";
  const number = numberOf(item);
  const letter = String.fromCharCode(96 + number);
  if (/alpha|latin/.test(style) && number >= 1 && number <= 26) {
    return `${style.startsWith("upper") ? letter.toUpperCase() : letter}.`;
  }
  return `${number}.`;
}

function numberOf(item: Element): number {
  let count = 0;
  for (let at: typeof item.prev = item; at !== null; at = at.prev) {
    if (!isTag(at) || at.name !== "li") continue;
    const value = Number(at.attribs.value ?? NaN);
    if (Number.isInteger(value)) return value + count;
    count++;
    if (count > 9_999) break;
  }
  const { parent } = item;
  const start = parent !== null && isTag(parent) ? Number(parent.attribs.start ?? 1) : 1;
  return (Number.isInteger(start) ? start : 1) + count - 1;
}
