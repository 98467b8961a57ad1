import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Block } from "../../src/domain/document.ts";
import { interpret, listing, paperText } from "../../src/render/interpret.ts";
import { pdf417Capacity, pdf417Shape } from "../../src/render/pdf417.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { checkCommands } from "./command_checker.ts";
import { paper } from "./documents.ts";

function code(data: string, more: Partial<Extract<Block, { kind: "pdf417" }>> = {}): Block {
  return { kind: "pdf417", data, align: "left", moduleDots: 3, columns: 0, level: 2, ...more };
}

Deno.test("pdf417Shape() keeps to the paper and to the limits of the standard", () => {
  const wish = fc.record({
    moduleDots: fc.integer({ min: 0, max: 10 }),
    columns: fc.integer({ min: 0, max: 40 }),
    level: fc.integer({ min: 0, max: 8 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_108 }), wish, fc.integer({ min: 0, max: 832 }), (bytes, wanted, dots) => {
      const shape = pdf417Shape(bytes, wanted, dots);
      if (shape === null) return;
      const { moduleDots, columns, widthDots } = shape;
      ok(moduleDots >= 2 && moduleDots <= Math.max(2, Math.min(8, wanted.moduleDots)));
      equal(widthDots, (columns * 17 + 69) * moduleDots);
      ok(widthDots <= dots && columns >= 1 && columns <= 30);
      // Five codewords hold six bytes; length, latch and 2 to the level + 1 for error correction come on top.
      const rows = Math.ceil((bytes * 5 / 6 + 2 + 2 ** (wanted.level + 1)) / columns);
      ok(rows <= 90 && rows * columns <= 928);
    }),
  );
});

Deno.test("pdf417Shape() takes the modules and columns asked for where there is room, else what suits", () => {
  const shape = (bytes: number, moduleDots: number, columns: number, dots: number) => {
    const { moduleDots: module, columns: count } = pdf417Shape(bytes, { moduleDots, columns, level: 2 }, dots) ?? {};
    return [module, count];
  };
  deepEqual(shape(30, 3, 0, 576), [3, 3]);
  deepEqual(shape(30, 3, 2, 576), [3, 2]);
  deepEqual(shape(30, 3, 12, 384), [3, 3]);
  deepEqual(shape(30, 8, 0, 384), [4, 1]);
  deepEqual(shape(600, 3, 0, 384), [2, 7]);
  deepEqual(shape(900, 3, 0, 384), [undefined, undefined]);
  deepEqual([0, 5, 8].map(pdf417Capacity), [1_108, 1_034, 496]);
});

Deno.test("interpret() reads the PDF417 code that render() sends", () => {
  const data = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .filter((text) => text.isWellFormed() && !/\p{Cc}/u.test(text) && !text.includes("\ufeff"));
  fc.assert(
    fc.property(data, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }), (text, level, columns) => {
      const { bytes, warnings } = render({ blocks: [code(text, { level, columns, align: "center" })] }, paper(48));
      deepEqual(warnings, []);
      checkCommands(bytes);
      const { widthDots: _, ...shape } =
        pdf417Shape(new TextEncoder().encode(text).length, { moduleDots: 3, columns, level }, 576) ??
          { widthDots: 0 };
      deepEqual(interpret(bytes, paper(48)).items, [{ kind: "pdf417", data: text, align: "center", level, ...shape }]);
    }),
  );
});

Deno.test("listing() and paperText() name a PDF417 code", () => {
  const { bytes } = render({ blocks: [code("TABLE 7", { align: "center" })] }, paper(32, { disableRealtime: false }));
  equal(paperText(interpret(bytes, paper(32)), paper(32)), "       [PDF417: TABLE 7]\n");
  deepEqual(listing(bytes, paper(32)).split("\n").map((line) => line.slice(49)).slice(2, -1), [
    "GS ( k 48 65  PDF417 columns 2",
    "GS ( k 48 66  PDF417 rows 0",
    "GS ( k 48 67  PDF417 module 3",
    "GS ( k 48 68  PDF417 row height 3",
    "GS ( k 48 69  PDF417 level 2",
    "GS ( k 48 70  PDF417 options 0",
    'GS ( k 48 80  PDF417 data "TABLE 7"',
    "GS ( k 48 81  PDF417 print",
  ]);
});

Deno.test("render() prints the data of a PDF417 code that cannot be as text, and says why", async (t) => {
  const table: [name: string, block: Block, warning: string][] = [
    ["controls", code("a\x1bp"), 'PDF417 code "a p" has control characters; printed as text'],
    ["no data", code(""), "PDF417 code without data; left out"],
    [
      "too long",
      code("€".repeat(350), { level: 5 }),
      `PDF417 code "${"€".repeat(40)}…" is too long: 1050 bytes, at most 1034 at level 5; printed as text`,
    ],
    [
      "too large for the paper",
      code("x".repeat(900)),
      `PDF417 code "${"x".repeat(40)}…" is too large for the paper: 900 bytes; printed as text`,
    ],
  ];
  for (const [name, block, warning] of table) {
    await t.step(name, () => {
      const { bytes, warnings } = render({ blocks: [block] }, paper(32));
      deepEqual(warnings, [warning]);
      ok(!checkCommands(bytes).includes("GS ( k"));
    });
  }
});

Deno.test("text output has the data of a PDF417 code", () => {
  const profile = paper(32, { format: "text" });
  equal(renderedText(render({ blocks: [code("TABLE 7")] }, profile).bytes, profile), "TABLE 7\n— page —\n");
});
