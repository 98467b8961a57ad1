import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Block } from "../../src/domain/document.ts";
import type { CodePainter } from "../../src/domain/painter.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import type { Paper, PaperItem } from "../../src/render/paper.ts";
import { paperOf } from "../../src/render/paper_of.ts";
import { render } from "../../src/render/render.ts";
import { type Drawing, drawPaper, paperSvg, paperWidth } from "../../src/render/svg.ts";
import { composer, sample } from "../template/reading.ts";
import { assertGolden } from "../golden.ts";
import { anyText, paper, paragraph, preformatted, span } from "./documents.ts";
import { dotsOf, type Element, elementsOf } from "./svg_reader.ts";

/** Where the first dot of a line stands: desk, then the white edge of 80 mm paper. */
const LEFT = 16 + 32;
const TOP = 16 + 40;

function drawn(blocks: readonly Block[], profile: Profile = DEFAULT_PROFILE): Drawing {
  return paperSvg(paperOf(render({ blocks }, profile).bytes, profile), profile, { codes: null });
}

function drawnItems(...items: PaperItem[]): Drawing {
  return paperSvg({ items }, DEFAULT_PROFILE, { codes: null });
}

/** The characters of the texts with the places they were given, spaces left out. */
function placed(elements: readonly Element[]): [character: string, x: number][] {
  return elements.filter(({ tag }) => tag === "text").flatMap(({ text, attributes }) => {
    const places = (attributes.x ?? "").split(" ").map(Number);
    return [...text].map((character, index): [string, number] => [character, places[index] ?? NaN]);
  }).filter(([character]) => character !== " ");
}

Deno.test("paperSvg() is as wide as the paper in the printer", () => {
  deepEqual([paperWidth(576), paperWidth(384), paperWidth(512), paperWidth(832)], [640, 464, 640, 896]);
  equal(drawn([paragraph("a")]).width, 16 + 640 + 16);
  equal(drawn([paragraph("a")], paper(32)).width, 16 + 464 + 16);
});

Deno.test("paperSvg() puts each character into its own column, wherever the line begins", async () => {
  const columns = (from: number, text: string) =>
    [...text].map((character, index): [string, number] => [character, LEFT + (from + index) * 12])
      .filter(([character]) => character !== " ");
  const { svg } = drawn([
    preformatted("Qty  Item          1.20"),
    paragraph("middle", "center"),
    paragraph("right", "right"),
    { kind: "text", align: "left", pre: true, spans: [span("ë ç "), span("€ fat", { bold: true }), span(" x")] },
  ]);
  deepEqual(placed(await elementsOf(svg)), [
    ...columns(0, "Qty  Item          1.20"),
    ...columns(21, "middle"),
    ...columns(43, "right"),
    ...columns(0, "ë ç € fat x"),
  ]);
});

Deno.test("paperSvg() leaves no spaces whose number viewers would have to keep", async () => {
  const texts = fc.sample(fc.array(fc.constantFrom(" ", "a", "ë", "e\u0301", "你", "\u00a0"), { maxLength: 30 }), 100);
  const items = texts.map((parts): PaperItem => ({
    kind: "line",
    align: "left",
    runs: [span(parts.join(""))],
    columns: 48,
  }));
  const elements = await elementsOf(paperSvg({ items }, DEFAULT_PROFILE, { codes: null }).svg);
  for (const { tag, text, attributes } of elements.filter(({ tag }) => tag === "text" || tag === "tspan")) {
    ok(!/^ | {2}| $/.test(text) || (tag === "tspan" && text === " "), JSON.stringify(text));
    if (tag === "text" && attributes.x !== undefined) equal(attributes.x.split(" ").length, text.length);
  }
});

