import fc from "fast-check";
import { type Align, type Block, type Cell, type Column, type Document, PLAIN } from "../../src/domain/document.ts";
import type { Span, Style } from "../../src/domain/document.ts";
import { DITHERS } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { layout } from "../../src/render/layout.ts";
import type { Line } from "../../src/render/line.ts";

/** A span of plain text, or with what `style` changes. */
export function span(text: string, style: Partial<Style> = {}): Span {
  return { text, style: { ...PLAIN, ...style } };
}

/** A paragraph of one span. */
export function paragraph(text: string, align: Align = "left", style: Partial<Style> = {}): Block {
  return { kind: "text", align, pre: false, spans: [span(text, style)] };
}

/** Text whose spaces stay. */
export function preformatted(text: string): Block {
  return { kind: "text", align: "left", pre: true, spans: [span(text)] };
}

/** A table cell of plain text. */
export function cell(text: string, more: Partial<Cell> = {}): Cell {
  return { columnSpan: 1, spans: [span(text)], ...more };
}

/** The default profile on paper of so many columns. */
export function paper(columns: number, more: Partial<Profile> = {}): Profile {
  return { ...DEFAULT_PROFILE, columns, ...more };
}

/** Laid out lines as text; other lines as their kind in angle brackets. */
export function textOf(lines: readonly Line[]): string[] {
  return lines.map((line) => line.kind === "text" ? line.spans.map(({ text }) => text).join("") : `<${line.kind}>`);
}

/** The lines of `blocks` on paper of so many columns. */
export function laidOut(columns: number, ...blocks: Block[]): string[] {
  return textOf(layout({ blocks }, paper(columns)));
}

const align = fc.constantFrom<Align>("left", "center", "right");

const style: fc.Arbitrary<Style> = fc.record({
  bold: fc.boolean(),
  underline: fc.boolean(),
  inverse: fc.boolean(),
  width: fc.integer({ min: 1, max: 8 }),
  height: fc.integer({ min: 1, max: 8 }),
});

/** Text as shops send it, and text nobody should send: controls, emoji, bidi marks, halves of surrogate pairs. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(
    fc.constantFrom(
      "Bukë",
      "e",
      "zezë-integrale",
      "3,50 €",
      "Škoda",
      "中文字",
      "a\u00a0b",
      "👨‍👩‍👧",
      "x",
      "\n",
      "\t",
      "  ",
    ),
  )
    .map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom("\x1b", "p", "\x00", "\x19", "ú", "\x10", "\x14", "\x1d", "V", "\u202e", "\x9b", "\x7f"), {
    maxLength: 30,
  }).map((parts) => parts.join("")),
);

/** Text of words that every page set prints, separated by single spaces; no word longer than `longest`. */
export function words(longest: number): fc.Arbitrary<string> {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789ëçÇËäöüéè.,()%"');
  return fc.array(fc.string({ unit: letter, minLength: 1, maxLength: longest }), { minLength: 1, maxLength: 8 })
    .map((list) => list.join(" "));
}

const spans = fc.array(fc.record({ text: anyText, style }), { maxLength: 4 });

const column: fc.Arbitrary<Column> = fc.record({
  align,
  width: fc.oneof(
    fc.constant({ kind: "auto" as const }),
    fc.record({ kind: fc.constant("fixed" as const), columns: fc.integer({ min: -3, max: 80 }) }),
    fc.record({ kind: fc.constant("percent" as const), percent: fc.double({ min: -10, max: 200 }) }),
    fc.record({ kind: fc.constant("star" as const), weight: fc.double({ min: 0, max: 5 }) }),
  ),
});

const row = fc.array(
  fc.record({ spans, columnSpan: fc.integer({ min: -1, max: 6 }), align }, { requiredKeys: ["spans", "columnSpan"] }),
  { maxLength: 5 },
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), align, spans, pre: fc.boolean() }),
  fc.record({
    kind: fc.constant("table" as const),
    columns: fc.array(column, { maxLength: 5 }),
    rows: fc.array(row as fc.Arbitrary<Cell[]>, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("rule" as const), character: anyText }),
  fc.record({
    kind: fc.constant("qr" as const),
    data: anyText,
    align,
    moduleDots: fc.double({ min: -2, max: 30 }),
    level: fc.constantFrom("L" as const, "M" as const, "Q" as const, "H" as const),
  }),
  fc.record({
    kind: fc.constant("pdf417" as const),
    data: anyText,
    align,
    moduleDots: fc.double(),
    columns: fc.double(),
    level: fc.double(),
  }),
  fc.record({
    kind: fc.constant("barcode" as const),
    data: fc.oneof(anyText, fc.stringMatching(/^[0-9]{1,20}$/), fc.stringMatching(/^[A-Z0-9{}]{1,20}$/)),
    align,
    symbology: fc.constantFrom(
      ...(["upc-a", "upc-e", "ean13", "ean8", "code39", "itf", "codabar", "code93", "code128"] as const),
    ),
    heightDots: fc.double(),
    moduleDots: fc.double(),
    text: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("image" as const),
    picture: fc.oneof(
      fc.record({ problem: anyText }),
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300 }), fc.nat(255)).map((
        [width, height, shade],
      ) => ({ width, height, grey: new Uint8Array(width * height).fill(shade) })),
    ),
    align,
    width: fc.oneof(
      fc.record({ kind: fc.constant("dots" as const), dots: fc.integer({ min: -3, max: 900 }) }),
      fc.record({ kind: fc.constant("percent" as const), percent: fc.double({ min: -10, max: 200 }) }),
    ),
    dither: fc.constantFrom(...DITHERS),
    alt: fc.option(anyText),
  }, { requiredKeys: ["kind", "picture", "align", "dither", "alt"] }),
  fc.record({ kind: fc.constant("feed" as const), lines: fc.double() }),
  fc.record({ kind: fc.constant("cut" as const), partial: fc.boolean() }),
  fc.constant({ kind: "drawer" as const }),
  fc.record({ kind: fc.constant("beep" as const), times: fc.double() }),
);

/** Any document at all, sense or not. */
export const anyDocument: fc.Arbitrary<Document> = fc.record({ blocks: fc.array(block, { maxLength: 6 }) });
