import type { NoPicture, Picture } from "../domain/picture.ts";
import { printable } from "../domain/printable.ts";
import { decodeJpeg } from "./jpeg.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { decodePng } from "./png.ts";

/**
 * The picture in the bytes of a PNG or JPEG file, transparent parts white. What is too large is refused by its header,
 * before anything is unpacked. Never throws.
 */
export function decodePicture(bytes: Uint8Array): Picture | NoPicture {
  if (bytes.length > MAX_FILE_BYTES) return { problem: `it has more than ${MAX_FILE_BYTES / 1e6} MB` };
  const decode = begins(bytes, PNG_SIGNATURE) ? decodePng : begins(bytes, JPEG_SIGNATURE) ? decodeJpeg : null;
  if (decode === null) return { problem: "it is neither PNG nor JPEG" };
  try {
    return decode(bytes);
  } catch (error) {
    return { problem: printable(error instanceof Error ? error.message : String(error), 120).replace(/\.$/, "") };
  }
}

/** PNG specification, 5.2. */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** SOI and the first byte of the marker behind it (ITU-T T.81, B.1.1.3). */
const JPEG_SIGNATURE = [0xff, 0xd8, 0xff];

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
