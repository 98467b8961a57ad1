import assert from "node:assert/strict";
import fc from "fast-check";
import { type Dither, DITHERS } from "../../src/domain/picture.ts";
import { dithered } from "../../src/render/dither.ts";

/** Dots as `#`, the bits behind the row left out. */
function drawn(grey: ArrayLike<number>, width: number, height: number, kind: Dither): string[] {
  const bits = dithered(Uint8Array.from(grey), width, height, kind);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const byte = bits[y * Math.ceil(width / 8) + (x >> 3)] ?? 0;
      return (byte & 0x80 >> (x & 7)) > 0 ? "#" : ".";
    }).join(""));
}

const FLAT = new Array(16).fill(96);
const RAMP = Array.from({ length: 16 }, (_, at) => at * 17);

Deno.test("dithered() makes the pattern of its method", async (t) => {
  // Worked out by a few lines of Python from the tables of shares.
  const table: [name: string, grey: number[], kind: Dither, dots: string[]][] = [
    ["Floyd–Steinberg of one grey", FLAT, "floyd-steinberg", ["#.##", "##.#", ".#.#", "##.#"]],
    ["Atkinson of one grey", FLAT, "atkinson", ["####", "#..#", "###.", ".##."]],
    ["threshold of one grey", FLAT, "threshold", ["####", "####", "####", "####"]],
    ["Floyd–Steinberg of a ramp", RAMP, "floyd-steinberg", ["####", "#.#.", ".#..", "...."]],
    ["Atkinson of a ramp", RAMP, "atkinson", ["####", "##..", "....", "...."]],
    ["threshold of a ramp", RAMP, "threshold", ["####", "####", "....", "...."]],
  ];
  for (const [name, grey, kind, dots] of table) {
    await t.step(name, () => assert.deepEqual(drawn(grey, 4, 4, kind), dots));
  }
});

const picture = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    grey: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
  })
);

Deno.test("dithered() leaves the picture as it is and sets no bit behind a row", () => {
  fc.assert(fc.property(picture, fc.constantFrom(...DITHERS), ({ width, height, grey }, kind) => {
    const before = grey.slice();
    const bits = dithered(grey, width, height, kind);
    assert.deepEqual(grey, before);
    assert.equal(bits.length, Math.ceil(width / 8) * height);
    const behind = 0xff >> (width % 8 || 8);
    for (let y = 1; y <= height; y++) assert.equal((bits[y * Math.ceil(width / 8) - 1] ?? 0) & behind, 0);
  }));
});

Deno.test("dithered() carries no error from the end of a row to the next one's beginning", async (t) => {
  for (const kind of DITHERS) {
    await t.step(kind, () => {
      // White on the left half, whatever grey is on the right one: nothing of it may come out on the left.
      const [width, height] = [16, 40];
      const grey = Uint8Array.from({ length: width * height }, (_, at) => at % width < 8 ? 255 : 100);
      const left = drawn(grey, width, height, kind).map((row) => row.slice(0, 4));
      assert.deepEqual(new Set(left), new Set(["...."]));
    });
  }
});

Deno.test("dithered() keeps black black, white white, and with Floyd–Steinberg the mean of the rest", () => {
  for (const kind of DITHERS) {
    assert.deepEqual(drawn([0, 0, 0, 0], 2, 2, kind), ["##", "##"]);
    assert.deepEqual(drawn([255, 255, 255, 255], 2, 2, kind), ["..", ".."]);
  }
  const [side, grey] = [64, 200];
  const dots = drawn(new Array(side * side).fill(grey), side, side, "floyd-steinberg").join("").replaceAll(".", "");
  assert.ok(Math.abs(dots.length / side ** 2 - (1 - grey / 255)) < 0.02);
});
