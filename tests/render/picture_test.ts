import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { Block } from "../../src/domain/document.ts";
import { DITHERS, type Picture } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { readPictureFile } from "../../src/pictures/picture_file.ts";
import { interpret, listing, type PaperItem } from "../../src/render/interpret.ts";
import { rasterCommands, rasterOf } from "../../src/render/raster.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { scaled } from "../../src/render/scale.ts";
import { assertGolden } from "../golden.ts";
import { checkCommands } from "./command_checker.ts";
import { paper, paragraph } from "./documents.ts";

type Image = Extract<Block, { kind: "image" }>;

function image(picture: Image["picture"], more: Partial<Image> = {}): Image {
  return { kind: "image", picture, align: "left", dither: "threshold", alt: null, ...more };
}

function grey(width: number, height: number, shade: (x: number, y: number) => number): Picture {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => shade(at % width, Math.floor(at / width)));
  return { width, height, grey: pixels };
}

/** The bytes of blocks behind the initialization, as hex. */
function body(profile: Profile, ...blocks: Block[]): string {
  return render({ blocks }, { ...profile, disableRealtime: false }).bytes.subarray(2).toHex();
}

function picturesOn(blocks: Block[], profile: Profile) {
  return interpret(render({ blocks }, profile).bytes, profile).items
    .filter((item): item is Extract<PaperItem, { kind: "picture" }> => item.kind === "picture");
}

Deno.test("render() prints a picture as GS v 0 with exactly its bytes", () => {
  const black = grey(9, 2, () => 0);
  assert.equal(body(paper(48), image(black)), "1d76300002000200" + "ff80ff80");
  assert.equal(
    body(paper(48), paragraph("a"), image(black, { align: "center" }), paragraph("b")),
    "610a" + "1b6101" + "1d76300002000200" + "ff80ff80" + "1b6100" + "620a",
  );
});

Deno.test("render() prints long pictures in bands of 255 rows", () => {
  const commands = rasterCommands(grey(8, 600, () => 0), DEFAULT_PROFILE, undefined, "threshold");
  assert.equal(commands.length, 600 + 3 * 8);
  const heads = [0, 255 + 8, 2 * (255 + 8)].map((at) => commands.subarray(at, at + 8).toHex());
  assert.deepEqual(heads, ["1d7630000100ff00", "1d7630000100ff00", "1d76300001005a00"]);
});

Deno.test("render() takes the largest picture there can be", () => {
  const large = grey(576, 2_400, (x, y) => (x ^ y) & 255);
  const { bytes } = render({ blocks: [image(large, { dither: "atkinson" })] }, DEFAULT_PROFILE);
  assert.equal(bytes.length, 10 + 72 * 2_400 + 10 * 8);
});

Deno.test("rasterOf() scales to the paper and to what is wanted", async (t) => {
  const picture = grey(1_000, 500, () => 0);
  const table: [name: string, width: Image["width"], columns: number, size: [number, number]][] = [
    ["down to 80 mm", undefined, 48, [576, 288]],
    ["down to 58 mm", undefined, 32, [384, 192]],
    ["to dots", { kind: "dots", dots: 100 }, 48, [100, 50]],
    ["no wider than the paper", { kind: "dots", dots: 9_999 }, 48, [576, 288]],
    ["to a share of the paper", { kind: "percent", percent: 50 }, 48, [288, 144]],
    ["to one dot at least", { kind: "percent", percent: 0.01 }, 48, [1, 1]],
  ];
  for (const [name, width, columns, size] of table) {
    await t.step(name, () => {
      const raster = rasterOf(picture, paper(columns), width, "threshold");
      assert.deepEqual([raster.width, raster.height], size);
    });
  }
  await t.step(
    "not larger by itself",
    () => assert.equal(rasterOf(grey(7, 3, () => 0), paper(48), undefined, "threshold").width, 7),
  );
  await t.step("not longer than 30 cm", () => {
    const { width, height } = rasterOf(
      grey(10, 9_000, () => 0),
      paper(48),
      { kind: "percent", percent: 100 },
      "threshold",
    );
    assert.deepEqual([width, height], [2, 2_400]);
  });
});

Deno.test("scaled() takes the mean of what a pixel covers", () => {
  assert.deepEqual([...scaled(grey(4, 2, (x) => x * 80), 2, 1)], [40, 200]);
  assert.deepEqual([...scaled(grey(3, 1, (x) => x * 100), 2, 1)], [33, 167]);
  assert.deepEqual([...scaled(grey(2, 1, (x) => x * 255), 4, 2)], [0, 0, 255, 255, 0, 0, 255, 255]);
});

const anyPicture = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 600 })).map(
  ([width, height]) => {
    let seed = width * 7919 + height;
    return grey(width, height, () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16 & 255);
  },
);

Deno.test("interpret() of an encoded picture has the same dots", () => {
  fc.assert(
    fc.property(anyPicture, fc.constantFrom(...DITHERS), fc.constantFrom(2, 32, 48), (picture, dither, columns) => {
      const profile = paper(columns);
      const raster = rasterOf(picture, profile, undefined, dither);
      const blocks = [paragraph("a"), image(picture, { dither, align: "right" }), paragraph("b")];
      const [printed, ...more] = picturesOn(blocks, profile);
      assert.deepEqual(more, []);
      assert.equal(printed?.align, "right");
      assert.equal(printed.widthDots, Math.ceil(raster.width / 8) * 8);
      assert.equal(printed.rows.length, raster.height);
      const rowBytes = printed.widthDots / 8;
      for (const [y, row] of printed.rows.entries()) {
        assert.deepEqual(row, raster.bits.slice(y * rowBytes, (y + 1) * rowBytes));
      }
      checkCommands(render({ blocks }, profile).bytes);
    }),
    { numRuns: 60 },
  );
});

