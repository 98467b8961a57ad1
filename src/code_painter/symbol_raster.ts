import type { Raster } from "../domain/picture.ts";
import type { SymbolDots } from "./symbols.ts";

/** `symbol` as a picture at most `maxDots` wide, with as much of its quiet zone as fits. */
export function rasterOfSymbol({ rows, rowDots, quiet }: SymbolDots, maxDots: number): Raster {
  const dots = (rows[0] ?? []).reduce((total, run) => total + run, 0);
  const side = Math.max(0, Math.min(quiet.x, Math.floor((maxDots - dots) / 2)));
  const width = dots + 2 * side;
  const rowBytes = Math.ceil(width / 8);
  const height = rows.length * rowDots + 2 * quiet.y;
  const bits = new Uint8Array(rowBytes * height);
  const left = rows.length === 1 ? harmless(rows[0] ?? [], side, rowBytes) : side;
  for (const [index, runs] of rows.entries()) {
    const row = rowOf(runs, left, rowBytes);
    const top = quiet.y + index * rowDots;
    for (let y = top; y < top + rowDots; y++) bits.set(row, y * rowBytes);
  }
  return { width, height, bits };
}

function rowOf(runs: readonly number[], left: number, rowBytes: number): Uint8Array {
  const row = new Uint8Array(rowBytes);
  let at = left;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 0) {
      for (let x = at; x < at + run; x++) row[x >> 3] = (row[x >> 3] ?? 0) | 0x80 >> (x & 7);
    }
    at += run;
  }
  return row;
}

/** The second bytes of DLE EOT, DLE ENQ and DLE DC4. */
const REALTIME = [0x04, 0x05, 0x14];

/**
 * Dots to the left of a barcode. The dot that takes a real-time command out of a picture (src/render/raster.ts) must not make
 * one of its bars twice as wide. Byte 0x10 is a bar of one dot alone, and no space is so wide that one of those second bytes
 * follows in the same row: only the first byte of the next row may be one. Two-dimensional codes correct such an error.
 */
function harmless(runs: readonly number[], side: number, rowBytes: number): number {
  const row = rowOf(runs, side, rowBytes);
  // There is a quiet zone then, or the first byte would begin with a bar.
  return row.at(-1) === 0x10 && REALTIME.includes(row[0] ?? 0) ? side - 1 : side;
}
