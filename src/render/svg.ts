import { PLAIN } from "../domain/document.ts";
import type { CodeBlock, CodePainter } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { checkBarcode, systemName } from "./barcode.ts";
import { displayColumns } from "./display_width.ts";
import { LINE_DOTS, type Paper, type PaperItem } from "./paper.ts";
import { paperDots } from "./range.ts";
import { inked } from "./inked.ts";
import { INK, svgDots } from "./svg_dots.ts";
import { CHARACTER_HEIGHT, CHARACTER_WIDTH, FONT_SIZE, lineHeight, lineWidth, svgLine, svgRun } from "./svg_line.ts";
import { GUTTER, svgCut, svgNote, svgSheet } from "./svg_sheet.ts";
import { xmlText } from "./xml_text.ts";

/** A picture of paper; one unit is one dot of the printer. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Lines, pictures and the like that stand below `maxDots` and are not in it, or not whole. */
  readonly left: number;
}

/** What codes are painted with, and how long the picture may be. */
export interface DrawingOptions {
  /** Loaded, or codes are shown as frames with their data in them. */
  readonly codes: CodePainter | null;
  /** Dots of paper that are drawn; `MAX_DRAWN_DOTS` when missing. */
  readonly maxDots?: number;
  /** To be seen small: nothing stands beside the paper, it is torn off at `maxDots` without a word, and is quickly drawn. */
  readonly isSmall?: boolean;
}

/** 20 metres of paper at 8 dots to the mm: what is longer is no receipt, and must not fill anybody's disk. */
export const MAX_DRAWN_DOTS = 160_000;

/** Desk around the paper. */
const DESK = 16;
/** Paper above the first line, and below the last one. */
const [HEAD, FOOT] = [40, 24];

/** Dots of real paper for the dots a head prints: 58 mm paper has 464 for 384, 80 mm paper 640 for 576. */
export function paperWidth(dots: number): number {
  return dots <= 384 ? dots + 80 : Math.max(640, dots + 64);
}

/**
 * The paper as SVG at the printer's own resolution: text, pictures and codes stand on the very dots they are printed on.
 * What leaves no dots (drawer, beep, unknown bytes) stands beside the paper. It has no scripts and no references
 * to anything outside, whatever the paper says.
 */
export function paperSvg(paper: Paper, profile: Profile, options: DrawingOptions): Drawing {
  return drawn(paper, profile, options).drawing;
}

function drawn(
  paper: Paper,
  profile: Profile,
  { codes, maxDots = MAX_DRAWN_DOTS, isSmall = false }: DrawingOptions,
): { drawing: Drawing; lacksPainter: boolean } {
  const dots = paperDots(profile);
  const width = paperWidth(dots);
  const sheet = new Sheet(profile, codes, DESK + (width - dots >> 1), dots, width, isSmall);
  let whole = 0;
  for (const item of paper.items) {
    const room = maxDots - sheet.bottom;
    if (room <= 0) break;
    if (item.kind === "picture" && item.rows.length > room) {
      sheet.add({ ...item, rows: item.rows.slice(0, room) });
      break;
    }
    sheet.add(item);
    whole++;
  }
  const left = paper.items.length - whole;
  if (left > 0) sheet.note(`… and ${left} more`, "wrong");
  return { drawing: { ...sheet.end(), left }, lacksPainter: sheet.lacksPainter };
}

/** As `paperSvg`, with the painter of codes loaded where there is a code in what is drawn. Never rejects. */
export async function drawPaper(
  paper: Paper,
  profile: Profile,
  codes: CodePainter | null,
  options: Omit<DrawingOptions, "codes"> = {},
): Promise<Drawing> {
  const { drawing, lacksPainter } = drawn(paper, profile, { ...options, codes });
  if (!lacksPainter) return drawing;
  await codes?.load();
  return paperSvg(paper, profile, { ...options, codes });
}

class Sheet {
  readonly #profile: Profile;
  readonly #codes: CodePainter | null;
  readonly #left: number;
  readonly #dots: number;
  readonly #width: number;
  readonly #isSmall: boolean;
  #svg = "";
  #notes = "";
  #y = DESK + HEAD;
  #noteY = 0;
  /** The knife has gone through, and nothing has been printed since. */
  #isCut = false;
  /** A code was met whose painter was not loaded yet. */
  lacksPainter = false;

  constructor(
    profile: Profile,
    codes: CodePainter | null,
    left: number,
    dots: number,
    width: number,
    isSmall: boolean,
  ) {
    this.#profile = profile;
    this.#codes = codes;
    this.#left = left;
    this.#dots = dots;
    this.#width = width;
    this.#isSmall = isSmall;
  }

  get bottom(): number {
    return this.#y;
  }

