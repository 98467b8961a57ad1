import type { Raster } from "../domain/picture.ts";

/** Most bytes of one stored block of deflate (RFC 1951, 3.2.4). */
const BLOCK = 0xffff;

/**
 * `raster` as a PNG of one bit for each dot: dots are `ink` (three bytes, RGB), the rest is transparent. Nothing is
 * compressed: what a receipt has of dots is small, and this needs neither time nor a library.
 */
export function oneBitPng({ width, height, bits }: Raster, ink: readonly [number, number, number]): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // One bit, with a palette.
  header.setUint8(8, 1);
  header.setUint8(9, 3);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("PLTE", Uint8Array.of(255, 255, 255, ...ink)),
    chunk("tRNS", Uint8Array.of(0, 255)),
    chunk("IDAT", stored(scanLines(Math.ceil(width / 8), height, bits))),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Each row with the number of its filter (0, none) in front. */
function scanLines(rowBytes: number, height: number, bits: Uint8Array): Uint8Array {
  const lines = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    lines.set(bits.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  }
  return lines;
}

/** Data in the form of zlib (RFC 1950), in stored blocks. */
function stored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at === 0 || at < data.length; at += BLOCK) {
    const block = data.subarray(at, at + BLOCK);
    const { length } = block;
    const isLast = at + BLOCK >= data.length ? 1 : 0;
    parts.push(Uint8Array.of(isLast, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff), block);
  }
  const sum = new DataView(new ArrayBuffer(4));
  sum.setUint32(0, adler32(data));
  return joined([...parts, new Uint8Array(sum.buffer)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = joined([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(typed));
  const bytes = new Uint8Array(ends.buffer);
  return joined([bytes.subarray(0, 4), typed, bytes.subarray(4)]);
}

function adler32(data: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return (b * 65_536 + a) >>> 0;
}

/** The polynomial of PNG's check sums, bits in reverse (PNG specification, annex D). */
const CRC_POLYNOMIAL = 0xedb88320;
let crcTable: Uint32Array | undefined;

function crc32(data: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? CRC_POLYNOMIAL ^ (value >>> 1) : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of data) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
