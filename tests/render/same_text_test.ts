import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Align, Block, Cell, Span } from "../../src/domain/document.ts";
import type { Profile } from "../../src/domain/profile.ts";
import { layout } from "../../src/render/layout.ts";
import { encodeText } from "../../src/render/text.ts";
import { interpret } from "../../src/render/interpret.ts";
import { paperText } from "../../src/render/paper_text.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { paper, words } from "./documents.ts";

/*
 * What ESC/POS bytes print, read back, against the text output of the same document. The two encoders share the layout
 * alone: code pages, styles, alignment and codes are each one's own.
 */

const align = fc.constantFrom<Align>("left", "center", "right");

const span: fc.Arbitrary<Span> = fc.record({
  text: fc.oneof(words(20), words(60)),
  style: fc.record({
    bold: fc.boolean(),
    underline: fc.boolean(),
    inverse: fc.boolean(),
    width: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
    height: fc.integer({ min: 1, max: 8 }),
  }),
});
const spans = fc.array(span, { minLength: 1, maxLength: 4 });

const cell: fc.Arbitrary<Cell> = fc.record({ spans, columnSpan: fc.integer({ min: 1, max: 3 }), align }, {
  requiredKeys: ["spans", "columnSpan"],
});

const written: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), align, spans, pre: fc.boolean() }),
  fc.record({
    kind: fc.constant("table" as const),
    columns: fc.array(
      fc.record({
        align,
        width: fc.oneof(
          fc.constant({ kind: "auto" as const }),
          fc.record({ kind: fc.constant("fixed" as const), columns: fc.integer({ min: 1, max: 30 }) }),
          fc.record({ kind: fc.constant("percent" as const), percent: fc.integer({ min: 5, max: 100 }) }),
          fc.record({ kind: fc.constant("star" as const), weight: fc.integer({ min: 1, max: 3 }) }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("rule" as const), character: fc.constantFrom("-", "=", "*") }),
  fc.record({ kind: fc.constant("feed" as const), lines: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant("cut" as const), partial: fc.boolean() }),
);

const ascii = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
const silent: fc.Arbitrary<Block> = fc.oneof(
  fc.constant({ kind: "drawer" as const }),
  fc.record({ kind: fc.constant("beep" as const), times: fc.integer({ min: 1, max: 3 }) }),
);
const code: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant("qr" as const),
    data: words(20),
    align,
    moduleDots: fc.integer({ min: 1, max: 16 }),
    level: fc.constantFrom("L" as const, "M" as const, "Q" as const, "H" as const),
  }),
  fc.record({
    kind: fc.constant("pdf417" as const),
    data: ascii,
    align,
    moduleDots: fc.integer({ min: 2, max: 8 }),
    columns: fc.constant(0),
    level: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({
    kind: fc.constant("barcode" as const),
    data: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
    align,
    symbology: fc.constantFrom("code128" as const, "code39" as const, "code93" as const),
    heightDots: fc.integer({ min: 20, max: 200 }),
    moduleDots: fc.constant(2),
    text: fc.boolean(),
  }),
);
const image: fc.Arbitrary<Block> = fc.oneof(
  // A picture that cannot be shown is its words in both; one that means nothing is missed in neither.
  fc.record({ picture: fc.constant({ problem: "no such file" }), alt: words(12) }),
  fc.record({ picture: fc.constant({ width: 9, height: 9, grey: new Uint8Array(81) }), alt: fc.constant("") }),
).chain(({ picture, alt }) =>
  align.map((align) => ({ kind: "image" as const, picture, align, dither: "threshold" as const, alt }))
);

const profile = fc.tuple(fc.constantFrom(48, 42, 32), fc.boolean())
  .map(([columns, cutter]) => paper(columns, { cutter, nativeCodes: ["qr", "pdf417", "barcode"] }));

/** What stands on each line, without its spaces: wide characters are spaced out on the paper and not in the text. */
function solid(lines: string): string[] {
  return lines.split("\n").map((line) => line.replaceAll(/\s/g, "")).filter((line) => line !== "");
}

/** The same lines as text: those of the receipt printer's layout, where wide characters take more room. */
function textOf(blocks: readonly Block[], on: Profile): string {
  return asText(encodeText(layout({ blocks }, on), on).bytes, on);
}

function asText(bytes: Uint8Array, on: Profile): string {
  return renderedText(bytes, { ...on, format: "text" }).replaceAll("— page —\n", "");
}

Deno.test("ESC/POS bytes read back have the text output's lines, whatever blocks and styles the document has", () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 8 }), profile, (blocks, on) => {
      const { items } = interpret(render({ blocks }, on).bytes, on);
      const lines = items.filter(({ kind }) => kind === "line");
      deepEqual(solid(paperText({ items: lines }, on)), solid(textOf(blocks, on)));
      ok(items.every(({ kind }) => kind === "line" || kind === "feed" || kind === "cut"));
    }),
    { numRuns: 400 },
  );
});

Deno.test("ESC/POS bytes read back have the text output's words in their places where no character is wide", () => {
  const narrow = written.map((block): Block => {
    const plain = (list: readonly Span[]) => list.map(({ text, style }) => ({ text, style: { ...style, width: 1 } }));
    if (block.kind === "text") return { ...block, spans: plain(block.spans) };
    if (block.kind !== "table") return block;
    return { ...block, rows: block.rows.map((row) => row.map((one) => ({ ...one, spans: plain(one.spans) }))) };
  });
  fc.assert(
    fc.property(fc.array(narrow, { minLength: 1, maxLength: 8 }), profile, (blocks, on) => {
      const lines = interpret(render({ blocks }, on).bytes, on).items.filter(({ kind }) => kind === "line");
      const inked = (text: string) => text.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
      deepEqual(
        inked(paperText({ items: lines }, on)),
        inked(asText(render({ blocks }, { ...on, format: "text" }).bytes, on)),
      );
    }),
    { numRuns: 400 },
  );
});

Deno.test("codes, pictures, drawer and beeps change nothing of the text, and the codes have its data", () => {
  const any = fc.oneof({ weight: 2, arbitrary: written }, code, image, silent);
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), profile, (blocks, on) => {
      const { items } = interpret(render({ blocks }, on).bytes, on);
      const read = items.map((item) => {
        if (item.kind === "line") return paperText({ items: [item] }, on);
        return "data" in item ? item.data : "";
      });
      equal(solid(read.join("\n")).join(""), solid(textOf(blocks, on)).join(""));
    }),
    { numRuns: 400 },
  );
});
