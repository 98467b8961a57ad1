import type { Raster } from "../../domain/picture.ts";
import type { Format } from "../../domain/profile.ts";
import type { ByteBuffer } from "../byte_buffer.ts";
import { MAX_COLUMNS, turned } from "../stripes.ts";
import * as command from "./star_commands.ts";

/**
 * The commands that print dots as they are, standing as `ESC GS a` says and ending at the beginning of a line: `ESC GS S` in
 * StarPRNT, `ESC k` in stripes of 24 rows in Star Line Mode. Must be at the beginning of a line. No bytes for an empty raster.
 */
export function putStarRaster(out: ByteBuffer, { width, height, bits: given }: Raster, format: Format): void {
  if (width < 1 || height < 1) return;
  const rowBytes = Math.ceil(width / 8);
  const bits = withoutRealtime(given.slice(0, rowBytes * height));
  if (format === "starline") return putStripes(out, rowBytes, bits);
  for (let row = 0; row < height; row += command.MAX_RASTER_ROWS) {
    const rows = Math.min(command.MAX_RASTER_ROWS, height - row);
    command.rasterImage(out, rowBytes, rows, bits.subarray(row * rowBytes, (row + rows) * rowBytes));
  }
}

/** Dots that stand in the line like a character (`ESC X`): exactly as wide as `raster`, which is 24 dots high. */
export function putStarInLine(out: ByteBuffer, raster: Raster): void {
  const columns = Math.min(MAX_COLUMNS, raster.width);
  if (columns > 0) command.columnStripe(out, columns, withoutRealtime(turned(raster, 0, columns)));
}

/** What a row of `ESC k` may have; more is cut off on the right, beyond every head there is. */
const MAX_ROW_BYTES = 255;

function putStripes(out: ByteBuffer, rowBytes: number, bits: Uint8Array): void {
  const bytes = Math.min(rowBytes, MAX_ROW_BYTES);
  command.stripeSpacing(out);
  const stripe = new Uint8Array(bytes * command.STRIPE_ROWS);
  for (let start = 0; start < bits.length; start += rowBytes * command.STRIPE_ROWS) {
    stripe.fill(0);
    for (let row = 0; row < command.STRIPE_ROWS; row++) {
      const from = start + row * rowBytes;
      stripe.set(bits.subarray(from, from + bytes), row * bytes);
    }
    command.rowStripe(out, bytes, stripe);
    command.lineFeed(out);
  }
  command.resetLineSpacing(out);
}

/**
 * ESC ACK SOH (status) and ESC ACK CAN (reset) are carried out as they come in, not in their turn; one more dot in the ESC
 * undoes each. BEL, FS, EM and the other commands of one byte are ordinary bytes of a picture: a printer that took them for
 * commands there could print none. Changes `bits`.
 */
function withoutRealtime(bits: Uint8Array): Uint8Array {
  for (let at = bits.indexOf(0x1b); at >= 0; at = bits.indexOf(0x1b, at + 1)) {
    const third = bits[at + 2];
    if (bits[at + 1] === 0x06 && (third === 0x01 || third === 0x18)) bits[at] = 0x1f;
  }
  return bits;
}
