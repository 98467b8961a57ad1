import assert from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import type { Picture, Pictures } from "../../src/domain/picture.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { parseMarkup } from "../../src/template/markup.ts";
import { job, readBlocks, sample } from "./reading.ts";

const DOT: Picture = { width: 1, height: 1, grey: Uint8Array.of(0) };

/** Knows `dot.png`, and the logo if it has one. */
function shelf(logo: string | null = null): Pictures {
  return { logo, find: (source) => source === "dot.png" || source === logo ? DOT : { problem: `no ${source}` } };
}

function blocksOf(html: string): Block[] {
  return parseMarkup(html, shelf());
}

Deno.test("parseMarkup() reads a picture with its width, dither, align and text", async (t) => {
  const plain: Block = { kind: "image", picture: DOT, align: "left", dither: "floyd-steinberg", alt: null };
  const table: [html: string, block: Block][] = [
    ["<img src=dot.png>", plain],
    ['<img src=" dot.png " alt="">', { ...plain, alt: "" }],
    ['<center><img src="dot.png" alt="Bar &amp; Grill"></center>', { ...plain, align: "center", alt: "Bar & Grill" }],
    ["<img src=dot.png align=right dither=Atkinson>", { ...plain, align: "right", dither: "atkinson" }],
    ["<img src=dot.png width=384>", { ...plain, width: { kind: "dots", dots: 384 } }],
    ["<img src=dot.png width='200px' height=7>", { ...plain, width: { kind: "dots", dots: 200 } }],
    ["<img src=dot.png width='50%'>", { ...plain, width: { kind: "percent", percent: 50 } }],
    ["<img src=x.png alt=X>", { ...plain, picture: { problem: "no x.png" }, alt: "X" }],
    ["<img alt=X>", { ...plain, picture: { problem: "the <img> has no src" }, alt: "X" }],
  ];
  for (const [html, block] of table) await t.step(html, () => assert.deepEqual(blocksOf(html), [block]));
});

Deno.test("parseMarkup() says which width or dither a picture cannot have", () => {
  assert.throws(() => blocksOf("<img src=dot.png width=0>"), /<img width>: expected a number of dots.*got "0"/);
  assert.throws(() => blocksOf("<img src=dot.png width=120%>"), /<img width>/);
  assert.throws(() => blocksOf("<img src=dot.png dither=ordered>"), /<img dither>: expected one of floyd-steinberg/);
});

Deno.test("parseMarkup() divides a paragraph at a picture, and takes its text in a table", () => {
  assert.deepEqual(readBlocks(blocksOf("<p>a <img src=dot.png> b</p>")), ["a", "[image]", "b"]);
  assert.deepEqual(readBlocks(blocksOf("<table><tr><td><img src=dot.png alt=Logo></td><td>b</td></tr></table>")), [
    "Logo | b",
  ]);
  assert.deepEqual(blocksOf("<head><img src=dot.png></head>"), []);
});

Deno.test("parseMarkup() has no pictures unless it is given some", () => {
  const [block] = parseMarkup("<img src=dot.png>");
  assert.ok(block?.kind === "image" && "problem" in block.picture);
});

Deno.test("compose() puts the logo at the head of a receipt, where there is one", () => {
  const paper = { columns: 48 };
  const receipt = sample("print_request.receipt");
  const without = new Composer(FORMATS, { pictures: shelf() }).compose(receipt, paper).blocks;
  const [first, ...rest] = new Composer(FORMATS, { pictures: shelf("logo:") }).compose(receipt, paper).blocks;
  assert.deepEqual(first, { kind: "image", picture: DOT, align: "center", dither: "floyd-steinberg", alt: "" });
  assert.deepEqual(rest, without);
});

Deno.test("compose() lets no job set the logo", () => {
  const composer = new Composer({ slip: "{% if logo %}<img src='{{ logo }}'>{% endif %}" }, { pictures: shelf() });
  assert.deepEqual(composer.compose(job("slip", { logo: "dot.png" }), { columns: 48 }).blocks, []);
});
