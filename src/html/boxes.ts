import { type ChildNode, type Element, isTag, isText } from "domhandler";
import { type Align, type Cell, type Column, type ColumnWidth, PLAIN, type Span } from "../domain/document.ts";
import type { Look } from "./look.ts";
import { measured } from "./measure.ts";
import { type PageReader, startOf } from "./reader.ts";
import { Strip } from "./strip.ts";

const STAR: ColumnWidth = { kind: "star", weight: 1 };
const AUTO: ColumnWidth = { kind: "auto" };

/** What stands in one of several boxes beside each other. */
interface Box {
  readonly look: Look;
  readonly strip: Strip;
  readonly spans: Span[] | null;
  readonly align: Align;
}

/**
 * Boxes that a page puts beside each other (flex, grid, floats): columns of one row where the paper has room for them,
 * else one under the other.
 */
export function boxes(reader: PageReader, children: readonly ChildNode[], parent: Element, strip: Strip): void {
  const look = reader.looks.of(parent);
  const found = children.flatMap((child) => boxOf(reader, child, look));
  const isGrid = look.display === "grid";
  if (look.isUpright && !isGrid) {
    for (const child of children) if (isTag(child)) reader.block(child, strip);
    return;
  }
  const perRow = isGrid ? look.columns : found.length;
  for (let index = 0; index < found.length; index += perRow) {
    row(reader, found.slice(index, index + perRow), look, strip);
  }
}

function boxOf(reader: PageReader, child: ChildNode, look: Look): Box[] {
  if (isText(child)) {
    const text = child.data.replace(/\s+/g, " ").trim();
    if (text === "") return [];
    reader.characters += text.length;
    const spans = [{ text, style: reader.styleOf(look) }];
    const strip = new Strip(reader.columns);
    strip.text(spans, startOf(look));
    return [{
      look: { ...look, width: "", grows: false, pushed: false, float: null },
      strip,
      spans,
      align: startOf(look),
    }];
  }
  if (!isTag(child) || reader.looks.of(child).display === "none") return [];
  const own = reader.looks.of(child);
  const strip = boxed(reader, child, own);
  if (strip.blocks.length === 0) return [];
  const spans = strip.asCell();
  return [{ look: own, strip, spans, align: strip.align ?? startOf(own) }];
}

function boxed(reader: PageReader, child: Element, own: Look): Strip {
  if (child.name !== "img" && child.name !== "svg" && child.name !== "input" && own.display !== "table") {
    return reader.read(child);
  }
  const strip = new Strip(reader.columns);
  reader.alone(child, strip);
  return strip;
}

function row(reader: PageReader, found: readonly Box[], look: Look, strip: Strip): void {
  const before = reader.looks.basePx * 0.75;
  if (found.some((box) => box.look.before >= before)) strip.space("line");
  const cells = found.flatMap(({ spans }) => spans === null ? [] : [spans]);
  if (found.length > 1 && cells.length === found.length) beside(reader, found, cells, look, strip);
  else for (const box of found) strip.append(box.strip);
  if (found.some((box) => box.look.after >= before)) strip.space("line");
}

function beside(reader: PageReader, found: readonly Box[], cells: readonly Span[][], look: Look, strip: Strip): void {
  const paper = reader.columns;
  const sizes = cells.map(measured);
  const total = sizes.reduce((sum, { longest }) => sum + longest + 1, -1);
  const fits = total <= paper;
  const isSpread = /between|around|evenly/.test(look.justify) || look.display === "grid" ||
    found.some((box) => box.look.grows || box.look.pushed || box.look.float !== null || box.look.width.endsWith("%"));
  if (fits && !isSpread) {
    const align = look.justify === "center" ? "center" : /end|right/.test(look.justify) ? "right" : startOf(look);
    const joined = cells.flatMap((spans, index) => index === 0 ? spans : [{ text: " ", style: PLAIN }, ...spans]);
    if (!joined.some(({ text }) => text.includes("\n"))) return strip.text(joined, align);
  }
  const columns = columnsFor(found, sizes, paper);
  if (columns === null) {
    for (const box of found) {
      // What stood at the right has no reason to be there when it stands alone.
      strip.append(look.rtl ? box.strip : leftward(box.strip, reader.columns));
    }
    return;
  }
  for (const box of found) box.strip.missing.forEach((block) => strip.add(block));
  const row: Cell[] = cells.map((spans, index) => ({ spans, columnSpan: 1, align: columns[index]?.align ?? "left" }));
  if (look.rtl) {
    columns.reverse();
    row.reverse();
  }
  const shape = `${columns.map(({ width, align }) => width.kind + align).join()} ${look.justify}`;
  strip.row(shape, columns, row);
}

/** The columns of a row, `null` when the boxes have to stand one under the other. */
function columnsFor(
  found: readonly Box[],
  sizes: readonly { readonly longest: number; readonly word: number }[],
  paper: number,
): Column[] | null {
  const last = found.length - 1;
  const room = paper - last;
  const widest = sizes.reduce((best, size, index) => size.longest > (sizes[best]?.longest ?? 0) ? index : best, 0);
  const aligns = found.map((box, index): Align => {
    if (box.align !== "left" || index === 0) return box.align;
    return index === last ? "right" : "left";
  });
  const total = sizes.reduce((sum, { longest }) => sum + longest, 0);
  const isPair = found.length === 2;
  const star = isPair && total <= room ? 0 : widest;
  const others = total - (sizes[star]?.longest ?? 0);
  const isRoomy = room - others >= Math.min(sizes[star]?.longest ?? 0, Math.max(sizes[star]?.word ?? 0, 10));
  if (total <= room || (isRoomy && others <= room * 0.6)) {
    return found.map((_, index) => ({ width: index === star ? STAR : AUTO, align: aligns[index] ?? "left" }));
  }
  const share = Math.floor(room / found.length);
  if (sizes.every(({ word, longest }) => word <= share && longest <= share * 3)) {
    return found.map((_, index) => ({ width: STAR, align: aligns[index] ?? "left" }));
  }
  return null;
}

/** A strip with what stands at the right moved to the left. */
export function leftward(strip: Strip, columns: number): Strip {
  const turned = new Strip(columns);
  turned.append(strip);
  for (const [index, block] of turned.blocks.entries()) {
    if (block.kind === "text" && block.align === "right") turned.blocks[index] = { ...block, align: "left" };
  }
  return turned;
}
