import type { CodeCommands } from "../code_commands.ts";
import { within } from "../range.ts";
import { starBarcode } from "./star_barcode.ts";
import * as command from "./star_commands.ts";

/** The codes that Star's printers make. */
export const STAR_CODES: CodeCommands = {
  maxQrDots: command.MAX_QR_DOTS,
  qr: command.qrCode,
  maxPdf417Bytes: command.MAX_PDF417_BYTES,
  pdf417: command.pdf417Code,
  maxBarDots: 4,
  barcodeWidth: ({ symbology, data }, valid, dots) => starBarcode(symbology, data, valid, dots).widthDots,
  barcode(out, { symbology, data: asked, heightDots, text }, valid, dots) {
    const { system, mode, data } = starBarcode(symbology, asked, valid, dots);
    command.barcode(out, system, mode, within(heightDots, 1, 255), text, data);
  },
};
