import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { encode, type ImageData } from "fast-png";
import jpeg from "jpeg-js";
import { decodePicture } from "../../src/pictures/decode.ts";
import { pngFile } from "./png_file.ts";

/** The rows of a decoded picture, or what is wrong with it. */
function rows(bytes: Uint8Array): number[][] | string {
  const picture = decodePicture(bytes);
  if ("problem" in picture) return picture.problem;
  const { width, height, grey } = picture;
  assert.equal(grey.length, width * height);
  return Array.from({ length: height }, (_, y) => [...grey.subarray(y * width, (y + 1) * width)]);
}

function png(
  channels: number,
  depth: ImageData["depth"],
  width: number,
  data: number[],
  more: Partial<ImageData> = {},
) {
  const height = depth === undefined || depth >= 8
    ? data.length / channels / width
    : data.length / Math.ceil(width * depth / 8);
  const samples = depth === 16 ? Uint16Array.from(data) : Uint8Array.from(data);
  return encode({ width, height, channels, depth: depth ?? 8, data: samples, ...more });
}

Deno.test("decodePicture() reads every colour type and depth of PNG, clear parts as white", async (t) => {
  const palette = [[0, 0, 0], [255, 0, 0], [255, 255, 255]] as [number, number, number][];
  const clearPalette = [[0, 0, 0, 0], [0, 0, 0, 128], [0, 0, 0, 255]] as [number, number, number, number][];
  const table: [name: string, bytes: Uint8Array, expected: number[][]][] = [
    ["grey 1", png(1, 1, 3, [0b101_00000, 0b010_00000]), [[255, 0, 255], [0, 255, 0]]],
    ["grey 2", png(1, 2, 5, [0b00_01_10_11, 0b01_000000]), [[0, 85, 170, 255, 85]]],
    ["grey 4", png(1, 4, 3, [0x0f, 0x80]), [[0, 255, 136]]],
    ["grey 8", png(1, 8, 2, [0, 1, 128, 255]), [[0, 1], [128, 255]]],
    ["grey 16", png(1, 16, 2, [0, 0x8080]), [[0, 128]]],
    ["colour 8", png(3, 8, 2, [255, 0, 0, 0, 255, 0]), [[76, 150]]],
    ["colour 16", png(3, 16, 2, [0, 0, 0xffff, 0xffff, 0xffff, 0xffff]), [[29, 255]]],
    ["palette 1", png(1, 1, 2, [0b01_000000], { palette }), [[0, 76]]],
    ["palette 2", png(1, 2, 3, [0b10_01_00_00], { palette }), [[255, 76, 0]]],
    ["palette 4", png(1, 4, 3, [0x21, 0x00], { palette }), [[255, 76, 0]]],
    ["palette 8", png(1, 8, 3, [2, 1, 0], { palette }), [[255, 76, 0]]],
    ["palette with alpha", png(1, 8, 3, [0, 1, 2], { palette: clearPalette }), [[255, 127, 0]]],
    ["grey and alpha 8", png(2, 8, 3, [0, 0, 0, 255, 100, 128]), [[255, 0, 177]]],
    ["grey and alpha 16", png(2, 16, 2, [0, 0, 0, 0xffff]), [[255, 0]]],
    ["colour and alpha 8", png(4, 8, 2, [255, 0, 0, 255, 0, 0, 0, 0]), [[76, 255]]],
    ["colour and alpha 16", png(4, 16, 2, [0, 0, 0, 0xffff, 0, 0, 0, 0x8080]), [[0, 127]]],
    [
      "one clear grey",
      pngFile({
        ...{ width: 3, height: 1, depth: 2, colour: 0, raw: Uint8Array.of(0, 0b00_01_10_00) },
        chunks: [["tRNS", Uint8Array.of(0, 1)]],
      }),
      [[0, 255, 170]],
    ],
    [
      "one clear colour, and a palette that is only a suggestion",
      pngFile({
        ...{ width: 2, height: 1, depth: 8, colour: 2, raw: Uint8Array.of(0, 1, 2, 3, 9, 9, 9) },
        chunks: [["PLTE", Uint8Array.of(5, 5, 5)], ["tRNS", Uint8Array.of(0, 1, 0, 2, 0, 3)]],
      }),
      [[255, 9]],
    ],
  ];
  for (const [name, bytes, expected] of table) await t.step(name, () => assert.deepEqual(rows(bytes), expected));
});

