import type { Raster } from "../domain/picture.ts";
import { STRIPE_ROWS } from "./commands.ts";

/** The stripe that `ESC *` prints of `columns`, three bytes from the top to the bottom for each of its `width` dots. */
export function upright(columns: Uint8Array, width: number): Raster {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * STRIPE_ROWS);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < STRIPE_ROWS; y++) {
      if (((columns[x * 3 + (y >> 3)] ?? 0) & 0x80 >> (y & 7)) === 0) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | 0x80 >> (x & 7);
    }
  }
  return { width, height: STRIPE_ROWS, bits };
}

/**
 * The rows of a line that is nothing but a stripe: `spacing` of them, as the next line begins there. `null` where lines are
 * further apart than a stripe is high, or dots would be lost: then it stands among others like a character.
 */
export function rowsOf({ width, height, bits }: Raster, spacing: number): Uint8Array[] | null {
  const rowBytes = Math.ceil(width / 8);
  if (spacing < 1 || spacing > height || bits.subarray(spacing * rowBytes).some((byte) => byte !== 0)) return null;
  return Array.from({ length: spacing }, (_, y) => bits.slice(y * rowBytes, (y + 1) * rowBytes));
}
