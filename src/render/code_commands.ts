import type { CodeBlock } from "../domain/painter.ts";
import type { CheckedBarcode } from "./barcode.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import * as command from "./commands.ts";
import { within } from "./range.ts";
import { MAX_PDF417_BYTES, pdf417Code, qrCode } from "./symbol_commands.ts";

/** A barcode whose data is right. */
export type ValidBarcode = Extract<CheckedBarcode, { kind: "barcode" }>;
type BarcodeBlock = Extract<CodeBlock, { kind: "barcode" }>;

/** The codes that one family of printers makes itself. */
export interface CodeCommands {
  /** Dots of a QR module at the most. */
  readonly maxQrDots: number;
  qr(out: ByteBuffer, data: Uint8Array, moduleDots: number, level: "L" | "M" | "Q" | "H"): void;
  readonly maxPdf417Bytes: number;
  /** `moduleDots` from 2 to 8, `columns` from 1 to 30, `level` from 0 to 8. */
  pdf417(out: ByteBuffer, data: Uint8Array, moduleDots: number, columns: number, level: number): void;
  /** Dots of the narrowest bar of a barcode at the most; 2 at the least. */
  readonly maxBarDots: number;
  /** Dots across that are sure to be enough with a narrowest bar of `dots`. */
  barcodeWidth(block: BarcodeBlock, valid: ValidBarcode, dots: number): number;
  barcode(out: ByteBuffer, block: BarcodeBlock, valid: ValidBarcode, dots: number): void;
}

/** Those of ESC/POS. */
export const ESCPOS_CODES: CodeCommands = {
  maxQrDots: 16,
  qr: qrCode,
  maxPdf417Bytes: MAX_PDF417_BYTES,
  pdf417: pdf417Code,
  maxBarDots: 6,
  barcodeWidth: (_, valid, dots) => valid.widthDots(dots),
  barcode(out, block, valid, dots) {
    command.setBarcodeHeight(out, within(block.heightDots, 1, 255));
    command.setBarcodeModule(out, dots);
    command.setBarcodeText(out, block.text);
    command.barcode(out, valid.system, bytesOf(valid.data));
  },
};

function bytesOf(data: string): Uint8Array {
  const bytes = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) bytes[index] = data.charCodeAt(index);
  return bytes;
}
