import type { Raster } from "../domain/picture.ts";

/** The part of `raster` that has dots, without the white around it; `raster` itself when it has none. */
export function inked(raster: Raster): Raster {
  const { width, height, bits } = raster;
  const rowBytes = Math.ceil(width / 8);
  const isSet = (x: number, y: number) => ((bits[y * rowBytes + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) !== 0;
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isSet(x, y)) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), y + 1];
    }
  }
  if (right === 0) return raster;
  const newBytes = Math.ceil((right - left) / 8);
  const cropped = new Uint8Array(newBytes * (bottom - top));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y - top) * newBytes + (x - left >> 3);
      if (isSet(x, y)) cropped[at] = (cropped[at] ?? 0) | 0x80 >> (x - left & 7);
    }
  }
  return { width: right - left, height: bottom - top, bits: cropped };
}
