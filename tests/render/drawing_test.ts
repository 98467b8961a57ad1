import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { BwipPainter } from "../../src/code_painter/bwip_painter.ts";
import type { Block } from "../../src/domain/document.ts";
import { readDrawing } from "../../src/domain/drawing.ts";
import { displayColumns } from "../../src/render/display_width.ts";
import { layout } from "../../src/render/layout.ts";
import { interpret, listing, paperText } from "../../src/render/interpret.ts";
import { render, renderedText, renderPainted } from "../../src/render/render.ts";
import { barcode, qr } from "../code_painter/code_blocks.ts";
import { anyDocument, paper, paragraph, span } from "./documents.ts";

const OFFICE = paper(48, { format: "gdi" });
const painters = () => ({ text: null, codes: new BwipPainter() });

function items(...blocks: Block[]) {
  const drawing = readDrawing(render({ blocks }, OFFICE).bytes);
  ok(drawing !== null);
  return drawing.items;
}

Deno.test("render() draws the very lines of the layout, none wider than the paper, whatever the document", () => {
  fc.assert(fc.property(anyDocument, fc.constantFrom(48, 42, 32), ({ blocks }, columns) => {
    const on = paper(columns, { format: "gdi" });
    const written = { blocks: blocks.filter(({ kind }) => ["text", "table", "rule", "feed", "cut"].includes(kind)) };
    const expected = layout(written, on).flatMap((line) => line.kind === "text" ? [line.spans] : []);
    const lines = interpret(render(written, on).bytes, on).items.flatMap((item) => item.kind === "line" ? [item] : []);
    const text = (spans: readonly { readonly text: string }[]) =>
      spans.map((span) => span.text).join("").toWellFormed();
    deepEqual(lines.map(({ runs }) => text(runs)), expected.map(text));
    for (const { runs, columns: used } of lines) {
      equal(runs.reduce((sum, { text, style }) => sum + displayColumns(text) * style.width, 0), used);
      ok(used <= columns);
    }
  }));
});

Deno.test("render() draws any document with codes and pictures so that it can be read back", () => {
  fc.assert(fc.property(anyDocument, (document) => {
    const { bytes } = render(document, OFFICE);
    ok(readDrawing(bytes) !== null);
    ok(interpret(bytes, OFFICE).items.every(({ kind }) => kind !== "unknown"));
  }));
});

Deno.test("render() keeps letters of every script, styles and sizes, and joins what is alike", () => {
  const [line, ...more] = items({
    kind: "text",
    align: "center",
    pre: false,
    spans: [span("Ž日本 "), span("ab"), span("x", { bold: true, width: 8, height: 3 })],
  });
  equal(more.length, 0);
  deepEqual(line, {
    kind: "line",
    align: "center",
    columns: 1 + 4 + 1 + 2 + 8,
    spans: [span("Ž日本 ab"), span("x", { bold: true, width: 8, height: 3 })],
  });
  deepEqual(render({ blocks: [paragraph("Ž日本 🍕 „x“ …")] }, OFFICE).warnings, []);
  equal(renderedText(render({ blocks: [paragraph("„x“ – … •")] }, OFFICE).bytes, OFFICE), "„x“ – … •\n");
});

Deno.test("render() draws a rule as a rule, and a line of hyphens that is no rule as text", () => {
  deepEqual(items({ kind: "rule", character: "=" }), [{ kind: "rule", character: "=" }]);
  equal(items(paragraph("-".repeat(47)))[0]?.kind, "line");
  equal(items(paragraph("-".repeat(48), "left", { bold: true }))[0]?.kind, "line");
  equal(
    renderedText(render({ blocks: [{ kind: "rule", character: "=" }] }, OFFICE).bytes, OFFICE),
    `${"=".repeat(48)}\n`,
  );
});

Deno.test("renderPainted() draws codes as dots, whatever the printer makes itself, with the data below barcodes", async () => {
  const blocks = [qr("https://a.example"), barcode("ean13", "4006381333931", { text: true })];
  const rough = render({ blocks }, OFFICE, painters());
  deepEqual(rough.wants, ["codes"]);
  const { bytes, warnings, wants } = await renderPainted({ blocks }, OFFICE, painters());
  deepEqual([warnings, wants], [[], undefined]);
  deepEqual(readDrawing(bytes)?.items.map(({ kind }) => kind), ["raster", "raster", "line"]);
  match(paperText(interpret(bytes, OFFICE), OFFICE), /^\[picture \d+x\d+\]\n\[picture \d+x\d+\]\n.*4006381333931\n$/);
  match(listing(bytes, OFFICE), /"bits":"[^"]{24}…" \(\d+ characters\)/);
});

Deno.test("render() draws pictures, also where the profile says that the printer takes none", () => {
  const picture = { width: 16, height: 8, grey: new Uint8Array(128) };
  const image: Block = { kind: "image", picture, align: "right", dither: "threshold", alt: "logo" };
  const { bytes, warnings } = render({ blocks: [image] }, { ...OFFICE, pictureMode: "none" });
  deepEqual(warnings, []);
  deepEqual(readDrawing(bytes)?.items, [
    { kind: "raster", align: "right", width: 16, height: 8, bits: new Uint8Array(16).fill(0xff) },
  ]);
});

Deno.test("render() says what drawing cannot do, and prints words for a picture that is not there", () => {
  const { bytes, warnings } = render({
    blocks: [
      { kind: "drawer" },
      { kind: "beep", times: 2 },
      { kind: "image", picture: { problem: "no such file" }, align: "left", dither: "threshold", alt: "Logo" },
      { kind: "cut", partial: true },
    ],
  }, OFFICE);
  deepEqual(warnings, [
    'the drawer was not opened: format "gdi" has no command for it',
    'the printer did not beep: format "gdi" has no command for it',
    'a picture was printed as "Logo": no such file',
  ]);
  match(renderedText(bytes, OFFICE), /^Logo\n✂ -+\n$/);
});

Deno.test("interpret() shows bytes that are no drawing as unknown", () => {
  const bytes = new TextEncoder().encode("\x1b@Hello");
  deepEqual(interpret(bytes, OFFICE).items, [{ kind: "unknown", bytes }]);
  deepEqual(interpret(new Uint8Array(), OFFICE).items, []);
});
