import type { Style } from "../domain/document.ts";
import type { Raster } from "../domain/picture.ts";

/** How much of a dot a letter must cover, of 255, for it to be black: less than half, or thin strokes break. */
const THRESHOLD = 100;

/** The dots of a drawing (four bytes each: red, green, blue, how opaque) in a style's underline and inverse. */
export function dotsOf(pixels: Uint8Array, width: number, height: number, { underline, inverse }: Style): Raster {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const isLine = underline && y === height - 1;
    for (let x = 0; x < width; x++) {
      const isBlack = isLine || (pixels[4 * (y * width + x) + 3] ?? 0) >= THRESHOLD;
      const at = y * rowBytes + (x >> 3);
      if (isBlack !== inverse) bits[at] = (bits[at] ?? 0) | 0x80 >> (x & 7);
    }
  }
  return { width, height, bits };
}

/** Whether a drawing shows nothing at all. */
export function isBlank(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) >= THRESHOLD) return false;
  return true;
}
