import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { displayColumns } from "../../src/render/display_width.ts";
import { type Block, PLAIN } from "../../src/domain/document.ts";
import type { Format } from "../../src/domain/profile.ts";
import { layout } from "../../src/render/layout.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { anyDocument, laidOut, paper, paragraph, preformatted, span } from "./documents.ts";

Deno.test("layout() draws a rule across the line", async (t) => {
  const rows: [character: string, columns: number, line: string][] = [
    ["-", 5, "-----"],
    ["═", 5, "═════"],
    ["中", 5, "-----"],
    ["", 3, "---"],
    ["\x1b", 3, "---"],
    ["=-", 4, "===="],
  ];
  for (const [character, columns, line] of rows) {
    await t.step(JSON.stringify(character), () => deepEqual(laidOut(columns, { kind: "rule", character }), [line]));
  }
});

Deno.test("layout() leaves codes and what the printer does where they are", () => {
  deepEqual(laidOut(20, paragraph("a"), { kind: "feed", lines: 2 }, paragraph("b"), { kind: "cut", partial: true }), [
    "a",
    "<feed>",
    "b",
    "<cut>",
  ]);
});

Deno.test("layout() cleans text before it measures it", async (t) => {
  const rows: [name: string, text: string, line: string][] = [
    ["control characters become spaces", "\x1b\x70\x00\x19\xfa", "p ú"],
    ["bidi overrides go", "a\u202eb\u2066c\u200e", "abc"],
    ["decomposed letters are composed", "Tirane\u0308", "Tiranë"],
    ["soft hyphens go", "Kas\u00adtra\u00advec", "Kastravec"],
    ["narrow and thin spaces are spaces", "12\u2009500\u200aL", "12 500 L"],
    ["quotes that a page has stay", "“Kos” – ‘Çaj’", "“Kos” – ‘Çaj’"],
    ["a minus sign and primes become plain", "−5′ 3″", "-5' 3\""],
  ];
  for (const [name, text, line] of rows) {
    await t.step(name, () => deepEqual(laidOut(40, paragraph(text)), [line]));
  }
});

Deno.test("layout() writes typography plainly when no page has it", () => {
  const ascii = paper(40, { codePages: [] });
  const [line] = layout({ blocks: [paragraph("“Kos” – ‘Çaj’ … №5 ﬁn")] }, ascii);
  ok(line?.kind === "text");
  deepEqual([line.spans[0]?.text, line.columns], ["\"Kos\" - 'Çaj' ... No5 fin", 25]);
});

Deno.test("layout() makes no line wider than the paper, whatever the document is", () => {
  fc.assert(fc.property(anyDocument, fc.integer({ min: 2, max: 48 }), (document, columns) => {
    for (const line of layout(document, paper(columns))) {
      if (line.kind !== "text") continue;
      const used = line.spans.reduce((sum, { text, style }) => sum + displayColumns(text) * style.width, 0);
      ok(used <= columns, `${used} of ${columns}`);
      deepEqual(line.columns, used);
    }
  }));
});

Deno.test("layout() and the encoders take any number of columns a profile may say", () => {
  const blocks: Block[] = [
    paragraph("中 a", "right"),
    { kind: "rule", character: "-" },
    { kind: "qr", data: "a", align: "left", moduleDots: NaN, level: "L" },
    { kind: "cut", partial: true },
  ];
  for (const columns of [NaN, -1, 0, 1, 1.5, 1e9, Infinity]) {
    for (const format of ["escpos", "text"] as const) {
      const profile = paper(columns, { format });
      renderedText(render({ blocks }, profile).bytes, profile);
    }
  }
});

Deno.test("layout() makes characters as large as the printer's language can say, and no larger", async (t) => {
  const rows: [format: Format, wide: number, bold: boolean][] = [
    ["escpos", 8, true],
    ["starprnt", 6, true],
    ["starline", 6, true],
    ["gdi", 8, true],
    ["text", 1, false],
  ];
  for (const [format, most, bold] of rows) {
    await t.step(format, () => {
      const block = paragraph("ab", "left", { width: 20, height: 20, bold: Boolean(1) });
      const [line] = layout({ blocks: [block] }, paper(48, { format }));
      const style = { ...PLAIN, width: most, height: most, bold };
      deepEqual(line, { kind: "text", align: "left", spans: [span("ab", style)], columns: 2 * most });
    });
  }
});

Deno.test("layout() begins a paragraph on the side from which it is read, unless it is placed", () => {
  const alignOf = (block: Block) => {
    const [line] = layout({ blocks: [block] }, paper(20));
    return line?.kind === "text" ? line.align : line?.kind;
  };
  const hebrew = "שלום ABC";
  deepEqual([paragraph(hebrew), paragraph(hebrew, "center"), preformatted(hebrew)].map(alignOf), [
    "right",
    "center",
    "left",
  ]);
  deepEqual([paragraph("ABC שלום"), paragraph("Café 中 e\u0301")].map(alignOf), ["left", "left"]);
});
