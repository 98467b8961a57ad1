import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { pagesOf } from "../../src/render/code_page.ts";
import { displayColumns } from "../../src/render/display_width.ts";
import { flowOf } from "../../src/render/flow.ts";
import { layout } from "../../src/render/layout.ts";
import { NO_SUBSTITUTION } from "../../src/render/missing.ts";
import { wrap } from "../../src/render/wrap.ts";
import { anyText, laidOut, paper, paragraph, preformatted, span, textOf, words } from "./documents.ts";

Deno.test("wrap() breaks where a line may break", async (t) => {
  const rows: [name: string, columns: number, text: string, lines: string[]][] = [
    ["at spaces", 10, "Bukë e zezë 500 g", ["Bukë e", "zezë 500 g"]],
    ["at spaces that stand just behind the line", 4, "abcd efgh", ["abcd", "efgh"]],
    ["after a hyphen when the rest does not fit", 8, "Müller-Škoda", ["Müller-", "Škoda"]],
    ["after a hyphen behind a single letter", 3, "x-ray", ["x-", "ray"]],
    ["not after a hyphen that begins a word", 6, "abc -12", ["abc", "-12"]],
    ["inside a word only when it is longer than the line", 5, "ab abcdefgh", ["ab", "abcde", "fgh"]],
    ["at a line end of the text", 20, "a\nb\n\nc", ["a", "b", "", "c"]],
    ["not again at a line end that ends the text", 20, "a\n", ["a"]],
    ["not at a no-break space, which prints as a space", 8, "Fr. 12\u00a0500", ["Fr.", "12\u00a0500"]],
    ["not at a narrow no-break space", 8, "kosto 12\u202f500", ["kosto", "12\u00a0500"]],
    ["at a zero-width space", 6, "abcd\u200befgh", ["abcd\u200b", "efgh"]],
    ["between East Asian characters, two columns each", 5, "中文字", ["中文", "字"]],
    ["between such characters beyond the first 65,536", 5, "\u{20000}\u{20bb7}\u{2b81d}", [
      "\u{20000}\u{20bb7}",
      "\u{2b81d}",
    ]],
    ["between a word and such a character only when it is too long", 6, "abc\u{20bb7}\u{20bb7}", [
      "abc\u{20bb7}",
      "\u{20bb7}",
    ]],
    ["not before closing punctuation", 6, "中文字。中", ["中文", "字。中"]],
    ["never inside a grapheme", 3, "x👨‍👩‍👧y", ["x👨‍👩‍👧", "y"]],
    ["with combining marks that take no room", 3, "a\u0323\u0331b\u0323\u0331c\u0323\u0331", [
      "ạ\u0331ḅ\u0331c\u0323\u0331",
    ]],
    ["not at a space that carries an accent", 3, "ab \u0301cd", ["ab \u0301", "cd"]],
    ["and drops none that carries an accent", 4, "abcd \u0301e", ["abcd", " \u0301e"]],
    ["inside a word whose first part ended a line", 4, "abc-defghijkl", ["abc-", "defg", "hijk", "l"]],
    ["before a grapheme of several columns", 3, "ab\u0915\u094d\u0915", ["ab", "\u0915\u094d\u0915"]],
    ["inside a grapheme only when it is longer than the line", 4, "\u0915\u094d".repeat(9), [
      "\u0915\u094d".repeat(4),
      "\u0915\u094d".repeat(4),
      "\u0915\u094d",
    ]],
    ["and then not inside a character", 4, "\u{11107}\u{11133}".repeat(5), [
      "\u{11107}\u{11133}".repeat(4),
      "\u{11107}\u{11133}",
    ]],
    ["folding white space", 20, "  a \t b  \n  c ", ["a b", "c"]],
    ["into nothing when there is no text", 20, "   ", []],
  ];
  for (const [name, columns, text, lines] of rows) {
    await t.step(name, () => deepEqual(laidOut(columns, paragraph(text)), lines));
  }
});

