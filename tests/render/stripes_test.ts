import assert from "node:assert/strict";
import fc from "fast-check";
import type { Block } from "../../src/domain/document.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { interpret, type PaperItem } from "../../src/render/interpret.ts";
import { rasterBytes, rasterOf } from "../../src/render/raster.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { checkCommands } from "./command_checker.ts";
import { paper, paragraph } from "./documents.ts";

const COLUMNS = paper(48, { pictureMode: "columns", disableRealtime: false });
const RASTER = paper(48, { pictureMode: "raster", disableRealtime: false });

function items(raster: Raster, profile = COLUMNS): readonly PaperItem[] {
  return interpret(rasterBytes(raster, profile), profile).items;
}

/** Dots from a seed, some of the bytes taken from those that could become commands. */
const anyRaster: fc.Arbitrary<Raster> = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 70 }))
  .chain(([width, height]) => {
    const rowBytes = Math.ceil(width / 8);
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0, 255));
    return fc.array(byte, { minLength: rowBytes * height, maxLength: rowBytes * height }).map((bytes) => {
      // Nothing is set behind the width.
      const bits = Uint8Array.from(
        bytes,
        (it, at) => at % rowBytes === rowBytes - 1 ? it & 0xff00 >> ((width - 1) % 8 + 1) : it,
      );
      return { width, height, bits };
    });
  });

Deno.test("rasterBytes() sends stripes of 24 rows as ESC *, and the lines close together only as long", () => {
  const bits = Uint8Array.from({ length: 25 }, (_, y) => y === 0 ? 0x80 : y === 24 ? 0x01 : 0);
  assert.equal(
    rasterBytes({ width: 8, height: 25, bits }, COLUMNS).toHex(),
    "1b3318" + "1b2a210800" + "800000" + "000000".repeat(7) + "0a" +
      "1b3301" + "1b2a210800" + "000000".repeat(7) + "800000" + "0a" + "1b32",
  );
});

Deno.test("interpret() reads the stripes of a picture as the picture that GS v 0 would print", () => {
  fc.assert(fc.property(anyRaster, (raster) => {
    const [[striped, ...more], [banded]] = [items(raster), items(raster, RASTER)];
    assert.deepEqual(more, []);
    assert.ok(striped?.kind === "picture" && banded?.kind === "picture");
    assert.equal(striped.widthDots, banded.widthDots);
    assert.equal(striped.rows.length, raster.height);
    const [given, stripes, bands] = [bitsOf(raster.bits), bitsOf(...striped.rows), bitsOf(...banded.rows)];
    // Both orders of the bytes have real-time commands of their own to undo, with one dot more for each.
    const undone = ["1004", "1005", "1014"].some((it) => rasterBytesUnsafe(raster).includes(it));
    if (!undone) assert.equal(stripes, given);
    for (const seen of [stripes, bands]) {
      for (let at = 0; at < given.length; at++) if (given[at] === "1") assert.equal(seen[at], "1");
    }
    checkCommands(rasterBytes(raster, COLUMNS));
  }));
});

Deno.test("rasterBytes() undoes real-time commands in the order in which the bytes are sent", () => {
  // Column 0 is 0x10 0x14 0x00, column 1 0x10 0x05 0x10, column 2 0x04: across columns as well.
  const columns = [[0x10, 0x14, 0x00], [0x10, 0x05, 0x10], [0x04, 0, 0]];
  const bits = new Uint8Array(24);
  for (const [x, bytes] of columns.entries()) {
    for (let y = 0; y < 24; y++) {
      if (((bytes[y >> 3] ?? 0) & 0x80 >> (y & 7)) > 0) bits[y] = (bits[y] ?? 0) | 0x80 >> x;
    }
  }
  const before = bits.slice();
  const sent = rasterBytes({ width: 8, height: 24, bits }, COLUMNS).toHex();
  assert.match(sent, /^1b33181b2a210800301400300530040000/);
  assert.deepEqual(bits, before);
  assert.equal(
    rasterBytes({ width: 16, height: 1, bits: Uint8Array.of(0x10, 0x14) }, RASTER).toHex(),
    "1d763000020001001814",
  );
});

