import type { Align } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { systemName } from "./barcode.ts";
import { displayColumns } from "./display_width.ts";
import type { Paper, PaperItem, PaperRun } from "./paper.ts";
import { paperColumns } from "./range.ts";

/**
 * The paper as text for the eye, one line each with `"\n"` behind: lines stand where they stand on paper, wide characters
 * have spaces behind them, codes and what the printer does are in brackets. Styles are not shown.
 */
export function paperText(paper: Paper, profile: Profile): string {
  return paper.items.map((item) =>
    item.kind === "feed" ? "\n".repeat(item.lines) : `${shown(item, paperColumns(profile))}\n`
  ).join("");
}

function shown(item: Exclude<PaperItem, { kind: "feed" }>, columns: number): string {
  switch (item.kind) {
    case "line":
      return placed(item.runs.map(spaced).join(""), item.align, columns);
    case "qr":
      return placed(`[QR: ${oneLine(item.data)}]`, item.align, columns);
    case "pdf417":
      return placed(`[PDF417: ${oneLine(item.data)}]`, item.align, columns);
    case "barcode": {
      const name = item.system === "unknown" ? "barcode" : systemName(item.system);
      return placed(`[${name}: ${oneLine(item.data)}]`, item.align, columns);
    }
    case "picture":
      return placed(`[picture ${item.widthDots}x${item.rows.length}]`, item.align, columns);
    case "cut":
      return `✂ ${"-".repeat(Math.max(4, columns - 2))}`;
    case "drawer":
      return `[drawer: pin ${item.pin}, ${item.onMs} ms]`;
    case "beep":
      return item.times === 1 ? "[beep]" : `[beep: ${item.times} times]`;
    case "unknown":
      return `[unknown: ${Array.from(item.bytes.subarray(0, 8), hex).join(" ")}${item.bytes.length > 8 ? " …" : ""}]`;
  }
}

function spaced({ text, style: { width }, raster }: PaperRun): string {
  if (raster !== undefined) return "▒".repeat(Math.ceil(raster.width / 12));
  return width === 1 ? text : [...text].map((character) => character + " ".repeat(width - 1)).join("");
}

function placed(text: string, align: Align, columns: number): string {
  const free = Math.max(0, columns - displayColumns(text));
  return `${" ".repeat(align === "left" ? 0 : align === "right" ? free : free >> 1)}${text}`.trimEnd();
}

function oneLine(data: string): string {
  return data.replace(/\p{Cc}+/gu, " ");
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
