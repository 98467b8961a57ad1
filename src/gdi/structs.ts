import type { Raster } from "../domain/picture.ts";
import { BITMAP_INFO, DOC_INFO, LOG_FONT, TEXT_METRIC, WINGDI } from "./symbols.ts";

/** The byte order of Windows, for DataView. */
const LITTLE_ENDIAN = true;

/** Characters of a font's name in a LOGFONT, with its NUL. */
const FACE_NAME = 32;

/** A font as GDI is asked for it. */
export interface FontWish {
  readonly face: string;
  /** Height of the letter M with its ascenders and descenders, dots. */
  readonly emDots: number;
  readonly isBold: boolean;
}

/** What GDI tells of a font, dots. */
export interface FontMetrics {
  readonly ascent: number;
  readonly descent: number;
  /** Width of a character; of all, where the font is one for columns. */
  readonly advance: number;
}

/** The XFORM that makes everything `stretch` times as wide, from `x` on. */
export function stretching(stretch: number, x: number): Float32Array<ArrayBuffer> {
  return Float32Array.of(stretch, 0, 0, 1, x, 0);
}

/** `text` as UTF-16 with a NUL at its end, as every W function takes it; cut at a NUL of its own. */
export function wide(text: string): Uint16Array<ArrayBuffer> {
  const end = text.indexOf("\0");
  const units = new Uint16Array((end < 0 ? text.length : end) + 1);
  for (let index = 0; index < units.length - 1; index++) units[index] = text.charCodeAt(index);
  return units;
}

/** DOCINFOW and its title as one block that is to be copied to `address`; printed, and not to a file. */
export function docInfo(title: string, address: bigint): Uint8Array<ArrayBuffer> {
  const name = wide(title);
  const block = new Uint8Array(docInfoSize(title));
  const view = new DataView(block.buffer);
  view.setInt32(DOC_INFO.cbSize, DOC_INFO.size, LITTLE_ENDIAN);
  view.setBigUint64(DOC_INFO.docName, address + BigInt(DOC_INFO.size), LITTLE_ENDIAN);
  block.set(new Uint8Array(name.buffer), DOC_INFO.size);
  return block;
}

/** How many bytes `docInfo` makes. */
export function docInfoSize(title: string): number {
  return DOC_INFO.size + wide(title).byteLength;
}

/** A LOGFONTW: a TrueType font where there is one, else any whose characters are all as wide. */
export function logFont({ face, emDots, isBold }: FontWish): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(LOG_FONT.size);
  const view = new DataView(block.buffer);
  // Negative: the height of the characters, and not of their cells.
  view.setInt32(LOG_FONT.height, -Math.max(1, Math.round(emDots)), LITTLE_ENDIAN);
  view.setInt32(LOG_FONT.weight, isBold ? WINGDI.FW_BOLD : WINGDI.FW_NORMAL, LITTLE_ENDIAN);
  block[LOG_FONT.charSet] = WINGDI.DEFAULT_CHARSET;
  block[LOG_FONT.outPrecision] = WINGDI.OUT_TT_PRECIS;
  block[LOG_FONT.pitchAndFamily] = WINGDI.FIXED_PITCH_MODERN;
  block.set(new Uint8Array(wide(face.slice(0, FACE_NAME - 1)).buffer), LOG_FONT.faceName);
  return block;
}

/** What a TEXTMETRICW says. */
export function fontMetrics(block: Uint8Array): FontMetrics {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const at = (offset: number) => view.getInt32(offset, LITTLE_ENDIAN);
  return {
    ascent: at(TEXT_METRIC.ascent),
    descent: at(TEXT_METRIC.descent),
    advance: at(TEXT_METRIC.averageWidth),
  };
}

/**
 * A BITMAPINFO of one bit for each dot, and the bits as such a bitmap has them: from the bottom to the top, each row filled
 * up to four bytes, 0 black and 1 white. All of that is what every driver takes, those too that do not look at the colours.
 */
export function bitmap(
  { width, height, bits }: Raster,
): { info: Uint8Array<ArrayBuffer>; rows: Uint8Array<ArrayBuffer> } {
  const info = new Uint8Array(BITMAP_INFO.size);
  const view = new DataView(info.buffer);
  view.setUint32(0, BITMAP_INFO.colours, LITTLE_ENDIAN);
  view.setInt32(BITMAP_INFO.width, width, LITTLE_ENDIAN);
  view.setInt32(BITMAP_INFO.height, height, LITTLE_ENDIAN);
  view.setUint16(BITMAP_INFO.planes, 1, LITTLE_ENDIAN);
  view.setUint16(BITMAP_INFO.bitCount, 1, LITTLE_ENDIAN);
  view.setUint32(BITMAP_INFO.colours, WINGDI.BLACK, LITTLE_ENDIAN);
  view.setUint32(BITMAP_INFO.colours + 4, WINGDI.WHITE, LITTLE_ENDIAN);
  const rowBytes = Math.ceil(width / 8);
  const stride = Math.ceil(rowBytes / 4) * 4;
  const rows = new Uint8Array(stride * height).fill(0xff);
  for (let y = 0; y < height; y++) {
    const row = bits.subarray(y * rowBytes, (y + 1) * rowBytes).map((byte) => ~byte);
    rows.set(row, (height - 1 - y) * stride);
  }
  return { info, rows };
}
