import type { ByteBuffer } from "./byte_buffer.ts";
import { checked } from "./commands.ts";
import { PDF417_ROW_HEIGHT } from "./pdf417.ts";

/** ESC/POS commands of two-dimensional codes, as in commands.ts: `GS ( k`, one function after another. */

const GS = 0x1d;

/** `cn` of the two-dimensional codes. */
const [PDF417, QR] = [48, 49];

/** GS ( k pL pH cn fn n: one function of a two-dimensional code; `length` bytes follow `fn`. */
function symbolFunction(out: ByteBuffer, cn: number, length: number, fn: number, n: number): void {
  out.put(GS);
  out.put(0x28);
  out.put(0x6b);
  out.put(length + 2 & 0xff);
  out.put(length + 2 >> 8);
  out.put(cn);
  out.put(fn);
  out.put(n);
}

/** Bytes one QR code may have: version 40 at level L. */
export const MAX_QR_BYTES = 2953;

/**
 * GS ( k, functions 165 (model 2), 167 (size of a module, 1 to 16 dots), 169 (level), 180 (store the data) and 181
 * (print): a QR code. The data stands behind its length in bytes.
 */
export function qrCode(out: ByteBuffer, data: Uint8Array, moduleDots: number, level: "L" | "M" | "Q" | "H"): void {
  checked("module size", moduleDots, 1, 16);
  checked("QR length", data.length, 1, MAX_QR_BYTES);
  symbolFunction(out, QR, 2, 65, 50);
  out.put(0);
  symbolFunction(out, QR, 1, 67, moduleDots);
  symbolFunction(out, QR, 1, 69, 48 + "LMQH".indexOf(level));
  symbolFunction(out, QR, data.length + 1, 80, 48);
  out.putAll(data);
  symbolFunction(out, QR, 1, 81, 48);
}

/** Bytes one PDF417 code may have: byte compaction at level 0 (ISO/IEC 15438, 5.1.1). */
export const MAX_PDF417_BYTES = 1108;

/**
 * GS ( k, functions 065 (columns of data, 1 to 30), 066 (rows: as many as it takes), 067 (width of a module, 2 to 8 dots),
 * 068 (height of a row, 2 to 8 times that), 069 (error correction, m = 48: level 0 to 8), 070 (not truncated), 080 (store
 * the data) and 081 (print): a PDF417 code. The data stands behind its length in bytes.
 */
export function pdf417Code(
  out: ByteBuffer,
  data: Uint8Array,
  moduleDots: number,
  columns: number,
  level: number,
): void {
  checked("module width", moduleDots, 2, 8);
  checked("PDF417 columns", columns, 1, 30);
  checked("PDF417 level", level, 0, 8);
  checked("PDF417 length", data.length, 1, MAX_PDF417_BYTES);
  symbolFunction(out, PDF417, 1, 65, columns);
  symbolFunction(out, PDF417, 1, 66, 0);
  symbolFunction(out, PDF417, 1, 67, moduleDots);
  symbolFunction(out, PDF417, 1, 68, PDF417_ROW_HEIGHT);
  symbolFunction(out, PDF417, 2, 69, 48);
  out.put(48 + level);
  symbolFunction(out, PDF417, 1, 70, 0);
  symbolFunction(out, PDF417, data.length + 1, 80, 48);
  out.putAll(data);
  symbolFunction(out, PDF417, 1, 81, 48);
}
