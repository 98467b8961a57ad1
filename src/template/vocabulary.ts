import type { Align } from "../domain/document.ts";
import type { Level } from "./levels.ts";
import type { StyleChange } from "./style.ts";

/** What a tag does to the text inside it. A tag that is not here does nothing; its text is kept. */
export interface Tag {
  /** Begins and ends a paragraph. */
  readonly block?: boolean;
  readonly align?: Align;
  readonly style?: StyleChange;
  /** Spaces and line ends stay as they are. */
  readonly pre?: boolean;
  /** Stands further in, or holds what does. */
  readonly level?: Level;
  /** Printed before and after the text inside. */
  readonly around?: string;
  /** Nothing inside it is for paper. */
  readonly hidden?: boolean;
}

const block: Tag = { block: true };
const bold: Tag = { style: { bold: true } };
const underline: Tag = { style: { underline: true } };
const inverse: Tag = { style: { inverse: true } };
/** Receipt printers cannot strike through. */
const struck: Tag = { around: "~~" };
const further: Tag = { block: true, level: "further" };
const hidden: Tag = { hidden: true };

/** The tags that shape text. Printers have no italics: `i` and `em` are underlined. */
export const TAGS: ReadonlyMap<string, Tag> = new Map<string, Tag>([
  ["p", block],
  ["div", block],
  ["center", { block: true, align: "center" }],
  ["left", { block: true, align: "left" }],
  ["right", { block: true, align: "right" }],
  ["h1", { block: true, style: { bold: true, width: 2, height: 2 } }],
  ["h2", { block: true, style: { bold: true, height: 2 } }],
  ...["h3", "h4", "h5", "h6"].map((name): [string, Tag] => [name, { block: true, style: { bold: true } }]),
  ["pre", { block: true, pre: true }],
  ["b", bold],
  ["strong", bold],
  ["u", underline],
  ["i", underline],
  ["em", underline],
  ["s", struck],
  ["strike", struck],
  ["del", struck],
  ["ul", { block: true, level: "ul" }],
  ["ol", { block: true, level: "ol" }],
  ["li", { block: true, level: "item" }],
  ["blockquote", further],
  ["dd", further],
  ["inverse", inverse],
  ["mark", inverse],
  ["small", { style: { width: 1, height: 1 } }],
  ...["section", "article", "header", "footer", "main", "address", "form", "dl", "dt"]
    .map((name): [string, Tag] => [name, block]),
  ...["caption", "html", "body", "figure"].map((name): [string, Tag] => [name, block]),
  ...["script", "style", "title", "head", "template", "noscript"].map((name): [string, Tag] => [name, hidden]),
]);

/** Tags that never have content, besides those of HTML. */
export const VOID_TAGS: ReadonlySet<string> = new Set(["feed", "cut", "drawer", "beep"]);

/** Tags whose `width` and `height` are not the size of characters. */
export const TABLE_TAGS: ReadonlySet<string> = new Set([
  "table",
  "col",
  "tr",
  "td",
  "th",
  "qr",
  "pdf417",
  "barcode",
  "img",
]);
