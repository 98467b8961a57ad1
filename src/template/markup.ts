import { Parser } from "htmlparser2";
import { type Align, type Block, PLAIN, type Style } from "../domain/document.ts";
import { NO_PICTURES, type Pictures } from "../domain/picture.ts";
import { alignment, type Attributes, character, columnWidth, flag, MarkupError, whole } from "./attributes.ts";
import { barcodeBlock, pdf417Block, qrBlock } from "./codes.ts";
import { imageBlock } from "./image.ts";
import { Inline } from "./inline.ts";
import { Levels } from "./levels.ts";
import { restyled, styleAttributes } from "./style.ts";
import { TableBuilder } from "./table.ts";
import { TABLE_TAGS, TAGS, VOID_TAGS } from "./vocabulary.ts";

/** What holds for the text inside a tag. */
interface Frame {
  readonly style: Style;
  readonly align: Align;
  readonly pre: boolean;
}

/** A code whose data is still being collected. */
interface Code {
  readonly name: string;
  readonly attributes: Attributes;
  readonly start: number;
  readonly end: number;
  data: string;
}

const OUTERMOST: Frame = { style: PLAIN, align: "left", pre: false };
/** A template that never closes its tags in a loop would otherwise slow the parser down without end. */
const MAX_DEPTH = 10_000;
const BIG = { width: 2, height: 2 };

class MarkupParser extends Parser {
  protected override isVoidElement(name: string): boolean {
    return VOID_TAGS.has(name) || super.isVoidElement(name);
  }
}

/**
 * Reads the small HTML vocabulary as blocks; `<img>` shows what `pictures` has. Throws a MarkupError for a tag of ours that does not
 * say what it should.
 */
export function parseMarkup(html: string, pictures: Pictures = NO_PICTURES): Block[] {
  const reader = new MarkupReader(pictures);
  const parser = new MarkupParser(reader, { recognizeSelfClosing: true });
  try {
    parser.end(html);
  } catch (error) {
    if (error instanceof MarkupError) {
      error.start = reader.start;
      error.end = reader.end;
    }
    throw error;
  }
  return reader.blocks;
}