Deno.test("rasterBytes() puts no dot under the last row to undo a command", () => {
  // Column 0 is 0x00 0x00 0x10, whose dot is in the last of 20 rows, column 1 begins with 0x04.
  const bits = Uint8Array.from({ length: 20 }, (_, y) => y === 19 ? 0x80 : y === 5 ? 0x40 : 0);
  const [item] = items({ width: 8, height: 20, bits });
  assert.ok(item?.kind === "picture");
  assert.deepEqual(item.rows.map(([byte]) => byte), [...bits].map((byte, y) => y === 18 ? 0x80 : byte));
});

Deno.test("rasterBytes() never has a width that would be a real-time command", async (t) => {
  for (const width of [1033, 1040, 1289, 1296]) {
    await t.step(String(width), () => {
      const bytes = rasterBytes({ width, height: 1, bits: new Uint8Array(Math.ceil(width / 8)) }, COLUMNS);
      checkCommands(bytes);
      assert.ok(!/^1b33011b2a2110(04|05)/.test(bytes.toHex()));
    });
  }
});

Deno.test("rasterBytes() has no bytes for no dots", () => {
  assert.equal(rasterBytes({ width: 0, height: 0, bits: new Uint8Array() }, COLUMNS).length, 0);
  assert.equal(rasterBytes({ width: 8, height: 0, bits: new Uint8Array() }, RASTER).length, 0);
});

Deno.test("render() prints a picture between lines in stripes, aligned, and the lines after it as before", () => {
  const picture = { width: 120, height: 50, grey: Uint8Array.from({ length: 6_000 }, (_, at) => at % 7 < 3 ? 0 : 255) };
  const image: Block = { kind: "image", picture, align: "right", dither: "threshold", alt: null };
  const blocks = [paragraph("above"), image, paragraph("below", "center")];
  const [striped, banded] = [COLUMNS, RASTER].map((profile) => interpret(render({ blocks }, profile).bytes, profile));
  assert.deepEqual(striped, banded);
  assert.equal(rasterOf(picture, COLUMNS, undefined, "threshold").width, 120);
  assert.equal(
    renderedText(render({ blocks }, COLUMNS).bytes, COLUMNS),
    `above\n${" ".repeat(32)}[picture 120x50]\n${" ".repeat(21)}below\n`,
  );
});

Deno.test("rasterOf() keeps a picture within what ESC * can count", () => {
  const picture = { width: 2_400, height: 10, grey: new Uint8Array(24_000) };
  assert.equal(rasterOf(picture, { ...COLUMNS, dots: 2_400 }, undefined, "threshold").width, 2_040);
  assert.equal(rasterOf(picture, { ...RASTER, dots: 2_400 }, undefined, "threshold").width, 2_400);
});

Deno.test("interpret() leaves a stripe among text, and one in a line of usual height, as dots in the line", () => {
  const stripe = "1b2a210800" + "800000".repeat(7) + "000001";
  const read = (hex: string) => interpret(Uint8Array.fromHex(hex), RASTER).items.map(({ kind }) => kind);
  assert.deepEqual(read(`${stripe}0a`), ["line"]);
  assert.deepEqual(read(`1b3318${stripe}410a`), ["line"]);
  assert.deepEqual(read(`1b3318${stripe}0a`), ["picture"]);
  assert.deepEqual(read(`1b3317${stripe}0a`), ["line"], "its last row would be lost");
  assert.deepEqual(read(`1b33181b40${stripe}0a`), ["line"]);
});

function bitsOf(...parts: readonly Uint8Array[]): string {
  return parts.map((part) => Array.from(part, (byte) => byte.toString(2).padStart(8, "0")).join("")).join("");
}

/** The bytes of the columns before anything is undone, as hex. */
function rasterBytesUnsafe({ width, height, bits }: Raster): string {
  const rowBytes = Math.ceil(width / 8);
  const isDot = (x: number, y: number) => y < height && ((bits[y * rowBytes + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) > 0;
  let hex = "";
  for (let top = 0; top < height; top += 24) {
    for (let x = 0; x < width; x++) {
      for (let y = top; y < top + 24; y += 8) {
        let byte = 0;
        for (let bit = 0; bit < 8; bit++) byte = byte * 2 + (isDot(x, y + bit) ? 1 : 0);
        hex += byte.toString(16).padStart(2, "0");
      }
    }
    hex += "|";
  }
  return hex;
}
