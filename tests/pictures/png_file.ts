import { deflateSync } from "node:zlib";

/** A PNG file as it is to be, right or wrong. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced?: boolean;
  /** Filter byte and pixels of each row, pass by pass. */
  readonly raw: Uint8Array;
  /** Further chunks in front of the data. */
  readonly chunks?: readonly (readonly [name: string, content: Uint8Array])[];
}

/** The bytes of a PNG file. The check sums are 0. */
export function pngFile({ width, height, depth, colour, interlaced, raw, chunks = [] }: PngParts): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const all: (readonly [string, Uint8Array])[] = [
    ["IHDR", header],
    ...chunks,
    ["IDAT", deflateSync(raw)],
    ["IEND", new Uint8Array()],
  ];
  const parts = all.map(([name, content]) => {
    const part = new Uint8Array(content.length + 12);
    new DataView(part.buffer).setUint32(0, content.length);
    part.set(new TextEncoder().encode(name), 4);
    part.set(content, 8);
    return part;
  });
  return concat([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...parts]);
}

/** One after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