/** Takes the events of the parser, which closes every tag that it opened. */
class MarkupReader {
  readonly blocks: Block[] = [];
  /** The start tag that is being read, or whose end has come: where it begins and ends in the markup. */
  start = 0;
  end = 0;
  #parser: Parser | null = null;
  readonly #inline = new Inline();
  readonly #frames: Frame[] = [];
  #frame: Frame = OUTERMOST;
  readonly #levels = new Levels();
  #table: TableBuilder | null = null;
  #tableDepth = 0;
  #hiddenDepth = 0;
  #code: Code | null = null;
  #afterPreTag = false;
  readonly #pictures: Pictures;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  onparserinit(parser: Parser): void {
    this.#parser = parser;
  }

  ontext(text: string): void {
    if (this.#code !== null) {
      this.#code.data += text;
    } else if (this.#hiddenDepth > 0) {
      return;
    } else if (!this.#frame.pre) {
      this.#inline.add(text, this.#frame.style);
    } else {
      const first = this.#afterPreTag ? text.replace(/^\r?\n/, "") : text;
      this.#afterPreTag = false;
      this.#inline.addPre(first, this.#frame.style);
    }
  }

  onopentag(name: string, attributes: Attributes): void {
    this.start = this.#parser?.startIndex ?? 0;
    this.end = (this.#parser?.endIndex ?? 0) + 1;
    if (this.#frames.length > MAX_DEPTH) {
      throw new MarkupError("tags stand too deep in one another: end tags are missing");
    }
    this.#afterPreTag = false;
    const tag = TAGS.get(name);
    if (tag?.block) this.#endParagraph();
    let { style, align, pre } = this.#frame;
    if (tag !== undefined) {
      if (tag.style !== undefined) style = restyled(style, tag.style);
      if (tag.align !== undefined) align = tag.align;
      if (tag.pre) {
        pre = true;
        this.#afterPreTag = true;
      }
      if (tag.hidden) this.#hiddenDepth++;
      if (tag.level !== undefined) {
        this.#levels.open(tag.level, name, attributes);
        if (this.#table?.inCell) this.#inline.add(this.#levels.takeMark(), style);
      }
      if (tag.around !== undefined) this.#around(tag.around);
    } else {
      style = this.#openOther(name, attributes, style);
    }
    if (hasAny(attributes)) {
      style = restyled(style, styleAttributes(name, attributes, !TABLE_TAGS.has(name)));
      if (tag?.block) align = alignment(name, attributes) ?? align;
    }
    if (tag?.block && align !== this.#frame.align) this.#table?.alignCell(align);
    this.#frames.push(this.#frame);
    if (style !== this.#frame.style || align !== this.#frame.align || pre !== this.#frame.pre) {
      this.#frame = { style, align, pre };
    }
  }

  onclosetag(name: string, isImplied: boolean): void {
    const tag = TAGS.get(name);
    if (tag === undefined) this.#closeOther(name, isImplied);
    else if (tag.block) {
      this.#endParagraph();
      if (tag.level !== undefined) this.#levels.close();
    } else if (tag.around !== undefined) this.#around(tag.around);
    else if (tag.hidden) this.#hiddenDepth--;
    this.#frame = this.#frames.pop() ?? OUTERMOST;
  }

  onend(): void {
    this.#endParagraph();
  }

  #around(text: string): void {
    if (this.#hiddenDepth === 0 && this.#code === null) this.#inline.add(text, this.#frame.style);
  }

  /** Tags that are more than a look; returns the style inside. */
  #openOther(name: string, attributes: Attributes, style: Style): Style {
    switch (name) {
      case "br":
        if (this.#hiddenDepth === 0) this.#inline.lineBreak();
        break;
      case "big":
        return attributes.tall === undefined && attributes.wide === undefined ? restyled(style, BIG) : style;
      case "table":
        this.#openTable();
        break;
      case "col": {
        const span = whole(name, attributes, "span", 1, 20) ?? 1;
        const width = columnWidth(name, attributes);
        for (let i = 0; i < span; i++) this.#ownTable?.column(width, alignment(name, attributes));
        break;
      }
      case "tr":
        this.#endParagraph();
        break;
      case "td":
      case "th":
        return this.#openCell(name, attributes, style);
      case "hr":
        this.#block(name, { kind: "rule", character: character(name, attributes) ?? "-" });
        break;
      case "feed":
        this.#block(name, { kind: "feed", lines: whole(name, attributes, "lines", 1, 50) ?? 1 });
        break;
      case "cut":
        this.#block(name, { kind: "cut", partial: !(flag(name, attributes, "full") ?? false) });
        break;
      case "drawer":
        this.#block(name, { kind: "drawer" });
        break;
      case "beep":
        this.#block(name, { kind: "beep", times: whole(name, attributes, "times", 1, 9) ?? 1 });
        break;
      case "img":
        this.#image(attributes, style);
        break;
      case "qr":
      case "pdf417":
      case "barcode":
        if (attributes.data === undefined) {
          this.#code = { name, attributes, start: this.start, end: this.end, data: "" };
        } else this.#codeBlock(name, attributes, attributes.data);
        break;
    }
    return style;
  }

  #closeOther(name: string, isImplied: boolean): void {
    if (name === "td" || name === "th") {
      if (this.#tableDepth === 1) this.#table?.closeCell(this.#inline.take());
    } else if (name === "tr") {
      if (this.#tableDepth === 1) this.#table?.closeRow();
      else this.#endParagraph();
    } else if (name === "table") {
      this.#closeTable();
    } else if (this.#code !== null && name === this.#code.name) {
      const { attributes, data, start, end } = this.#code;
      this.start = start;
      this.end = end;
      if (isImplied) throw new MarkupError(`<${name}> is not closed: </${name}> is missing`);
      this.#code = null;
      this.#codeBlock(name, attributes, data.trim());
    }
  }

  /** The table whose own row or column a tag is; tables inside cells are text. */
  get #ownTable(): TableBuilder | null {
    return this.#tableDepth === 1 ? this.#table : null;
  }

  #openTable(): void {
    this.#endParagraph();
    if (this.#tableDepth++ === 0) this.#table = new TableBuilder();
  }

  #closeTable(): void {
    if (--this.#tableDepth > 0) return this.#endParagraph();
    const table = this.#table?.build() ?? null;
    this.#table = null;
    // Text between the cells goes before the table, as in HTML.
    this.#endParagraph();
    if (table !== null) this.blocks.push(table);
  }

  #openCell(name: string, attributes: Attributes, style: Style): Style {
    const columnSpan = whole(name, attributes, "colspan", 1, 20) ?? 1;
    const align = alignment(name, attributes);
    const table = this.#ownTable;
    if (table === null) {
      this.#inline.add(" ", style);
    } else {
      if (table.inCell) table.closeCell(this.#inline.take());
      else this.#endParagraph();
      table.openCell(columnSpan, align);
    }
    return name === "th" ? restyled(style, { bold: true }) : style;
  }

  #image(attributes: Attributes, style: Style): void {
    if (this.#hiddenDepth > 0) return;
    // A page's layout tables have pictures in their cells, which paper has no room for.
    if (this.#table !== null) return this.#inline.add(attributes.alt ?? "", style);
    this.#block("img", imageBlock(attributes, this.#frame.align, this.#pictures));
  }

  #codeBlock(name: string, attributes: Attributes, data: string): void {
    const make = name === "qr" ? qrBlock : name === "pdf417" ? pdf417Block : barcodeBlock;
    const block = make(attributes, data, this.#frame.align);
    if (block !== null) this.#block(name, block);
  }

  #block(name: string, block: Block): void {
    if (this.#hiddenDepth > 0) return;
    if (this.#table !== null) throw new MarkupError(`<${name}> cannot stand inside a table: put it before or after it`);
    this.#endParagraph();
    this.blocks.push(block);
  }

  #endParagraph(): void {
    if (this.#table?.inCell) return this.#inline.separate();
    const { emptyLines } = this.#inline;
    const { align, pre } = this.#frame;
    const spans = pre ? this.#inline.takePre() : this.#inline.take();
    if (spans.length > 0) {
      const isPlain = pre || this.#levels.isFlat;
      this.blocks.push(isPlain ? { kind: "text", align, spans, pre } : this.#levels.block(spans, align));
    } else if (emptyLines > 0) this.blocks.push({ kind: "feed", lines: emptyLines });
  }
}

function hasAny(attributes: Attributes): boolean {
  for (const _ in attributes) return true;
  return false;
}
