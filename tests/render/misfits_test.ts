import { deepEqual } from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import type { PictureWidth } from "../../src/domain/picture.ts";
import { type Misfits, misfitsOf } from "../../src/render/misfits.ts";
import { cell, paper, paragraph, preformatted, span } from "./documents.ts";

const NONE: Misfits = { brokenWords: [], wrappedCells: [], longLines: [], shrunkPictures: [] };

function row(...texts: string[]): Block {
  return { kind: "table", columns: [], rows: [texts.map((text) => cell(text))] };
}

/** A white picture, or with `null` one that could not be read. */
function image(width: number | null, wanted?: PictureWidth): Block {
  const picture = width === null ? { problem: "it is not there" } : { width, height: 1, grey: new Uint8Array(width) };
  const more = wanted === undefined ? {} : { width: wanted };
  return { kind: "image", picture, align: "left", dither: "threshold", alt: null, ...more };
}

Deno.test("misfitsOf() finds what does not fit the paper as it was meant, and nothing else", async (t) => {
  const rows: [name: string, block: Block, found: Partial<Misfits>][] = [
    ["words that break at spaces", paragraph("soup of the day with bread"), {}],
    ["a word longer than the line", paragraph("a Donaudampfschiff"), { brokenWords: ["Donaudampfschiff"] }],
    ["the same word twice", paragraph("Donaudampfschiff Donaudampfschiff"), { brokenWords: ["Donaudampfschiff"] }],
    ["a word that breaks behind its hyphen", paragraph("Donau-dampf-schiff"), {}],
    ["East Asian text, which breaks anywhere", paragraph("一杯咖啡和一块蛋糕"), {}],
    ["a word in twice the width", paragraph("dampfer", "left", { width: 2 }), { brokenWords: ["dampfer"] }],
    ["cells that fit", row("soup", "4.50"), {}],
    ["a cell of two lines", row("soup of the day", "4.50"), { wrappedCells: ["soup of the day"] }],
    ["a cell that was given two lines", row("soup\nof day", "4"), {}],
    ["an empty cell", row("", "4.50"), {}],
    ["a line as long as the paper", preformatted("0123456789\n  x"), {}],
    ["a line longer than the paper", preformatted("short\n  78 90 123"), { longLines: ["78 90 123"] }],
    ["spaces behind a line", preformatted("short           "), {}],
    ["a line in twice the width", { kind: "text", align: "left", pre: true, spans: [span("ab cd e", { width: 2 })] }, {
      longLines: ["ab cd e"],
    }],
    ["a picture as wide as the paper", image(120), {}],
    ["a picture wider than the paper", image(121), { shrunkPictures: [{ wanted: 121, width: 120 }] }],
    ["a small picture that is to be wide", image(8, { kind: "dots", dots: 200 }), {
      shrunkPictures: [{ wanted: 200, width: 120 }],
    }],
    ["a wide picture that is to be small", image(400, { kind: "dots", dots: 100 }), {}],
    ["a wide picture that is to be as wide as the paper", image(400, { kind: "percent", percent: 100 }), {}],
    ["a picture that is not there", image(null), {}],
    ["a rule", { kind: "rule", character: "=" }, {}],
  ];
  for (const [name, block, found] of rows) {
    await t.step(name, () => deepEqual(misfitsOf({ blocks: [block] }, paper(10)), { ...NONE, ...found }));
  }
});