Deno.test("paperSvg() draws large characters with their factors, all of a line ending at one bottom", async () => {
  const { svg } = drawn([{
    kind: "text",
    align: "left",
    pre: true,
    spans: [span("ab"), span("cd", { width: 2, height: 3 }), span("e", { height: 2 })],
  }, paragraph("next")]);
  const texts = (await elementsOf(svg)).filter(({ tag }) => tag === "text").map((
    { text, attributes: { x, y, transform } },
  ) => [text, x, y, transform ?? ""]);
  deepEqual(texts, [
    ["ab", `${LEFT} ${LEFT + 12}`, String(TOP + 48 + 19), ""],
    ["cd", "0 12", "19", `translate(${LEFT + 24} ${TOP})scale(2 3)`],
    ["e", "0", "19", `translate(${LEFT + 72} ${TOP + 24})scale(1 2)`],
    ["next", [0, 1, 2, 3].map((index) => LEFT + index * 12).join(" "), String(TOP + 72 + 19), ""],
  ]);
});

Deno.test("paperSvg() shows bold, underlined and inverse text", async () => {
  const { svg } = drawn([{
    kind: "text",
    align: "left",
    pre: true,
    spans: [span("a", { bold: true }), span("b ", { underline: true }), span(" c ", { inverse: true })],
  }]);
  const elements = await elementsOf(svg);
  const [bold, underlined, inverse] = elements.filter(({ tag }) => tag === "text");
  ok(Number(bold?.attributes["stroke-width"]) > 0 && underlined?.attributes.stroke === undefined);
  equal(inverse?.attributes.fill, "#fff");
  const dots = dotsOf(elements);
  const row = (y: number) =>
    [...dots].filter((dot) => dot.endsWith(`,${TOP + y}`)).map((dot) => Number(dot.split(",")[0]));
  deepEqual([Math.min(...row(22)), Math.max(...row(22))], [LEFT + 12, LEFT + 5 * 12 + 11]);
  deepEqual([Math.min(...row(0)), Math.max(...row(23))], [LEFT + 36, LEFT + 71]);
});

Deno.test("paperSvg() has every dot of a picture where the printer burns it", async (t) => {
  const noise = (seed: number, bytes: number) =>
    Uint8Array.from({ length: bytes }, (_, index) => Math.imul(index + seed, 2654435761) >>> 24);
  const rows: [name: string, pictureRows: Uint8Array[]][] = [
    ["dithered", Array.from({ length: 90 }, (_, index) => noise(index * 7, 6))],
    [
      "of rectangles",
      Array.from({ length: 40 }, (_, index) => Uint8Array.of(index < 20 ? 0xf0 : 0x0f, 0xff, 0, 0, 0, 1)),
    ],
    ["empty", [new Uint8Array(6), new Uint8Array(6)]],
  ];
  for (const [name, pictureRows] of rows) {
    await t.step(name, async () => {
      const { svg } = drawnItems({ kind: "picture", align: "center", widthDots: 48, rows: pictureRows });
      const expected = new Set<string>();
      for (const [y, row] of pictureRows.entries()) {
        for (let x = 0; x < 48; x++) {
          if (((row[x >> 3] ?? 0) & 0x80 >> (x & 7)) !== 0) expected.add(`${LEFT + 264 + x},${TOP + y}`);
        }
      }
      deepEqual(dotsOf(await elementsOf(svg)), expected);
    });
  }
});

Deno.test("paperSvg() joins stripes of ESC * without a gap, and keeps lines apart as ESC 3 says", async () => {
  const stripe = [0x1b, 0x2a, 33, 8, 0, ...new Array(24).fill(0xff)];
  const bytes = Uint8Array.of(0x1b, 0x33, 24, ...stripe, 0x0a, ...stripe, 0x0a, 0x1b, 0x32, 0x61, 0x0a, 0x62);
  const elements = await elementsOf(paperSvg(paperOf(bytes, DEFAULT_PROFILE), DEFAULT_PROFILE, { codes: null }).svg);
  const dots = dotsOf(elements);
  equal(dots.size, 8 * 48);
  for (let y = 0; y < 48; y++) ok(dots.has(`${LEFT},${TOP + y}`), `row ${y}`);
  const baselines = elements.filter(({ tag }) => tag === "text").map(({ attributes }) => Number(attributes.y));
  deepEqual(baselines, [TOP + 48 + 19, TOP + 48 + 30 + 19]);
});