Deno.test("decodePicture() reads interlaced PNG like any other", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1, max: 20 }),
    fc.constantFrom(1, 2, 4, 8),
    fc.infiniteStream(fc.nat(255)),
    (width, height, depth, dice) => {
      const max = 2 ** depth - 1;
      const pixels = Array.from({ length: height }, () => Array.from({ length: width }, () => dice.next().value & max));
      const interlaced = pngFile({ width, height, depth, colour: 0, interlaced: true, raw: adam7(pixels, depth) });
      const expected = pixels.map((row) => row.map((pixel) => Math.round(pixel * 255 / max)));
      assert.deepEqual(rows(interlaced), expected);
      if (depth < 8) return;
      const data = Uint8Array.from(pixels.flat());
      assert.deepEqual(rows(encode({ width, height, channels: 1, data }, { interlace: "Adam7" })), expected);
    },
  ));
});

/** The seven passes of PNG's specification, 8.2, as bytes without filters. */
function adam7(pixels: number[][], depth: number): Uint8Array {
  const passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];
  const bytes: number[] = [];
  for (const [left = 0, top = 0, right = 1, down = 1] of passes) {
    for (let y = top; y < pixels.length; y += down) {
      const row = (pixels[y] ?? []).filter((_, x) => x >= left && (x - left) % right === 0);
      if (row.length === 0) continue;
      const bits = row.map((pixel) => pixel.toString(2).padStart(depth, "0")).join("");
      bytes.push(0, ...(bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, "0"), 2)));
    }
  }
  return Uint8Array.from(bytes);
}

/** A JPEG of shades from black to white, from left to right. */
function ramp(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.fill(at / 4 % width * 255 / (width - 1), at, at + 3);
  return new Uint8Array(jpeg.encode({ width, height, data }, 95).data);
}

Deno.test("decodePicture() reads JPEG", () => {
  const found = rows(ramp(33, 9));
  assert.ok(Array.isArray(found));
  assert.deepEqual([found.length, found[0]?.length], [9, 33]);
  for (const row of found) for (const [x, grey] of row.entries()) assert.ok(Math.abs(grey - x * 255 / 32) < 6);
});

Deno.test("decodePicture() reads every kind of JPEG, the right way up", async (t) => {
  for (const { name } of [...Deno.readDirSync(new URL("../fixtures/jpeg/", import.meta.url))]) {
    await t.step(name, () => {
      const found = rows(Deno.readFileSync(new URL(`../fixtures/jpeg/${name}`, import.meta.url)));
      assert.ok(Array.isArray(found), String(found));
      assert.deepEqual([found.length, found[0]?.length], [8, 16]);
      // The quarter at the top left is black, however the file has it.
      for (const [y, row] of found.entries()) {
        for (const [x, grey] of row.entries()) {
          // Not at the edges, where colours of JPEG flow into one another.
          if (Math.abs(x - 7.5) < 2 || Math.abs(y - 3.5) < 2) continue;
          assert.ok(Math.abs(grey - (x < 8 && y < 4 ? 0 : 255)) < 40, `${x}, ${y}: ${grey}`);
        }
      }
    });
  }
});

Deno.test("decodePicture() reads a JPEG whose Exif data is damaged", () => {
  const bytes = Deno.readFileSync(new URL("../fixtures/jpeg/turned_6.jpg", import.meta.url));
  const at = bytes.findIndex((_, index) => String.fromCharCode(...bytes.subarray(index, index + 4)) === "Exif");
  for (let offset = at + 4; offset < at + 30; offset++) {
    for (const value of [0, 0xff, 0x2a]) {
      const broken = bytes.slice();
      broken[offset] = value;
      assert.ok(Array.isArray(rows(broken)), `byte ${offset} as ${value}`);
    }
  }
});