Deno.test("render() has no real-time command in a picture", () => {
  // Row by row the bytes 0x10 0x14, 0x10 0x04 and 0x10 0x05.
  const rows = [[0x10, 0x14], [0x10, 0x04], [0x10, 0x05], [0x10, 0x10]];
  const picture = grey(16, 4, (x, y) => ((rows[y]?.[x >> 3] ?? 0) & 0x80 >> (x & 7)) > 0 ? 0 : 255);
  assert.equal(rasterOf(picture, paper(48), undefined, "threshold").bits.toHex(), "1814180418051010");
});

Deno.test("rasterCommands() computes a picture once for each size", () => {
  const picture = grey(800, 100, (x) => x & 255);
  const first = rasterCommands(picture, paper(48), undefined, "atkinson");
  assert.equal(rasterCommands(picture, paper(48, { drawerPin: 5 }), undefined, "atkinson"), first);
  assert.notEqual(rasterCommands(picture, paper(32), undefined, "atkinson"), first);
  assert.notEqual(rasterCommands(picture, paper(48), undefined, "threshold"), first);
  assert.notEqual(rasterCommands({ ...picture }, paper(48), undefined, "atkinson"), first);
});

Deno.test("render() prints the text of a picture that cannot be had, and says why", async (t) => {
  const black = grey(8, 8, () => 0);
  const gone = { problem: "there is no such file" };
  const text = paper(20, { format: "text" });
  const table: [name: string, block: Block, profile: Profile, paper: string, warnings: string[]][] = [
    ["missing", image(gone, { alt: "Bar Tirana", align: "center" }), paper(20), "     Bar Tirana\n", [
      'a picture was printed as "Bar Tirana": there is no such file',
    ]],
    ["missing, without text", image(gone), paper(20), "", ["a picture was left out: there is no such file"]],
    ["missing, a decoration", image(gone, { alt: "" }), paper(20), "", [
      "a picture was left out: there is no such file",
    ]],
    ["format text", image(black, { alt: "Bar Tirana" }), text, "Bar Tirana\n— page —\n", [
      'a picture was printed as "Bar Tirana": format "text" has no pictures',
    ]],
    ["format text, a decoration", image(black, { alt: "" }), text, "", []],
    ["format text, without text", image(black), text, "", ['a picture was left out: format "text" has no pictures']],
  ];
  for (const [name, block, profile, expected, warnings] of table) {
    await t.step(name, () => {
      const rendered = render({ blocks: [block, block] }, profile);
      const once = render({ blocks: [block] }, profile);
      assert.equal(renderedText(once.bytes, profile), expected);
      assert.deepEqual(once.warnings, warnings);
      assert.deepEqual(rendered.warnings, warnings);
    });
  }
});

Deno.test("the alt text of a picture is text like any other", () => {
  const block = image({ problem: "x" }, { alt: "\x1bp\x00\x19\xfa" });
  const { bytes } = render({ blocks: [block] }, paper(48));
  assert.deepEqual(checkCommands(bytes).filter((name) => name === "ESC p"), []);
});

Deno.test("interpret() takes only pictures whose dots are as they are", () => {
  const doubled = Uint8Array.of(0x1d, 0x76, 0x30, 1, 1, 0, 1, 0, 0xff);
  assert.equal(interpret(doubled, paper(48)).items[0]?.kind, "unknown");
  assert.equal(interpret(doubled.subarray(0, 8), paper(48)).items[0]?.kind, "unknown");
  assert.equal(interpret(Uint8Array.of(0x1d, 0x76, 0x30, 0, 0, 0, 9, 0), paper(48)).items[0]?.kind, "unknown");
});

Deno.test("the logo of the fixtures is the golden paper", async (t) => {
  const logo = readPictureFile(fileURLToPath(new URL("../fixtures/logo_384x120.png", import.meta.url)));
  assert.ok(!("problem" in logo), "problem" in logo ? logo.problem : "");
  for (const dither of DITHERS) {
    await t.step(dither, () => {
      const blocks = [image(logo, { dither, align: "center" })];
      const { bytes, warnings } = render({ blocks }, DEFAULT_PROFILE);
      assert.deepEqual(warnings, []);
      assert.equal(renderedText(bytes, DEFAULT_PROFILE), `${" ".repeat(15)}[picture 384x120]\n`);
      const [printed] = picturesOn(blocks, DEFAULT_PROFILE);
      assertGolden(`logo.${dither}.txt`, shaded(printed?.rows ?? []));
      const [line] = listing(bytes, DEFAULT_PROFILE).split("\n").filter((line) => line.includes("GS v"));
      assert.match(line ?? "", /^1d 76 30 00 30 00 78 00 .* \.\. +GS v 0 {2}picture 384x120, 5760 bytes$/);
    });
  }
});

/** Dots for the eye: a character is three by six of them, darker the more there are. */
function shaded(rows: readonly Uint8Array[]): string {
  const [wide, high] = [3, 6];
  const isDot = (x: number, y: number) => ((rows[y]?.[x >> 3] ?? 0) & 0x80 >> (x & 7)) > 0;
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += high) {
    let line = "";
    for (let x = 0; x < (rows[0]?.length ?? 0) * 8; x += wide) {
      let dots = 0;
      for (let at = 0; at < wide * high; at++) if (isDot(x + at % wide, y + Math.floor(at / wide))) dots++;
      line += " .:-=+*#%@"[Math.floor(dots * 9 / (wide * high))];
    }
    lines.push(line.trimEnd());
  }
  return lines.map((line) => `${line}\n`).join("");
}