Deno.test("paperSvg() draws codes with the painter, without the white around them, and their characters below", async () => {
  // A frame of one dot in white: what a painter adds as quiet zone stands on paper that is white anyway.
  const raster: Raster = {
    width: 10,
    height: 6,
    bits: Uint8Array.of(0, 0, 0x7f, 0x80, 0x40, 0x80, 0x40, 0x80, 0x7f, 0x80, 0, 0),
  };
  const codes: CodePainter = { isLoaded: true, load: () => Promise.resolve(), paint: () => raster };
  const barcode: PaperItem = {
    kind: "barcode",
    system: "code128",
    data: "AB",
    align: "right",
    heightDots: 4,
    moduleDots: 2,
    text: true,
  };
  const elements = await elementsOf(paperSvg({ items: [barcode] }, DEFAULT_PROFILE, { codes }).svg);
  const dots = dotsOf(elements);
  const x = LEFT + 576 - 8;
  deepEqual(dots.size, 8 + 2 + 2 + 8);
  ok(dots.has(`${x},${TOP}`) && dots.has(`${x + 7},${TOP + 3}`));
  deepEqual(placed(elements), [["A", x + 4 - 12], ["B", x + 4]]);
});

Deno.test("paperSvg() frames the data of a code that cannot be painted", async () => {
  const qr: PaperItem = { kind: "qr", data: "https://x.example/1?a=<b>&c", align: "left", moduleDots: 4, level: "M" };
  const unloaded: CodePainter = { isLoaded: false, load: () => Promise.resolve(), paint: () => ({ problem: "no" }) };
  for (const codes of [null, unloaded, { ...unloaded, isLoaded: true }]) {
    const elements = await elementsOf((await drawPaper({ items: [qr] }, DEFAULT_PROFILE, codes)).svg);
    equal(elements.find(({ tag }) => tag === "text")?.text, "QR: https://x.example/1?a=<b>&c");
  }
});

Deno.test("paperSvg() says beside the paper what leaves no dots on it", async () => {
  const { svg, width } = drawnItems(
    { kind: "drawer", pin: 5, onMs: 50, offMs: 500 },
    { kind: "beep", times: 3 },
    { kind: "unknown", bytes: Uint8Array.of(0x1b, 0x7f) },
  );
  const texts = (await elementsOf(svg)).filter(({ tag }) => tag === "text");
  deepEqual(texts.map(({ text }) => text), ["drawer opens: pin 5, 50 ms", "beep, 3 times", "unknown: 1b 7f"]);
  const heights = texts.map(({ attributes }) => Number(attributes.y));
  ok(heights.every((y, index) => index === 0 || y > (heights[index - 1] ?? 0)), "one under the other");
  ok(texts.every(({ attributes }) => Number(attributes.x) > 16 + 640 && Number(attributes.x) < width));
});

Deno.test("paperSvg() shows where the knife goes through, and where a page of text ends", () => {
  const cut: Block = { kind: "cut", partial: true };
  const once = drawn([paragraph("a"), cut]);
  match(once.svg, /stroke-dasharray[^]*<circle/);
  // What follows stands on the next paper, below its edge.
  const twice = drawn([paragraph("a"), cut, paragraph("b"), cut]);
  ok(twice.height > once.height + 30);
  const plain = { ...DEFAULT_PROFILE, format: "text" } as const;
  const page = drawn([paragraph("a"), cut], plain).svg;
  match(page, /stroke-dasharray/);
  ok(!page.includes("<circle"));
});