Deno.test("decodePicture() refuses what unpacks to more than it says, before it does", async (t) => {
  const small = { width: 10, height: 10, depth: 8, colour: 0 };
  const zeros = new Uint8Array(50_000_000);
  const jpegOf = (width: number, height: number) => {
    const bytes = ramp(8, 8);
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    new DataView(bytes.buffer).setUint16(frame + 5, height);
    new DataView(bytes.buffer).setUint16(frame + 7, width);
    return bytes;
  };
  const scan = Uint8Array.of(0xff, 0xda, 0, 0);
  const manyScans = new Uint8Array([...ramp(8, 8), ...Array.from({ length: 101 }, () => [...scan]).flat()]);
  const table: [name: string, bytes: Uint8Array, problem: RegExp][] = [
    ["more data than pixels", pngFile({ ...small, raw: zeros }), /more data than pixels/],
    [
      "a huge PNG",
      pngFile({ ...small, width: 100_000, height: 100_000, raw: zeros.subarray(0, 9) }),
      /100000 × 100000/,
    ],
    ["a PNG of no height", pngFile({ ...small, height: 0, raw: zeros.subarray(0, 9) }), /no pixels/],
    ["a thin PNG", pngFile({ ...small, width: 1, height: 10_001, raw: zeros.subarray(0, 9) }), /1 × 10001/],
    ["a huge JPEG", jpegOf(65_535, 65_535), /65535 × 65535/],
    ["a JPEG of no width", jpegOf(0, 8), /no pixels/],
    ["a JPEG of endless scans", manyScans, /more than 100 scans/],
    ["a huge file", new Uint8Array(4_000_001), /more than 4 MB/],
  ];
  for (const [name, bytes, problem] of table) {
    await t.step(name, () => {
      const start = performance.now();
      assert.match(String(rows(bytes)), problem);
      assert.ok(performance.now() - start < 1_000);
    });
  }
  await t.step("a colour profile is not unpacked", () => {
    const chunks = [["iCCP", new Uint8Array([0x61, 0, 0, ...deflateSync(zeros)])]] as const;
    assert.deepEqual(rows(pngFile({ ...small, width: 1, height: 1, raw: Uint8Array.of(0, 7), chunks })), [[7]]);
  });
});

Deno.test("decodePicture() says what is wrong with other files", async (t) => {
  const whole = png(1, 8, 2, [0, 1, 128, 255]);
  const table: [name: string, bytes: Uint8Array, problem: string][] = [
    ["nothing", new Uint8Array(), "it is neither PNG nor JPEG"],
    ["a GIF", new TextEncoder().encode("GIF89a"), "it is neither PNG nor JPEG"],
    ["a PNG without its end", whole.subarray(0, 40), "the PNG is damaged"],
    ["a PNG without its header", whole.subarray(0, 20), "the PNG is cut off"],
    ["a JPEG without anything", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), "the JPEG is cut off"],
    ["a JPEG without its end", ramp(8, 8).subarray(0, 300), "the JPEG is damaged or of a kind that cannot be read"],
    [
      "a PNG without its palette",
      pngFile({ width: 1, height: 1, depth: 8, colour: 3, raw: Uint8Array.of(0, 0) }),
      "the PNG has no palette",
    ],
    [
      "a PNG of colour type 5",
      pngFile({ width: 1, height: 1, depth: 8, colour: 5, raw: Uint8Array.of(0, 0) }),
      "it is a PNG of an unknown kind",
    ],
  ];
  for (const [name, bytes, problem] of table) await t.step(name, () => assert.equal(rows(bytes), problem));
});

Deno.test("decodePicture() never throws, however damaged a file is", () => {
  const files = [png(4, 8, 4, Array.from({ length: 64 }, (_, at) => at * 3 % 256)), ramp(16, 16)];
  const damage = fc.array(fc.tuple(fc.nat(800), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(fc.constantFrom(...files), damage, fc.nat(800), (file, changes, end) => {
    const bytes = file.slice(0, end < 400 ? end + 30 : file.length);
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    rows(bytes);
  }));
});
