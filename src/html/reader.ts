import { type ChildNode, Element, isTag, isText } from "domhandler";
import { type Align, PLAIN, type Span, type Style } from "../domain/document.ts";
import type { Pictures } from "../domain/picture.ts";
import { Inline } from "../template/inline.ts";
import { restyled } from "../template/style.ts";
import { boxes } from "./boxes.ts";
import { formText } from "./form.ts";
import { markOf } from "./list_mark.ts";
import type { Look, Looks } from "./look.ts";
import { picture } from "./picture.ts";
import { isThinned, runOfBoxes } from "./siblings.ts";
import { Strip } from "./strip.ts";
import { transformed } from "./text_transform.ts";
import { readTable } from "./table_reader.ts";

/** What struck text is put between: receipt printers cannot strike through. */
export const STRUCK = "~~";

/** Tags whose text stands apart from what is around it, by the browsers' own margins. */
const SPACED = new Set(["p", "ul", "ol", "dl", "blockquote", "figure", "menu"]);
const HEADING = /^h[1-6]$/;
/** Columns that lists and quotations stand further in, for each level, and how far in at most. */
const [INDENT, MOST_INDENT] = [2, 8];

/** Stands for the parent of what has none. */
const PAGE = new Element("page", {});

/** A paragraph that is being read: what stands on the line, and what stands at its right end. */
interface Line {
  readonly inline: Inline;
  readonly look: Look;
  readonly strip: Strip;
  right: Element[];
}

/** Reads the elements of a page as blocks. */
export class PageReader {
  readonly looks: Looks;
  readonly columns: number;
  readonly pictures: Pictures;
  /** Characters read so far. */
  characters = 0;
  #indent = 0;

  constructor(looks: Looks, columns: number, pictures: Pictures) {
    this.looks = looks;
    this.columns = columns;
    this.pictures = pictures;
  }

  /** What stands in `element`, on strips of its own. */
  read(element: Element): Strip {
    const strip = new Strip(this.columns);
    const indent = this.#indent;
    this.#indent = 0;
    this.#inside(element, this.looks.of(element), strip);
    this.#indent = indent;
    return strip;
  }

  /** An element that begins on a line of its own: its space, lines and what it holds. */
  block(element: Element, strip: Strip): void {
    const look = this.looks.of(element);
    if (look.display === "none") return;
    const { name } = element;
    if (look.breakBefore) strip.cut();
    if (name === "hr") {
      if (look.top !== null || look.bottom !== null) {
        strip.rule(look.top ?? look.bottom ?? "-");
      }
      return;
    }
    const line = this.looks.basePx * 0.75;
    if (look.before >= line || HEADING.test(name)) strip.space("line");
    else if (SPACED.has(name)) strip.space("soft");
    const isRuled = !look.isBoxed;
    const begun = strip.blocks.length;
    if (isRuled && look.top !== null) strip.rule(look.top);
    if (name === "blockquote" || name === "dd") this.#indented(() => this.#inside(element, look, strip));
    else if (name === "li") this.item(element, look, strip);
    else this.#inside(element, look, strip);
    const isEmpty = strip.blocks.length <= begun + (look.top === null ? 0 : 1);
    if (isRuled && look.bottom !== null && !(isEmpty && look.top !== null)) strip.rule(look.bottom);
    if (look.after >= line) strip.space("line");
    else if (SPACED.has(name)) strip.space("soft");
    if (look.breakAfter) strip.cut();
  }

  /** A node that stands where no paragraph is. */
  alone(node: ChildNode, strip: Strip): void {
    if (isTag(node) && this.looks.of(node).display === "table") return this.block(node, strip);
    const { parent } = node;
    const look = parent !== null && isTag(parent) ? this.looks.of(parent) : this.looks.of(PAGE);
    const line: Line = { inline: new Inline(), look, strip, right: [] };
    this.#place(node, look, line);
    this.#end(line);
  }

  /** `spans` as a paragraph, as far in as the lists it stands in. */
  paragraph(spans: Span[], look: Look, strip: Strip): void {
    const align = startOf(look);
    if (this.#indent === 0 || align !== "left" || spans.length === 0 || look.white === "pre") {
      return strip.text(spans, align, look.white === "pre" ? "pre" : "fold");
    }
    strip.list({
      kind: "table",
      columns: [{ width: { kind: "fixed", columns: this.#indent - 1 }, align: "left" }, {
        width: { kind: "star", weight: 1 },
        align,
      }],
      rows: [[{ spans: [], columnSpan: 1 }, { spans, columnSpan: 1 }]],
    });
  }

  /** The style of text that looks so. */
  styleOf({ fontPx, bold, underline }: Look): Style {
    const ratio = fontPx / this.looks.basePx;
    const size = ratio >= 3.2 ? 3 : ratio >= 1.75 ? 2 : 1;
    return restyled(PLAIN, { bold, underline, width: size, height: size === 1 && ratio >= 1.3 ? 2 : size });
  }

  #indented(read: () => void): void {
    const before = this.#indent;
    this.#indent = Math.min(MOST_INDENT, before + INDENT);
    read();
    this.#indent = before;
  }