Deno.test("wrap() keeps spaces of preformatted text", async (t) => {
  const rows: [name: string, columns: number, text: string, lines: string[]][] = [
    ["inside and in front", 20, "  a   b\n   c", ["  a   b", "   c"]],
    ["and empty lines", 20, "a\n\nb\n", ["a", "", "b"]],
    ["and breaks what is too long at a space", 10, "abc   defghij", ["abc", "defghij"]],
    ["and breaks at the last space of those that may", 5, "a bcd efgh", ["a bcd", "efgh"]],
    ["and breaks a word that is too long inside it, not before it", 5, "  abcdefg", ["  abc", "defg"]],
    ["expanding tabs to columns of eight", 30, "a\tb\n1234567\tc\n12345678\td", [
      "a       b",
      "1234567 c",
      "12345678        d",
    ]],
    ["with other line ends", 20, "a\r\nb\rc\u2028d", ["a", "b", "c", "d"]],
  ];
  for (const [name, columns, text, lines] of rows) {
    await t.step(name, () => deepEqual(laidOut(columns, preformatted(text)), lines));
  }
});

Deno.test("wrap() leaves no space at the end of a line, where it would push the text off the right edge", () => {
  const lines = layout({ blocks: [paragraph("ab ", "right"), paragraph("cd ef gh ", "right")] }, paper(6));
  const texts = lines.map((line) =>
    line.kind === "text" ? [line.spans.map(({ text }) => text).join(""), line.columns] : []
  );
  deepEqual(texts, [["ab", 2], ["cd ef", 5], ["gh", 2]]);
});

Deno.test("wrap() divides the columns by the width of the characters", () => {
  deepEqual(laidOut(20, paragraph("DYQANI ÇELËSI", "center", { width: 2 })), ["DYQANI", "ÇELËSI"]);
  const [line] = layout({ blocks: [paragraph("DYQANI", "center", { width: 2 })] }, paper(20));
  ok(line?.kind === "text" && line.columns === 12);
});

Deno.test("wrap() makes one flow of spans in several styles", () => {
  const block = {
    kind: "text" as const,
    align: "left" as const,
    pre: false,
    spans: [span("Tot"), span("ali: ", { bold: true }), span(" 12,", { width: 2 }), span("50 €")],
  };
  const lines = layout({ blocks: [block] }, paper(15));
  deepEqual(textOf(lines), ["Totali:", "12,50 €"]);
  const [first, second] = lines.map((line) =>
    line.kind === "text" ? line.spans.map(({ text, style }) => [text, style.bold, style.width]) : []
  );
  deepEqual(first, [["Tot", false, 1], ["ali:", true, 1]]);
  deepEqual(second, [["12,", false, 2], ["50 €", false, 1]]);
});

Deno.test("wrap() makes no line wider than the paper and loses nothing but spaces", () => {
  fc.assert(fc.property(anyText, fc.integer({ min: 2, max: 48 }), fc.boolean(), (text, columns, pre) => {
    const lines = laidOut(columns, pre ? preformatted(text) : paragraph(text));
    for (const line of lines) ok(displayColumns(line) <= columns, JSON.stringify(line));
    const [whole = ""] = laidOut(10_000, { ...preformatted(text.replace(/[\r\n\u2028\u2029]/g, " ")) });
    const bare = (value: string) => value.replace(/[\s\u200b]/g, "").normalize("NFC");
    // A line break can part a base from its mark only where the text did.
    deepEqual(bare(lines.join("")), bare(whole));
  }));
});

Deno.test("wrap() breaks no word that fits on a line", () => {
  fc.assert(fc.property(words(12), fc.integer({ min: 12, max: 48 }), (text, columns) => {
    deepEqual(laidOut(columns, paragraph(text)).flatMap((line) => line.split(" ")), text.split(" "));
  }));
});

Deno.test("wrap() puts one character at least on each line, also where it is wider than the line", () => {
  const medium = { missing: NO_SUBSTITUTION, columns: 2, pages: pagesOf(paper(48)), maxFactor: 1 };
  for (const text of ["中文", "\u{20bb7}\u{2b81d}"]) {
    const lines = wrap(flowOf([span(text)], medium, "fold"), 1, "fold");
    deepEqual(lines.map(({ spans }) => spans.map(({ text }) => text).join("")), [...text]);
  }
});
