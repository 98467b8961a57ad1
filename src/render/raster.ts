import type { Dither, Picture, PictureWidth, Raster } from "../domain/picture.ts";
import { isStar, type Profile } from "../domain/profile.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { MAX_RASTER_ROWS, rasterImage } from "./commands.ts";
import { dithered } from "./dither.ts";
import { paperDots, within } from "./range.ts";
import { withoutRealtime } from "./realtime.ts";
import { scaled } from "./scale.ts";
import { putStarRaster } from "./star/star_raster.ts";
import { MAX_COLUMNS, putStripes } from "./stripes.ts";

/** Dots a picture may be long, 30 cm: a sliver of a picture must not empty the roll. */
const MAX_HEIGHT = 2_400;

/** `picture` at the size it has on the paper of `profile`, as dots that may stand in data for ESC/POS printers. */
export function rasterOf(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
  dither: Dither,
): Raster {
  const raster = dotsOf(picture, profile, wanted, dither);
  return { ...raster, bits: withoutRealtime(raster.bits, 0x18) };
}

/** `picture` at the size it has on the paper of `profile`, as dots. */
export function dotsOf(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
  dither: Dither,
): Raster {
  const { width, height } = sizeOf(picture, profile, wanted);
  return { width, height, bits: dithered(scaled(picture, width, height), width, height, dither) };
}

// The same logo on every receipt is dithered once for each width and lives as long as its picture.
const encoded = new WeakMap<Picture, Map<string, Uint8Array>>();
/** Sizes of one picture that are kept: there are as many as printers, times templates. */
const MAX_KEPT = 8;

/** The commands that print `picture`. The same picture on the same paper is computed once. */
export function rasterCommands(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
  dither: Dither,
): Uint8Array {
  const key = `${sizeOf(picture, profile, wanted).width} ${dither} ${profile.format} ${profile.pictureMode}`;
  const kept = encoded.get(picture) ?? new Map<string, Uint8Array>();
  const ready = kept.get(key);
  if (ready !== undefined) return ready;
  const bytes = rasterBytes(rasterOf(picture, profile, wanted, dither), profile);
  const [oldest] = kept.keys();
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, bytes);
  encoded.set(picture, kept);
  return bytes;
}

/**
 * The commands that print dots on the printer of `profile`, standing as its alignment says and ending at the beginning of a
 * line: `GS v 0` in bands of rows, or `ESC *` in stripes; Star's own in its formats. Must be at the beginning of a line. No
 * bytes for an empty raster, or where the printer takes no pictures.
 */
export function rasterBytes(
  raster: Raster,
  { format, pictureMode }: Pick<Profile, "format" | "pictureMode">,
): Uint8Array {
  const out = new ByteBuffer();
  if (pictureMode === "none" || raster.width < 1 || raster.height < 1) return out.take();
  if (isStar(format)) putStarRaster(out, raster, format);
  else if (pictureMode === "columns") putStripes(out, raster);
  else putBands(out, raster);
  return out.take();
}

function putBands(out: ByteBuffer, { width, height, bits }: Raster): void {
  const rowBytes = Math.ceil(width / 8);
  for (let row = 0; row < height; row += MAX_RASTER_ROWS) {
    const rows = Math.min(MAX_RASTER_ROWS, height - row);
    rasterImage(out, rowBytes, rows, withoutRealtime(bits.slice(row * rowBytes, (row + rows) * rowBytes), 0x18));
  }
}

function sizeOf(
  picture: Picture,
  profile: Profile,
  wanted: PictureWidth | undefined,
): { width: number; height: number } {
  const most = Math.min(paperDots(profile), profile.pictureMode === "columns" ? MAX_COLUMNS : Infinity);
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
