import type { Raster } from "../domain/picture.ts";
import { oneBitPng } from "./one_bit_png.ts";

/** Ink of a thermal head: black, a little grey. */
export const INK = "#161616";
const INK_BYTES = [0x16, 0x16, 0x16] as const;

/** Characters of a path for each byte of a picture, above which the picture is the smaller of the two. */
const PATH_CHARACTERS_FOR_A_BYTE = 4 / 3;

/**
 * The dots of `raster` as SVG, with its left upper corner at `x`, `y`, exactly dot for dot: rectangles for what is made of
 * them (codes), a picture of one bit for the rest, whichever is shorter. Empty when no dot is set.
 */
export function svgDots(raster: Raster, x: number, y: number): string {
  const most = (raster.bits.length + 120) * PATH_CHARACTERS_FOR_A_BYTE;
  const path = rectangles(raster, x, y, most);
  if (path === "") return "";
  if (path !== null) return `<path d="${path}"/>\n`;
  return `<image x="${x}" y="${y}" width="${raster.width}" height="${raster.height}" image-rendering="pixelated" ` +
    `href="data:image/png;base64,${base64(oneBitPng(raster, INK_BYTES))}"/>\n`;
}

/** Rows that are alike are one row of higher rectangles; `null` when the path gets longer than `most`. */
function rectangles({ width, height, bits }: Raster, x: number, y: number, most: number): string | null {
  const rowBytes = Math.ceil(width / 8);
  let path = "";
  for (let top = 0, bottom = 0; top < height; top = bottom) {
    bottom = top + 1;
    while (bottom < height && isAlike(bits, top * rowBytes, bottom * rowBytes, rowBytes)) bottom++;
    const isSet = (dot: number) => ((bits[top * rowBytes + (dot >> 3)] ?? 0) & 0x80 >> (dot & 7)) !== 0;
    for (let left = 0; left < width; left++) {
      if (!isSet(left)) continue;
      const from = left;
      while (left < width && isSet(left)) left++;
      path += `M${x + from} ${y + top}h${left - from}v${bottom - top}h${from - left}z`;
      if (path.length > most) return null;
    }
  }
  return path;
}

function isAlike(bits: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (bits[one + at] !== bits[other + at]) return false;
  return true;
}

/** Bytes one `String.fromCharCode` is given at once: more may not fit on the stack. */
const PIECE = 8_192;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
