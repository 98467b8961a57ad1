import { type Element, isTag, isText, type ParentNode } from "domhandler";
import type { Align } from "../domain/document.ts";
import type { Cascade } from "./cascade.ts";
import { fontSize, lengthOf } from "./length.ts";
import type { Setting } from "./properties.ts";
import { NEVER_SHOWN } from "./tree.ts";

/** How an element looks, as far as paper shows it. Lengths are CSS pixels. */
export interface Look {
  /** CSS' `display`, in groups: what is neither of these is a paragraph. */
  readonly display: "none" | "inline" | "inline-block" | "block" | "flex" | "grid" | "table" | "rows" | "row" | "cell";
  /** Which part of a table `rows` are: the head stands first and the foot last. */
  readonly part: "head" | "body" | "foot";
  readonly fontPx: number;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  /** `null`: where lines begin. */
  readonly align: Align | null;
  /** The alignment comes from an old attribute, which does not reach into tables. */
  readonly isOldAlign: boolean;
  readonly white: "fold" | "pre" | "lines";
  readonly transform: string;
  readonly list: string;
  readonly rtl: boolean;
  readonly isInvisible: boolean;
  readonly float: "left" | "right" | null;
  readonly before: number;
  readonly after: number;
  /** Characters of the lines above and below; `null` for none. `isBoxed`: they go all round. */
  readonly top: string | null;
  readonly bottom: string | null;
  readonly isBoxed: boolean;
  readonly breakBefore: boolean;
  readonly breakAfter: boolean;
  readonly width: string;
  readonly justify: string;
  readonly isUpright: boolean;
  readonly grows: boolean;
  readonly pushed: boolean;
  /** Columns of a grid. */
  readonly columns: number;
}

const ROOT: Look = {
  ...{ display: "block", part: "body", fontPx: 16, bold: false, underline: false, strike: false, align: null },
  ...{ isOldAlign: false, white: "fold", transform: "none", list: "none", rtl: false, isInvisible: false, float: null },
  ...{ before: 0, after: 0, top: null, bottom: null, isBoxed: false, breakBefore: false, breakAfter: false, width: "" },
  ...{ justify: "", isUpright: false, grows: false, pushed: false, columns: 1 },
};

/** Looks of all elements of a page. */
export class Looks {
  readonly #looks = new Map<ParentNode, Look>();
  /** Pixels of the text that most of the page is printed in. */
  readonly basePx: number;

  constructor(root: readonly Element[], cascade: Cascade) {
    const sizes = new Map<number, number>();
    const visit = (element: Element, parent: Look): void => {
      const look = lookOf(element, parent, cascade);
      this.#looks.set(element, look);
      if (look.display === "none") return;
      for (const child of element.children) {
        if (isTag(child)) visit(child, look);
        else if (isText(child)) {
          const length = child.data.trim().length;
          if (length > 0 && look.fontPx >= 4) sizes.set(look.fontPx, (sizes.get(look.fontPx) ?? 0) + length);
        }
      }
    };
    for (const element of root) visit(element, ROOT);
    this.basePx = usualSize(sizes);
  }

  /** The look of an element of the page. */
  of(element: Element): Look {
    return this.#looks.get(element) ?? ROOT;
  }
}

/** The size that seven of ten characters do not exceed: headings and a bold total are few. */
function usualSize(sizes: ReadonlyMap<number, number>): number {
  const sorted = [...sizes].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [px, count] of sorted) {
    seen += count;
    if (seen >= total * 0.7) return px;
  }
  return ROOT.fontPx;
}

function lookOf(element: Element, parent: Look, cascade: Cascade): Look {
  const { name } = element;
  if (NEVER_SHOWN.has(name)) return { ...parent, display: "none" };
  const set = cascade.declared(element, hints(element));
  const get = (property: string): string => set.get(property) ?? "";
  const fontPx = get("font-size") === "" ? parent.fontPx : fontSize(get("font-size"), parent.fontPx, ROOT.fontPx);
  const px = (property: string) => Math.max(0, lengthOf(get(property), fontPx, ROOT.fontPx, 0) ?? 0);
  const float = get("float") === "left" || get("float") === "right" ? get("float") as "left" | "right" : null;
  const weight = get("font-weight");
  const decoration = get("text-decoration");
  const isPlain = decoration === "none";
  const [top, bottom] = [lineOf(get("border-top")), lineOf(get("border-bottom"))];
  return {
    display: displayOf(get("display"), get("content-visibility")),
    part: partOf(get("display")),
    fontPx,
    bold: weight === "" || weight === "inherit"
      ? parent.bold
      : weight === "bold" || weight === "bolder" || Number(weight) >= 600,
    underline: !isPlain && (parent.underline || decoration.includes("underline") || isItalic(get("font-style"))),
    strike: !isPlain && (parent.strike || decoration.includes("line-through")),
    ...alignOf(get("text-align"), name, parent),
    white: whiteOf(get("white-space"), parent.white),
    transform: get("text-transform") || parent.transform,
    list: get("list-style") || parent.list,
    rtl: get("direction") === "" ? parent.rtl : get("direction") === "rtl",
    isInvisible: get("visibility") === "" ? parent.isInvisible : /^(?:hidden|collapse)/.test(get("visibility")),
    float,
    before: px("margin-top") + px("padding-top"),
    after: px("margin-bottom") + px("padding-bottom"),
    top,
    bottom,
    isBoxed: get("border-top").startsWith("box") && get("border-bottom").startsWith("box"),
    breakBefore: isBreak(get("break-before")),
    breakAfter: isBreak(get("break-after")),
    width: get("width"),
    justify: get("justify-content"),
    isUpright: get("flex-direction").includes("column"),
    grows: Number(get("flex-grow")) > 0,
    pushed: get("margin-left") === "auto",
    columns: gridColumns(get("grid-template-columns")),
  };
}

