import type { Align } from "../domain/document.ts";
import type { ByteBuffer } from "./byte_buffer.ts";

/**
 * ESC/POS commands, one function each, as Epson's "ESC/POS Command Reference" has them. Every number is checked: out of
 * range it is a RangeError, a fault of the caller, and no byte is written.
 */

const ESC = 0x1b;
const GS = 0x1d;

/** `value`, when it is a whole number from `min` to `max`; else throws a RangeError that names it. */
export function checked(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${value}`);
}

/** ESC @: all settings as after power on, code page included. */
export function initialize(out: ByteBuffer): void {
  out.put(ESC);
  out.put(0x40);
}

/** GS ( D, fn 20, a = 1, b = 0: data that looks like DLE DC4 no longer opens the drawer or cuts off the printer. */
export function disableRealtime(out: ByteBuffer): void {
  out.putAll(DISABLE_REALTIME);
}

const DISABLE_REALTIME = Uint8Array.of(GS, 0x28, 0x44, 0x03, 0x00, 0x14, 0x01, 0x00);

/** LF: prints the line and goes to the next. */
export function lineFeed(out: ByteBuffer): void {
  out.put(0x0a);
}

/** ESC a n: where lines stand. Only valid at the beginning of a line. */
export function selectJustification(out: ByteBuffer, align: Align): void {
  out.put(ESC);
  out.put(0x61);
  out.put(align === "left" ? 0 : align === "center" ? 1 : 2);
}

/** ESC E n: bold on or off. */
export function setBold(out: ByteBuffer, on: boolean): void {
  out.put(ESC);
  out.put(0x45);
  out.put(on ? 1 : 0);
}

/** ESC - n: underline of one dot, or none. */
export function setUnderline(out: ByteBuffer, on: boolean): void {
  out.put(ESC);
  out.put(0x2d);
  out.put(on ? 1 : 0);
}

/** GS B n: white on black on or off. */
export function setInverse(out: ByteBuffer, on: boolean): void {
  out.put(GS);
  out.put(0x42);
  out.put(on ? 1 : 0);
}

/** GS ! n: width and height of characters, as factors from 1 to 8. */
export function selectCharacterSize(out: ByteBuffer, width: number, height: number): void {
  const size = (checked("width", width, 1, 8) - 1) << 4 | (checked("height", height, 1, 8) - 1);
  out.put(GS);
  out.put(0x21);
  out.put(size);
}

/** ESC t n: the code page of the bytes from 0x80 on. */
export function selectCodePage(out: ByteBuffer, number: number): void {
  checked("code page", number, 0, 255);
  out.put(ESC);
  out.put(0x74);
  out.put(number);
}

/** ESC d n: prints what is there and feeds `lines` lines, 0 to 255. */
export function feedLines(out: ByteBuffer, lines: number): void {
  checked("lines", lines, 0, 255);
  out.put(ESC);
  out.put(0x64);
  out.put(lines);
}

/**
 * GS V m n, m = 65 (full) or 66 (partial), n = 0: feeds the last line to the knife and cuts. The forms without a feed
 * (m = 0 and 1) would cut through the last lines.
 */
export function feedAndCut(out: ByteBuffer, partial: boolean): void {
  out.put(GS);
  out.put(0x56);
  out.put(partial ? 66 : 65);
  out.put(0);
}

/** ESC p m t1 t2: a pulse on pin 2 (m = 0) or 5 (m = 1) of the drawer socket; times in ms, sent in steps of 2 ms. */
export function pulse(out: ByteBuffer, pin: 2 | 5, onMs: number, offMs: number): void {
  out.put(ESC);
  out.put(0x70);
  out.put(pin === 5 ? 1 : 0);
  out.put(pulseTime(onMs));
  out.put(pulseTime(offMs));
}

/** Half the ms, 1 to 255: no setting of a shop may send a pulse of no length. */
function pulseTime(ms: number): number {
  return ms >= 2 ? Math.min(255, Math.floor(ms / 2)) : 1;
}

/**
 * ESC B n t: `times` beeps (1 to 9) of 4 × 50 ms. Not one of Epson's, but what the kitchen printers with a built-in buzzer
 * understand (Xprinter, Rongta, Gprinter and others that follow them).
 */
export function beep(out: ByteBuffer, times: number): void {
  checked("times", times, 1, 9);
  out.put(ESC);
  out.put(0x42);
  out.put(times);
  out.put(4);
}

/**
 * ESC ( A pL pH fn n c t, fn = 48: Epson's buzzer, `times` (c, 1 to 63) cycles of one second (t = 10, the least that all of
 * its models take) with the sound n = 51. Which sound that is depends on the model; 48 to 58 are taken.
 */
export function epsonBeep(out: ByteBuffer, times: number): void {
  checked("times", times, 1, 63);
  out.putAll(Uint8Array.of(ESC, 0x28, 0x41, 0x04, 0x00, 48, 51, times, 10));
}

/** BEL: one beep of some portable printers and of Citizen's. */
export function bell(out: ByteBuffer): void {
  out.put(0x07);
}

/** FS .: leaves Chinese mode, in which two bytes above 0x7F are one character. */
export function cancelChinese(out: ByteBuffer): void {
  out.put(0x1c);
  out.put(0x2e);
}

/** ESC 3 n: lines are n motion units apart, 0 to 255; 1/203 inch each on most printers. */
export function setLineSpacing(out: ByteBuffer, units: number): void {
  checked("line spacing", units, 0, 255);
  out.put(ESC);
  out.put(0x33);
  out.put(units);
}

/** ESC 2: lines are as far apart as after power on. */
export function resetLineSpacing(out: ByteBuffer): void {
  out.put(ESC);
  out.put(0x32);
}

/** Rows of one `GS v 0`: what Odoo sends at once, and what printers with little memory still take. */
export const MAX_RASTER_ROWS = 255;

/**
 * GS v 0 m xL xH yL yH d1…dk, m = 0 (one dot for each bit): a picture of `rows` rows (1 to 255) of `rowBytes` bytes each;
 * `bits` are exactly those. Stands as `ESC a` says; the line after it begins right under it.
 */
export function rasterImage(out: ByteBuffer, rowBytes: number, rows: number, bits: Uint8Array): void {
  checked("bytes of a row", rowBytes, 1, 0xffff);
  checked("rows", rows, 1, MAX_RASTER_ROWS);
  checked("picture length", bits.length, rowBytes * rows, rowBytes * rows);
  out.put(GS);
  out.put(0x76);
  out.put(0x30);
  out.put(0);
  out.put(rowBytes & 0xff);
  out.put(rowBytes >> 8);
  out.put(rows);
  out.put(0);
  out.putAll(bits);
}

/** Rows of one stripe of `ESC *`. */
export const STRIPE_ROWS = 24;

/**
 * ESC * m nL nH d1…dk, m = 33 (24 dots high, one dot for each bit): `columns` (1 to 2,047) columns of three bytes from the top
 * to the bottom. Stands in the line like a character, at the height of font A, whatever `GS !` says.
 */
export function stripe(out: ByteBuffer, columns: number, bits: Uint8Array): void {
  checked("columns", columns, 1, 2_047);
  checked("stripe length", bits.length, columns * 3, columns * 3);
  out.put(ESC);
  out.put(0x2a);
  out.put(33);
  out.put(columns & 0xff);
  out.put(columns >> 8);
  out.putAll(bits);
}

/** GS h n: height of barcodes in dots, 1 to 255. */
export function setBarcodeHeight(out: ByteBuffer, dots: number): void {
  checked("barcode height", dots, 1, 255);
  out.put(GS);
  out.put(0x68);
  out.put(dots);
}

/** GS w n: dots of a barcode's narrowest bar, 2 to 6. */
export function setBarcodeModule(out: ByteBuffer, dots: number): void {
  checked("barcode module", dots, 2, 6);
  out.put(GS);
  out.put(0x77);
  out.put(dots);
}

/** GS H n: the characters of a barcode under it (2), or not at all (0). */
export function setBarcodeText(out: ByteBuffer, below: boolean): void {
  out.put(GS);
  out.put(0x48);
  out.put(below ? 2 : 0);
}

/** GS k m n d1…dn, form B (m from 65 to 73): a barcode; the data stands behind its length. */
export function barcode(out: ByteBuffer, system: number, data: Uint8Array): void {
  checked("barcode system", system, 65, 73);
  checked("barcode length", data.length, 1, 255);
  out.put(GS);
  out.put(0x6b);
  out.put(system);
  out.put(data.length);
  out.putAll(data);
}
