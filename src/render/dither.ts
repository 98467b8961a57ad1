import type { Dither } from "../domain/picture.ts";

/** A pixel darker than this is a dot. */
const MIDDLE = 128;

/** Where part of a pixel's error goes: columns to the right, rows down, and its share. */
type Share = readonly [right: number, down: number, share: number];

/** R. W. Floyd and L. Steinberg, "An adaptive algorithm for spatial grey scale", 1976. */
const FLOYD_STEINBERG: readonly Share[] = [[1, 0, 7 / 16], [-1, 1, 3 / 16], [0, 1, 5 / 16], [1, 1, 1 / 16]];
/** Bill Atkinson's for the first Macintosh: a quarter of the error is dropped, which keeps light and dark parts clean. */
const ATKINSON: readonly Share[] = [[1, 0, 1 / 8], [2, 0, 1 / 8], [-1, 1, 1 / 8], [0, 1, 1 / 8], [1, 1, 1 / 8], [
  0,
  2,
  1 / 8,
]];

const SHARES: Readonly<Record<Dither, readonly Share[]>> = {
  "floyd-steinberg": FLOYD_STEINBERG,
  atkinson: ATKINSON,
  threshold: [],
};

/** Columns and rows that an error reaches at most. */
const REACH = 2;

/**
 * Dots for shades of grey (0 black, 255 white; `width` by `height`): one bit each, set for a dot, eight to the byte from
 * the left, each row beginning with a byte of its own. `grey` stays as it is, and no error leaves its row at the ends.
 */
export function dithered(grey: Uint8Array, width: number, height: number, kind: Dither): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  const shares = SHARES[kind];
  // Room at both ends takes what would leak into the next row.
  const room = width + 2 * REACH;
  const errors = Array.from({ length: REACH + 1 }, () => new Float32Array(room));
  for (let y = 0; y < height; y++) {
    const own = errors[y % (REACH + 1)] ?? new Float32Array(room);
    const targets = shares.map(([right, down, share]) => {
      return { row: errors[(y + down) % (REACH + 1)] ?? own, offset: right + REACH, share };
    });
    for (let x = 0; x < width; x++) {
      const shade = (grey[y * width + x] ?? 255) + (own[x + REACH] ?? 0);
      const isDot = shade < MIDDLE;
      if (isDot) bits[y * rowBytes + (x >> 3)] = (bits[y * rowBytes + (x >> 3)] ?? 0) | 0x80 >> (x & 7);
      const error = isDot ? shade : shade - 255;
      if (error === 0) continue;
      for (const { row, offset, share } of targets) row[x + offset] = (row[x + offset] ?? 0) + error * share;
    }
    own.fill(0);
  }
  return bits;
}