/** What attributes of older HTML set. */
function hints({ name, attribs }: Element): Setting[] {
  const found: Setting[] = [];
  const align = attribs.align?.trim().toLowerCase();
  if (align !== undefined && /^(?:left|right|center|middle)$/.test(align)) {
    if (name === "table" || name === "img") {
      if (align === "right") found.push(["float", "right"]);
    } else if (name !== "hr") found.push(["text-align", align === "middle" ? "-center" : `-${align}`]);
  }
  if (attribs.width !== undefined) found.push(["width", attribs.width.trim()]);
  if (name === "font" && attribs.size !== undefined) {
    const text = attribs.size.trim();
    const size = Number(text) + (/^[+-]/.test(text) ? 3 : 0);
    const names = ["x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"];
    const named = names[Math.max(1, Math.min(7, size)) - 1];
    if (named !== undefined) found.push(["font-size", named]);
  }
  if (attribs.nowrap !== undefined) found.push(["white-space", "nowrap"]);
  return found;
}

function displayOf(value: string, visibility: string): Look["display"] {
  if (value === "none" || visibility === "hidden") return "none";
  if (value === "" || value === "inline" || value === "contents" || value.startsWith("ruby")) return "inline";
  if (value === "inline-block" || value === "inline-table") return "inline-block";
  if (value.endsWith("flex")) return "flex";
  if (value.endsWith("grid")) return "grid";
  if (value === "table") return "table";
  if (value === "table-row") return "row";
  if (value === "table-cell") return "cell";
  return /^table-(?:header|footer|row)-group$/.test(value) ? "rows" : "block";
}

function partOf(display: string): Look["part"] {
  return display === "table-header-group" ? "head" : display === "table-footer-group" ? "foot" : "body";
}

function alignOf(value: string, name: string, parent: Look): Pick<Look, "align" | "isOldAlign"> {
  switch (value.replace("-webkit", "")) {
    case "left":
    case "center":
    case "right":
      return { align: value as Align, isOldAlign: false };
    case "-left":
    case "-center":
    case "-right":
      return { align: value.replace(/^(?:-webkit)?-/, "") as Align, isOldAlign: true };
    case "start":
    case "justify":
    case "-th":
      return { align: null, isOldAlign: false };
    case "end":
      return { align: parent.rtl ? "left" : "right", isOldAlign: false };
    default:
      if (name === "table" && parent.isOldAlign) return { align: null, isOldAlign: false };
      return { align: parent.align, isOldAlign: parent.isOldAlign };
  }
}

function whiteOf(value: string, parent: Look["white"]): Look["white"] {
  if (value === "" || value === "inherit") return parent;
  if (value === "pre" || value === "pre-wrap" || value === "break-spaces") return "pre";
  return value === "pre-line" ? "lines" : "fold";
}

function lineOf(value: string): string | null {
  if (value === "" || value === "none") return null;
  return value.at(-1) ?? null;
}

function isItalic(value: string): boolean {
  return value === "italic" || value.startsWith("oblique");
}

function isBreak(value: string): boolean {
  return /^(?:always|page|left|right|recto|verso)$/.test(value);
}

function gridColumns(value: string): number {
  if (value === "") return 1;
  const repeated = value.replace(/repeat\(\s*(\d{1,2})\s*,([^()]*(?:\([^()]*\))?[^()]*)\)/g, (_, times, track) => {
    return ` ${"x ".repeat(Number(times) * Math.max(1, String(track).trim().split(/\s+(?![^(]*\))/).length))}`;
  });
  if (repeated.includes("repeat(")) return 1;
  const tracks = repeated.replace(/\[[^\]]*\]/g, " ").replace(/\([^()]*\)/g, "").trim().split(/\s+/);
  return Math.max(1, Math.min(12, tracks.length));
}
