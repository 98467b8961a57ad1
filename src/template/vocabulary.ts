import type { Align } from "../domain/document.ts";
import type { StyleChange } from "./style.ts";

/** What a tag does to the text inside it. A tag that is not here does nothing; its text is kept. */
export interface Tag {
  /** Begins and ends a paragraph. */
  readonly block?: boolean;
  readonly align?: Align;
  readonly style?: StyleChange;
  /** Spaces and line ends stay as they are. */
  readonly pre?: boolean;
  /** Nothing inside it is for paper. */
  readonly hidden?: boolean;
}

const block: Tag = { block: true };
const bold: Tag = { style: { bold: true } };
const underline: Tag = { style: { underline: true } };
const inverse: Tag = { style: { inverse: true } };
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
  ["h3", { block: true, style: { bold: true } }],
  ["pre", { block: true, pre: true }],
  ["b", bold],
  ["strong", bold],
  ["u", underline],
  ["i", underline],
  ["em", underline],
  ["inverse", inverse],
  ["mark", inverse],
  ["small", { style: { width: 1, height: 1 } }],
  ...["section", "article", "header", "footer", "main", "address", "blockquote", "form", "ul", "ol", "li", "dl", "dt"]
    .map((name): [string, Tag] => [name, block]),
  ...["dd", "caption", "html", "body", "figure", "h4", "h5", "h6"].map((name): [string, Tag] => [name, block]),
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
