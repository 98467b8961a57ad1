import type { Raster } from "../domain/picture.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { lineFeed, resetLineSpacing, setLineSpacing, stripe, STRIPE_ROWS } from "./commands.ts";
import { withoutRealtime } from "./realtime.ts";

/** Columns a stripe may have: what `ESC *` can count, in whole bytes. */
export const MAX_COLUMNS = 2_040;

/**
 * A picture as `ESC *` stripes, one line each, exactly as wide as `GS v 0` would make it. `ESC 3 n` counts in units of 1/203
 * inch on most printers, so that 24 is one stripe; on those that count in 1/406 it is less than the stripe is high, and
 * then they feed the height of the stripe. The last line feeds the rows that are left.
 */
export function putStripes(out: ByteBuffer, raster: Raster): void {
  let spacing = 0;
  for (let top = 0; top < raster.height; top += STRIPE_ROWS) {
    const rows = Math.min(STRIPE_ROWS, raster.height - top);
    if (rows !== spacing) setLineSpacing(out, rows);
    spacing = rows;
    const columns = columnsOf(raster);
    // The dot above: the one below may be under the last row.
    stripe(out, columns, withoutRealtime(turned(raster, top, columns), 0x30));
    lineFeed(out);
  }
  resetLineSpacing(out);
}

/** One stripe that stands in the line like a character: exactly as wide as `raster`, which is 24 dots high. */
export function putInLine(out: ByteBuffer, raster: Raster): void {
  const { width } = raster;
  const columns = Math.min(MAX_COLUMNS, isRealtime(width) ? width + 1 : width);
  if (columns > 0) stripe(out, columns, withoutRealtime(turned(raster, 0, columns), 0x30));
}

/** Whether a number would be DLE EOT or DLE ENQ as `nL nH`. */
function isRealtime(columns: number): boolean {
  return columns === 0x0410 || columns === 0x0510;
}

/** Whole bytes; never a number that would be DLE EOT or DLE ENQ as `nL nH`. */
function columnsOf({ width }: Raster): number {
  const columns = Math.min(MAX_COLUMNS, Math.ceil(width / 8) * 8);
  return isRealtime(columns) ? columns + 8 : columns;
}

/** The 24 rows from `top` on as columns of three bytes from the top to the bottom, white where the picture has ended. */
export function turned({ width, height, bits }: Raster, top: number, columns: number): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const turned = new Uint8Array(columns * 3);
  for (let y = 0; y < STRIPE_ROWS && top + y < height; y++) {
    const row = (top + y) * rowBytes;
    for (let x = 0; x < columns && x < width; x++) {
      if (((bits[row + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) === 0) continue;
      const at = x * 3 + (y >> 3);
      turned[at] = (turned[at] ?? 0) | 0x80 >> (y & 7);
    }
  }
  return turned;
}
