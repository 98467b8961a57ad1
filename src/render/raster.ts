import type { Dither, Picture, PictureWidth, Raster } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { MAX_RASTER_ROWS, rasterImage } from "./commands.ts";
import { dithered } from "./dither.ts";
import { paperDots, within } from "./range.ts";
import { scaled } from "./scale.ts";

/** Dots a picture may be long, 30 cm: a sliver of a picture must not empty the roll. */
const MAX_HEIGHT = 2_400;

/** `picture` at the size it has on the paper of `profile`, as dots. */
export function rasterOf(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
  dither: Dither,
): Raster {
  const { width, height } = sizeOf(picture, profile, wanted);
  return { width, height, bits: withoutRealtime(dithered(scaled(picture, width, height), width, height, dither)) };
}

// The same logo on every receipt is dithered once for each width and lives as long as its picture.
const encoded = new WeakMap<Picture, Map<string, Uint8Array>>();
/** Sizes of one picture that are kept: there are as many as printers, times templates. */
const MAX_KEPT = 8;

/** The commands that print `picture`, in bands. The same picture on the same paper is computed once. */
export function rasterCommands(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
  dither: Dither,
): Uint8Array {
  const key = `${sizeOf(picture, profile, wanted).width} ${dither}`;
  const kept = encoded.get(picture) ?? new Map<string, Uint8Array>();
  const ready = kept.get(key);
  if (ready !== undefined) return ready;
  const bytes = bandsOf(rasterOf(picture, profile, wanted, dither));
  const [oldest] = kept.keys();
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, bytes);
  encoded.set(picture, kept);
  return bytes;
}

/** The commands that print `raster` as it is, in bands. */
export function bandsOf({ width, height, bits }: Raster): Uint8Array {
  const out = new ByteBuffer();
  const rowBytes = Math.ceil(width / 8);
  for (let row = 0; row < height; row += MAX_RASTER_ROWS) {
    const rows = Math.min(MAX_RASTER_ROWS, height - row);
    rasterImage(out, rowBytes, rows, bits.subarray(row * rowBytes, (row + rows) * rowBytes));
  }
  return out.take();
}

function sizeOf(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
): { width: number; height: number } {
  const most = paperDots(profile);
  const asked = wanted === undefined
    ? picture.width
    : wanted.kind === "dots"
    ? wanted.dots
    : most * wanted.percent / 100;
  const width = within(asked, 1, most);
  const height = Math.max(1, Math.round(picture.height * width / picture.width));
  if (height <= MAX_HEIGHT) return { width, height };
  return { width: Math.max(1, Math.floor(width * MAX_HEIGHT / height)), height: MAX_HEIGHT };
}

/**
 * DLE EOT, DLE ENQ and DLE DC4 are carried out even inside a picture's data (ESC/POS reference, "DLE DC4", notes), and
 * not every printer can be told not to. One more dot in the DLE undoes each of them.
 */
export function withoutRealtime(bits: Uint8Array): Uint8Array {
  for (let at = bits.indexOf(0x10); at >= 0; at = bits.indexOf(0x10, at + 1)) {
    const next = bits[at + 1];
    if (next === 0x04 || next === 0x05 || next === 0x14) bits[at] = 0x18;
  }
  return bits;
}
