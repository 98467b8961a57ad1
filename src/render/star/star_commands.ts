import type { Align } from "../../domain/document.ts";
import type { ByteBuffer } from "../byte_buffer.ts";
import { checked } from "../commands.ts";
import { PDF417_ROW_HEIGHT } from "../pdf417.ts";

/**
 * Commands of Star's printers, one function each, as "StarPRNT Command Specifications" and "Star Line Mode Command
 * Specifications" have them; the two differ in pictures alone. Every number is checked: out of range it is a RangeError, a
 * fault of the caller, and no byte is written.
 */

const [ESC, GS] = [0x1b, 0x1d];
const [BEL, SUB, RS] = [0x07, 0x1a, 0x1e];

/** ESC @: all settings as after power on, code page included. */
export function initialize(out: ByteBuffer): void {
  out.put(ESC);
  out.put(0x40);
}

/** ESC R n, n = 0: `#`, `$`, `@` and brackets as in ASCII, whatever country a memory switch says. */
export function selectAscii(out: ByteBuffer): void {
  put(out, ESC, 0x52, 0);
}

/** ESC $ n, n = "0": leaves Shift JIS mode, in which two bytes above 0x7F are one character. */
export function cancelKanji(out: ByteBuffer): void {
  put(out, ESC, 0x24, 0x30);
}

/** ESC z n, n = 1: lines are 4 mm apart, 32 dots. */
export function resetLineSpacing(out: ByteBuffer): void {
  put(out, ESC, 0x7a, 1);
}

/** ESC 0: lines are 3 mm apart, 24 dots: stripes of pictures follow without a gap. */
export function stripeSpacing(out: ByteBuffer): void {
  out.put(ESC);
  out.put(0x30);
}

/** LF: prints the line and goes to the next. */
export function lineFeed(out: ByteBuffer): void {
  out.put(0x0a);
}

/** ESC a n: prints what is there and feeds `lines` lines, 1 to 127. */
export function feedLines(out: ByteBuffer, lines: number): void {
  checked("lines", lines, 1, 127);
  put(out, ESC, 0x61, lines);
}

/** ESC GS a n: where lines stand. Only valid at the beginning of a line. */
export function selectJustification(out: ByteBuffer, align: Align): void {
  out.put(ESC);
  out.put(GS);
  out.put(0x61);
  out.put(align === "left" ? 0 : align === "center" ? 1 : 2);
}

/** ESC E, ESC F: bold on, off. */
export function setBold(out: ByteBuffer, on: boolean): void {
  out.put(ESC);
  out.put(on ? 0x45 : 0x46);
}

/** ESC - n: underline on or off. */
export function setUnderline(out: ByteBuffer, on: boolean): void {
  out.put(ESC);
  out.put(0x2d);
  out.put(on ? 1 : 0);
}

/** ESC 4, ESC 5: white on black on, off. */
export function setInverse(out: ByteBuffer, on: boolean): void {
  out.put(ESC);
  out.put(on ? 0x34 : 0x35);
}

/** Times that characters may be as wide or high as they are. */
export const MAX_FACTOR = 6;

/** ESC i n1 n2: height (n1) and width (n2) of characters, as factors from 1 to 6. */
export function selectCharacterSize(out: ByteBuffer, width: number, height: number): void {
  checked("width", width, 1, MAX_FACTOR);
  checked("height", height, 1, MAX_FACTOR);
  out.put(ESC);
  out.put(0x69);
  out.put(height - 1);
  out.put(width - 1);
}

/** ESC GS t n: the code page of the bytes from 0x80 on. */
export function selectCodePage(out: ByteBuffer, number: number): void {
  checked("code page", number, 0, 255);
  out.put(ESC);
  out.put(GS);
  out.put(0x74);
  out.put(number);
}

/** ESC d n, n = 2 (full) or 3 (partial): feeds the last line to the knife and cuts. 0 and 1 would cut through the last lines. */
export function feedAndCut(out: ByteBuffer, partial: boolean): void {
  put(out, ESC, 0x64, partial ? 3 : 2);
}

/**
 * ESC BEL n1 n2, then BEL: a pulse for the first drawer, in steps of 10 ms, 1 to 127; carried out in its turn, not at once
 * like FS.
 */
export function pulse(out: ByteBuffer, onMs: number, offMs: number): void {
  put(out, ESC, BEL, tenMs(onMs), tenMs(offMs), BEL);
}

/** SUB: a pulse of 200 ms for the second drawer. */
export function secondPulse(out: ByteBuffer): void {
  out.put(SUB);
}

/** Steps of 10 ms, 1 to 127: no setting of a shop may send a pulse of no length. */
function tenMs(ms: number): number {
  return ms >= 10 ? Math.min(127, Math.floor(ms / 10)) : 1;
}

/**
 * ESC GS BEL m t1 t2, m = 1: the buzzer on the drawer socket sounds for 200 ms and rests as long. Star warns that a drawer
 * there would be damaged.
 */
export function beep(out: ByteBuffer): void {
  put(out, ESC, GS, BEL, 1, 10, 10);
}

/** Rows of one `ESC GS S`: as long as any picture. */
export const MAX_RASTER_ROWS = 2_400;

/**
 * ESC GS S m xL xH yL yH n d1…dk, m = 1 (black and white), n = 0: a picture of `rows` rows (1 to 2,400) of `rowBytes` bytes
 * each; `bits` are exactly those. StarPRNT alone. Stands as `ESC GS a` says; the line after it begins right under it.
 */