Deno.test("paperSvg() is inert and well-formed XML, whatever the bytes say", async () => {
  const hostile = "]]><script>alert(1)</script><!-- & \" ' <image href='http://x.example/'/> \u0085\uffff\ud800";
  const qr: PaperItem = { kind: "qr", data: hostile, align: "left", moduleDots: 4, level: "M" };
  const line: PaperItem = {
    kind: "line",
    align: "left",
    runs: [{ text: hostile, style: span("").style }],
    columns: 48,
  };
  const papers: Paper[] = [{ items: [line, qr] }];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), anyText, (bytes, text) => {
      papers.push(paperOf(bytes, DEFAULT_PROFILE), {
        items: [{ ...line, runs: [{ ...span(text) }] }, { ...qr, data: text }],
      });
    }),
    { numRuns: 150 },
  );
  // In one document: starting a reader for each would take minutes.
  const all = papers.map((one) => paperSvg(one, DEFAULT_PROFILE, { codes: null }).svg).join("");
  const elements = await elementsOf(`<papers>${all}</papers>`);
  deepEqual(
    [...new Set(elements.map(({ tag }) => tag))].filter((tag) =>
      !["papers", "svg", "g", "path", "text", "tspan", "image", "circle"].includes(tag)
    ),
    [],
  );
  for (const { attributes } of elements) {
    for (const [name, value] of Object.entries(attributes)) {
      ok(!/^on|style/i.test(name), name);
      ok(!name.endsWith("href") || value.startsWith("data:image/png;base64,"), value);
    }
  }
});

Deno.test("paperSvg() of a paper without end is bounded, and says what is missing", () => {
  const items = Array.from({ length: 10_000 }, (_, index): PaperItem => ({
    kind: "line",
    align: "left",
    runs: [{ text: `line ${index} `.padEnd(48, "x"), style: span("").style }],
    columns: 48,
  }));
  const all = paperSvg({ items }, DEFAULT_PROFILE, { codes: null });
  ok(all.svg.length < 2_500_000, `${all.svg.length} characters`);
  equal(all.left, 10_000 - Math.ceil((160_000 - TOP) / 30));
  match(all.svg, new RegExp(`… and ${all.left} more`));
  const rows = Array.from({ length: 500_000 }, () => new Uint8Array(72).fill(0xa5));
  const picture = paperSvg({ items: [{ kind: "picture", align: "left", widthDots: 576, rows }] }, DEFAULT_PROFILE, {
    codes: null,
  });
  ok(
    picture.left === 1 && picture.height < 161_000 && picture.svg.length < 20_000_000,
    `${picture.height} dots, ${picture.svg.length} characters`,
  );
});

Deno.test("paperSvg() of the kitchen's ticket is the golden drawing", () => {
  const profile = paper(32);
  const { bytes } = render(composer.compose(sample("print_request.kitchen_ticket"), profile), profile);
  assertGolden("kitchen_ticket.narrow32.svg", paperSvg(paperOf(bytes, profile), profile, { codes: null }).svg);
});

Deno.test("drawPaper() of a small picture ends where it is told, says nothing beside it, and loads no painter for what is below", async () => {
  let loaded = 0;
  const codes: CodePainter = {
    get isLoaded() {
      return loaded > 0;
    },
    load: () => Promise.resolve(void loaded++),
    paint: () => ({ problem: "not now" }),
  };
  const line = (text: string): PaperItem => ({
    ...{ kind: "line", align: "left", columns: 48 },
    runs: [{ text, style: span("").style }],
  });
  const lines = Array.from({ length: 60 }, (_, index) => line(`line ${index}`));
  const qr: PaperItem = { kind: "qr", align: "left", data: "below", moduleDots: 4, level: "M" };
  const items: PaperItem[] = [{ kind: "drawer", pin: 2, onMs: 100, offMs: 500 }, ...lines, qr];
  const small = await drawPaper({ items }, DEFAULT_PROFILE, codes, { maxDots: 800, isSmall: /./.test("x") });
  equal(loaded, 0);
  equal(small.width, drawnItems(line("x")).width);
  ok(small.height > 800 && small.height < 900, String(small.height));
  const texts = (await elementsOf(small.svg)).filter(({ tag }) => tag === "text");
  deepEqual(texts.map(({ text }) => text), Array.from({ length: 25 }, (_, index) => `line ${index}`));
  equal(texts[10]?.attributes.textLength, String(12 * "line 10".length));
  await drawPaper({ items: [qr, ...lines] }, DEFAULT_PROFILE, codes, { maxDots: 800, isSmall: /./.test("x") });
  equal(loaded, 1);
});