  #inside(element: Element, look: Look, strip: Strip): void {
    if (look.display === "table" || look.display === "rows" || look.display === "row") {
      return readTable(this, element, strip);
    }
    if (look.display === "flex" || (look.display === "grid" && look.columns > 1)) {
      return this.boxes(element.children, element, strip);
    }
    const line: Line = { inline: new Inline(), look, strip, right: [] };
    const children = element.children;
    const thinned = isThinned(this.looks, children);
    for (let index = 0; index < children.length;) {
      const run = runOfBoxes(this.looks, children, index);
      if (run > index + 1) {
        this.#end(line);
        this.boxes(children.slice(index, run), element, strip);
        index = run;
        continue;
      }
      const child = children[index++];
      if (child === undefined) break;
      this.#place(child, look, line);
      if (thinned && isTag(child) && index < children.length - 1 && this.looks.of(child).bottom !== null) {
        strip.dropRule();
      }
    }
    this.#end(line);
  }

  /** Boxes beside each other, as far as the paper is wide enough. */
  boxes(children: readonly ChildNode[], parent: Element, strip: Strip): void {
    boxes(this, children, parent, strip);
  }

  #place(node: ChildNode, look: Look, line: Line): void {
    if (isText(node)) return this.#text(node.data, look, line);
    if (!isTag(node)) return;
    const own = this.looks.of(node);
    if (own.display === "none") return;
    switch (node.name) {
      case "br":
        if (line.right.length > 0) this.#end(line);
        else line.inline.lineBreak();
        return;
      case "img":
      case "svg":
        return this.#picture(node, own, line);
      case "wbr":
        return line.inline.add("\u200b", this.styleOf(own));
      case "input":
      case "select":
      case "textarea":
      case "progress":
      case "meter":
        return this.#text(formText(node), own, line);
    }
    if (own.float === "right") {
      line.right.push(node);
      return;
    }
    if (own.display !== "inline" && own.display !== "inline-block") {
      this.#end(line);
      return this.block(node, line.strip);
    }
    const isStruck = own.strike && !look.strike;
    const isQuoted = node.name === "q";
    if (isStruck || isQuoted) line.inline.add(isStruck ? STRUCK : "“", this.styleOf(own));
    for (const child of node.children) this.#place(child, own, line);
    if (isStruck || isQuoted) line.inline.add(isStruck ? STRUCK : "”", this.styleOf(own));
  }

  #text(data: string, look: Look, { inline }: Line): void {
    // Text of no size is made to be seen by programs.
    if (look.isInvisible || look.fontPx < 2) return;
    this.characters += data.trim().length;
    const text = transformed(data, look.transform);
    const style = this.styleOf(look);
    if (look.white === "pre") return inline.addPre(text, style);
    if (look.white === "fold") return inline.add(text, style);
    for (const [index, part] of text.split(/\r\n?|\n/).entries()) {
      if (index > 0) inline.lineBreak();
      inline.add(part, style);
    }
  }

  #picture(node: Element, own: Look, line: Line): void {
    const block = picture(node, own, startOf(line.look), this);
    if (block === null) return;
    this.#end(line);
    line.strip.add(block);
  }

  /** Puts the line on the strip, what floats at its right on the same one. */
  #end(line: Line): void {
    const { inline, look, strip, right } = line;
    const { emptyLines } = inline;
    const spans = look.white === "pre" ? inline.takePre() : inline.take();
    line.right = [];
    if (right.length === 0) {
      if (spans.length > 0) this.paragraph(spans, look, strip);
      else if (emptyLines > 1) strip.space("line");
      return;
    }
    const strips = right.map((element) => this.read(element));
    const cells = strips.map((each) => each.asCell());
    if (spans.length === 0 || cells.some((cell) => cell === null)) {
      if (spans.length > 0) this.paragraph(spans, look, strip);
      for (const each of strips) strip.append(each);
      return;
    }
    const end = cells.flatMap((cell, index) => index > 0 ? [{ text: " ", style: PLAIN }, ...(cell ?? [])] : cell ?? []);
    const pair = look.rtl ? [end, spans] : [spans, end];
    const [star, auto] = [{ kind: "star", weight: 1 } as const, { kind: "auto" } as const];
    strip.row("float", [
      { width: look.rtl ? auto : star, align: "left" },
      { width: look.rtl ? star : auto, align: "right" },
    ], pair.map((cell) => ({ spans: cell, columnSpan: 1 })));
  }

  /** One item of a list: its mark, and its text beside it. */
  item(element: Element, look: Look, strip: Strip): void {
    const mark = markOf(element, look);
    if (mark === "") return this.#inside(element, look, strip);
    const own = new Strip(this.columns);
    const level = this.#indent;
    const width = Math.min(MOST_INDENT, level) + mark.length;
    this.#indent = Math.min(MOST_INDENT, width + 1);
    const first = this.#firstPart(element, look, own);
    this.#indent = level;
    strip.list({
      kind: "table",
      columns: [
        { width: { kind: "fixed", columns: width }, align: "right" },
        { width: { kind: "star", weight: 1 }, align: startOf(look) },
      ],
      rows: [[{ spans: [{ text: mark, style: PLAIN }], columnSpan: 1 }, { spans: first, columnSpan: 1 }]],
    });
    strip.append(own);
  }

  /** The first paragraph of an item; what comes after it goes to `rest`. */
  #firstPart(element: Element, look: Look, rest: Strip): Span[] {
    const line: Line = { inline: new Inline(), look, strip: rest, right: [] };
    let first: Span[] | null = null;
    for (const child of element.children) {
      const own = isTag(child) ? this.looks.of(child) : null;
      const isBlock = own !== null && own.display !== "none" && own.display !== "inline" &&
        own.display !== "inline-block";
      if (isBlock && first === null && isTag(child)) {
        first = line.inline.take();
        if (first.length === 0 && own.display === "block" && !/^[uo]l$/.test(child.name)) {
          first = this.read(child).asCell() ?? null;
          if (first !== null) continue;
        }
      }
      this.#place(child, look, line);
    }
    // A block inside `<b>` or `<font>` has ended the line already.
    if (first === null && rest.blocks.length === 0) first = line.inline.take();
    this.#end(line);
    return first ?? [];
  }
}

/** Where lines begin that say nothing else. */
export function startOf({ align, rtl }: Look): Align {
  return align ?? (rtl ? "right" : "left");
}
