import { deflateSync, inflateSync } from "node:zlib";
import * as png from "fast-png";
import type { Picture } from "../domain/picture.ts";
import { greyOf } from "./grey.ts";
import { checkSize } from "./limits.ts";

/** What the chunks of a file say (PNG specification, 11.2 and 11.3.1). */
interface Png {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
  /** Red, green and blue of each entry. */
  palette: Uint8Array;
  /** Of a palette the alpha of its entries, else the one colour that is clear; empty when nothing is. */
  transparency: Uint8Array;
  readonly data: Uint8Array[];
}

/** Part of the pixels: the first one and the steps to the next. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

const WHOLE: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
/** PNG specification, 8.2. */
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/** Channels by colour type (PNG specification, table 11.1): grey, colour, palette, grey and alpha, colour and alpha. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * The picture of a PNG file of any colour type and depth, interlaced or not. Throws, in words for a person, when it is
 * damaged or too large. Unpacks the data itself and up to the announced size only, and hands fast-png one plain picture
 * for each pass: that inflates whatever comes, and mixes up interlaced pixels of less than a byte.
 */
export function decodePng(bytes: Uint8Array): Picture {
  const file = readChunks(bytes);
  const { width, height } = file;
  const passes = (file.interlaced ? ADAM7 : WHOLE)
    .map((pass) => ({
      ...pass,
      width: Math.ceil((width - pass.x) / pass.stepX),
      height: Math.ceil((height - pass.y) / pass.stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
  const sizes = passes.map((pass) => pass.height * (1 + rowBytes(file, pass.width)));
  const raw = inflated(file.data, sizes.reduce((sum, size) => sum + size, 0));

  const grey = new Uint8Array(width * height);
  let start = 0;
  for (const [index, pass] of passes.entries()) {
    const size = sizes[index] ?? 0;
    const { data } = png.decode(onePass(file, pass.width, pass.height, raw.subarray(start, start + size)));
    start += size;
    const shade = shadesOf(file, data, rowSamples(file, pass.width));
    for (let y = 0; y < pass.height; y++) {
      const row = (pass.y + y * pass.stepY) * width + pass.x;
      for (let x = 0; x < pass.width; x++) grey[row + x * pass.stepX] = shade(x, y);
    }
  }
  return { width, height, grey };
}

function readChunks(bytes: Uint8Array): Png {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || nameAt(bytes, 12) !== "IHDR") throw new Error("the PNG is cut off");
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = bytes.subarray(24, 29);
  checkSize(width, height);
  if (!DEPTHS[colour]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) {
    throw new Error("it is a PNG of an unknown kind");
  }
  const none = new Uint8Array();
  const interlaced = interlace === 1;
  const file: Png = { width, height, depth, colour, interlaced, palette: none, transparency: none, data: [] };
  for (let at = 33; at + 12 <= bytes.length;) {
    const content = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    const name = nameAt(bytes, at + 4);
    if (name === "IEND") break;
    if (name === "IDAT") file.data.push(content);
    else if (name === "PLTE") file.palette = content;
    else if (name === "tRNS") file.transparency = content;
    at += 12 + view.getUint32(at);
  }
  if (colour === 3 && file.palette.length < 3) throw new Error("the PNG has no palette");
  return file;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Exactly `size` bytes out of `parts`. */
function inflated(parts: readonly Uint8Array[], size: number): Uint8Array {
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  let raw: Uint8Array;
  try {
    raw = inflateSync(packed, { maxOutputLength: size });
  } catch (error) {
    const isBomb = (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    throw new Error(isBomb ? "the PNG has more data than pixels" : "the PNG is damaged", { cause: error });
  }
  if (raw.length < size) throw new Error("the PNG is cut off");
  return raw;
}

/** One pass as a PNG file of its own, neither compressed nor interlaced. */
function onePass(file: Png, width: number, height: number, raw: Uint8Array): Uint8Array {
  const data = deflateSync(raw, { level: 0 });
  const bytes = new Uint8Array(33 + 12 + data.length + 12);
  const view = new DataView(bytes.buffer);
  // The check sums stay 0: fast-png reads them only when it is told to.
  const chunk = (at: number, name: string, length: number) => {
    view.setUint32(at, length);
    for (let index = 0; index < 4; index++) bytes[at + 4 + index] = name.charCodeAt(index);
  };
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  chunk(8, "IHDR", 13);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([file.depth, file.colour, 0, 0, 0], 24);
  chunk(33, "IDAT", data.length);
  bytes.set(data, 41);
  chunk(45 + data.length, "IEND", 0);
  return bytes;
}

function rowBytes(file: Png, width: number): number {
  return Math.ceil(width * (CHANNELS[file.colour] ?? 1) * file.depth / 8);
}

/** Array elements of a row: words of 16-bit pictures, else bytes. */
function rowSamples(file: Png, width: number): number {
  return file.depth === 16 ? rowBytes(file, width) / 2 : rowBytes(file, width);
}

/** Reads the grey of one pixel after the other. */
function shadesOf(file: Png, data: ArrayLike<number>, stride: number): (x: number, y: number) => number {
  const { depth, colour, palette, transparency } = file;
  const channels = CHANNELS[colour] ?? 1;
  const max = 2 ** depth - 1;
  const perByte = 8 / depth;
  const sample = (x: number, y: number, channel: number) => {
    if (depth >= 8) return data[y * stride + x * channels + channel] ?? 0;
    const byte = data[y * stride + Math.floor(x / perByte)] ?? 0;
    return byte >> (8 - depth * (x % perByte + 1)) & max;
  };
  const clear = (channel: number) =>
    ((transparency[channel * 2] ?? 0) << 8 | (transparency[channel * 2 + 1] ?? 0)) & max;
  const to8 = 255 / max;
  switch (colour) {
    case 0: {
      const clearGrey = transparency.length >= 2 ? clear(0) : -1;
      return (x, y) => {
        const grey = sample(x, y, 0);
        return grey === clearGrey ? 255 : Math.round(grey * to8);
      };
    }
    case 3:
      return (x, y) => {
        const entry = sample(x, y, 0);
        const [red = 0, green = 0, blue = 0] = palette.subarray(entry * 3, entry * 3 + 3);
        return greyOf(red, green, blue, transparency[entry] ?? 255);
      };
    case 4:
      return (x, y) => {
        const grey = sample(x, y, 0) * to8;
        return greyOf(grey, grey, grey, sample(x, y, 1) * to8);
      };
    default: {
      const [clearRed, clearGreen, clearBlue] = transparency.length >= 6
        ? [clear(0), clear(1), clear(2)]
        : [-1, -1, -1];
      return (x, y) => {
        const [red, green, blue] = [sample(x, y, 0), sample(x, y, 1), sample(x, y, 2)];
        if (red === clearRed && green === clearGreen && blue === clearBlue) return 255;
        return greyOf(red * to8, green * to8, blue * to8, colour === 6 ? sample(x, y, 3) * to8 : 255);
      };
    }
  }
}