  add(item: PaperItem): void {
    if (this.#isCut && item.kind !== "drawer" && item.kind !== "beep" && item.kind !== "unknown") {
      this.#y += HEAD;
      this.#isCut = false;
    }
    switch (item.kind) {
      case "line":
        this.#svg += svgLine(item, this.#leftOf(item.align, lineWidth(item)), this.#y, this.#isSmall);
        this.#y += Math.max(lineHeight(item), item.spacingDots ?? LINE_DOTS);
        return;
      case "picture":
        return this.#picture(item);
      case "qr":
        return this.#code(item, "QR");
      case "pdf417":
        return this.#code(item, "PDF417");
      case "barcode":
        return this.#barcode(item);
      case "feed":
        this.#y += item.dots ?? item.lines * LINE_DOTS;
        return;
      case "cut":
        this.#y += FOOT;
        this.#svg += svgCut(
          DESK,
          this.#y,
          this.#width,
          ["text", "gdi"].includes(this.#profile.format) ? "page" : "cut",
        );
        this.#isCut = true;
        return;
      case "drawer":
        return this.note(`drawer opens: pin ${item.pin}, ${item.onMs} ms`, "event");
      case "beep":
        return this.note(item.times === 1 ? "beep" : `beep, ${item.times} times`, "event");
      case "unknown": {
        const shown = Array.from(item.bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        return this.note(`unknown: ${shown}${item.bytes.length > 6 ? " …" : ""}`, "wrong");
      }
    }
  }

  /** A few words beside the paper, at the line they belong to. */
  note(words: string, kind: "event" | "wrong"): void {
    if (this.#isSmall) return;
    const y = Math.max(this.#y, this.#noteY + FONT_SIZE);
    this.#notes += svgNote(DESK + this.#width, this.#y, y, words, kind);
    this.#noteY = y;
  }

  end(): { svg: string; width: number; height: number } {
    const hasNotes = this.#notes !== "";
    const paperBottom = this.#y + FOOT;
    const height = Math.max(paperBottom, this.#noteY) + DESK;
    const width = this.#width + 2 * DESK + (hasNotes ? GUTTER : 0);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" role="img" aria-label="paper">\n` +
      svgSheet(DESK, DESK, this.#width, paperBottom - DESK) +
      `<g fill="${INK}" shape-rendering="crispEdges" font-size="${FONT_SIZE}" ` +
      `font-family="'Noto Sans Mono','DejaVu Sans Mono',Consolas,'Courier New',monospace">\n${this.#svg}</g>\n` +
      `${this.#notes}</svg>\n`;
    return { svg, width, height };
  }

  #picture({ align, widthDots, rows }: Extract<PaperItem, { kind: "picture" }>): void {
    const bits = new Uint8Array(widthDots / 8 * rows.length);
    rows.forEach((row, index) => bits.set(row, index * widthDots / 8));
    this.#svg += svgDots({ width: widthDots, height: rows.length, bits }, this.#leftOf(align, widthDots), this.#y);
    this.#y += rows.length;
  }

  #barcode(item: Extract<PaperItem, { kind: "barcode" }>): void {
    const { system, kind, data, align, heightDots, moduleDots, text } = item;
    if (system === "unknown") return this.#frame("barcode", data, align);
    this.#code({ kind, symbology: system, data, align, heightDots, moduleDots, text }, systemName(system));
  }

  #code(code: CodeBlock, name: string): void {
    this.lacksPainter ||= this.#codes?.isLoaded === false;
    const painted = this.#codes?.isLoaded ? this.#codes.paint(code, this.#dots) : null;
    if (painted === null || "problem" in painted) return this.#frame(name, code.data, code.align);
    const raster = inked(painted);
    this.#svg += svgDots(raster, this.#leftOf(code.align, raster.width), this.#y);
    this.#y += raster.height;
    if (code.kind !== "barcode" || !code.text) return;
    // The printer sets it under the middle of the bars.
    const middle = this.#leftOf(code.align, raster.width) + raster.width / 2;
    const checked = checkBarcode(code.symbology, code.data);
    const text = checked.kind === "barcode" ? checked.shown : code.data;
    const left = Math.max(this.#left, Math.round(middle - displayColumns(text) * CHARACTER_WIDTH / 2));
    this.#svg += svgRun(text, PLAIN, left, this.#y, this.#isSmall);
    this.#y += CHARACTER_HEIGHT;
  }

  /** Where a code would stand that cannot be drawn. */
  #frame(name: string, data: string, align: "left" | "center" | "right"): void {
    const words = [...`${name}: ${data}`];
    const most = Math.floor(this.#dots / CHARACTER_WIDTH) - 2;
    const shown = words.length > most ? [...words.slice(0, most - 1), "…"] : words;
    const [width, height] = [(shown.length + 2) * CHARACTER_WIDTH, 2 * CHARACTER_HEIGHT];
    const [x, y] = [this.#leftOf(align, width), this.#y];
    this.#svg +=
      `<path d="M${x + 1} ${y + 1}h${width - 2}v${height - 2}h${2 - width}z" fill="none" stroke="${INK}"/>\n` +
      `<text x="${x + CHARACTER_WIDTH}" y="${y + 31}" textLength="${shown.length * CHARACTER_WIDTH}" ` +
      `lengthAdjust="spacingAndGlyphs">${xmlText(shown.join(""))}</text>\n`;
    this.#y += height;
  }

  #leftOf(align: "left" | "center" | "right", width: number): number {
    const free = Math.max(0, this.#dots - width);
    return this.#left + (align === "left" ? 0 : align === "right" ? free : free >> 1);
  }
}