export function rasterImage(out: ByteBuffer, rowBytes: number, rows: number, bits: Uint8Array): void {
  checked("bytes of a row", rowBytes, 1, 0xffff);
  checked("rows", rows, 1, MAX_RASTER_ROWS);
  checked("picture length", bits.length, rowBytes * rows, rowBytes * rows);
  put(out, ESC, GS, 0x53, 1, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8, 0);
  out.putAll(bits);
}

/** Rows of one `ESC k` and one `ESC X`. */
export const STRIPE_ROWS = 24;

/**
 * ESC k n1 n2 d1…dk, n2 = 0: 24 rows of `rowBytes` bytes each (1 to 255), one after the other. Stands in the line like a
 * character.
 */
export function rowStripe(out: ByteBuffer, rowBytes: number, bits: Uint8Array): void {
  checked("bytes of a row", rowBytes, 1, 255);
  checked("stripe length", bits.length, rowBytes * STRIPE_ROWS, rowBytes * STRIPE_ROWS);
  put(out, ESC, 0x6b, rowBytes, 0);
  out.putAll(bits);
}

/**
 * ESC X n1 n2 d1…dk: `columns` (1 to 2,047) columns of three bytes from the top to the bottom. Stands in the line like a
 * character.
 */
export function columnStripe(out: ByteBuffer, columns: number, bits: Uint8Array): void {
  checked("columns", columns, 1, 2_047);
  checked("stripe length", bits.length, columns * 3, columns * 3);
  put(out, ESC, 0x58, columns & 0xff, columns >> 8);
  out.putAll(bits);
}

/** Bytes one QR code may have: version 40 at level L. */
const MAX_QR_BYTES = 2_953;

/** Dots of a QR module at the most. */
export const MAX_QR_DOTS = 8;

/**
 * ESC GS y S 0 n (model 2), S 1 n (level), S 2 n (size of a module, 1 to 8 dots), D 2 (the data as one block of type 3,
 * behind its length) and P (print): a QR code. D 1, which lets the printer guess, would take UTF-8 for Japanese: € is E2 82 AC,
 * and E2 82 a sign of Shift JIS.
 */
export function qrCode(out: ByteBuffer, data: Uint8Array, moduleDots: number, level: "L" | "M" | "Q" | "H"): void {
  checked("module size", moduleDots, 1, MAX_QR_DOTS);
  checked("QR length", data.length, 1, MAX_QR_BYTES);
  put(out, ESC, GS, 0x79, 0x53, 0x30, 2);
  put(out, ESC, GS, 0x79, 0x53, 0x31, "LMQH".indexOf(level));
  put(out, ESC, GS, 0x79, 0x53, 0x32, moduleDots);
  put(out, ESC, GS, 0x79, 0x44, 0x32, 1, 3, data.length & 0xff, data.length >> 8);
  out.putAll(data);
  put(out, ESC, GS, 0x79, 0x50);
}

/** Bytes one PDF417 code may have. */
export const MAX_PDF417_BYTES = 1_024;

/**
 * ESC GS x S 0 n p1 p2 (n = 1: as many rows as it takes, `columns` columns of data, 1 to 30), S 1 n (level 0 to 8), S 2 n
 * (width of a module, 1 to 10 dots), S 3 n (a row is n times that high), D (the data behind its length) and P: a PDF417 code.
 */
export function pdf417Code(
  out: ByteBuffer,
  data: Uint8Array,
  moduleDots: number,
  columns: number,
  level: number,
): void {
  checked("module width", moduleDots, 1, 10);
  checked("PDF417 columns", columns, 1, 30);
  checked("PDF417 level", level, 0, 8);
  checked("PDF417 length", data.length, 1, MAX_PDF417_BYTES);
  put(out, ESC, GS, 0x78, 0x53, 0x30, 1, 0, columns);
  put(out, ESC, GS, 0x78, 0x53, 0x31, level);
  put(out, ESC, GS, 0x78, 0x53, 0x32, moduleDots);
  put(out, ESC, GS, 0x78, 0x53, 0x33, PDF417_ROW_HEIGHT);
  put(out, ESC, GS, 0x78, 0x44, data.length & 0xff, data.length >> 8);
  out.putAll(data);
  put(out, ESC, GS, 0x78, 0x50);
}

/**
 * ESC b n1 n2 n3 n4 d1…dk RS: a barcode of the system n1 (0 to 8) with the characters under it (n2 = 2) or not (1), in the
 * mode n3 of its system (1 to 9) and n4 dots high. RS ends the data, so it may only be printable ASCII.
 */
export function barcode(
  out: ByteBuffer,
  system: number,
  mode: number,
  heightDots: number,
  below: boolean,
  data: string,
): void {
  checked("barcode system", system, 0, 8);
  checked("barcode mode", mode, 1, 9);
  checked("barcode height", heightDots, 1, 255);
  if (!/^[ -~]+$/.test(data)) throw new RangeError("barcode data must be printable ASCII");
  put(out, ESC, 0x62, 0x30 + system, below ? 0x32 : 0x31, 0x30 + mode, heightDots);
  for (let index = 0; index < data.length; index++) out.put(data.charCodeAt(index));
  out.put(RS);
}

function put(out: ByteBuffer, ...bytes: number[]): void {
  for (const byte of bytes) out.put(byte);
}
