import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { type Receipt, rowsOf } from "../receipt.ts";
import type { Peer } from "./peer.ts";

const [on, off] = [true, false];

/**
 * With the code page chosen by itself, as its documentation advises, or with one. (documentation/commands.md: "codepage", "table",
 * "image", "qrcode", "barcode".) It dithers a picture each time.
 */
function receiptPrinterEncoder(name: string, codePage: "windows1252" | "auto"): Peer {
  return {
    name,
    prepare(logo) {
      const image = logo && { data: new Uint8ClampedArray(logo.pixels), width: logo.width, height: logo.height };
      return Promise.resolve((receipt) => encode(receipt, codePage, image));
    },
  };
}

function encode(
  receipt: Receipt,
  codePage: "windows1252" | "auto",
  image: { data: Uint8ClampedArray; width: number; height: number } | null,
): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: "esc-pos", columns: 48, imageMode: "raster" });
  encoder.initialize().codepage(codePage).align("center");
  if (image !== null) encoder.image(image, image.width, image.height, "floydsteinberg");
  encoder.bold(on).size(2, 2).line(receipt.business.name).size(1, 1);
  encoder.bold(off).line(receipt.business.address).line(`NIPT ${receipt.business.nipt}`).align("left");
  encoder.bold(on).line(`Fatura ${receipt.receipt_number}`).bold(off).rule().table(
    [
      { width: 4, align: "right", marginRight: 1 },
      { width: 27, align: "left", marginRight: 1 },
      { width: 6, align: "right", marginRight: 1 },
      { width: 8, align: "right" },
    ],
    rowsOf(receipt),
  );
  encoder.rule().bold(on).size(1, 2).table(
    [{ width: 36, align: "left" }, { width: 12, align: "right" }],
    [["TOTALI", `${receipt.total} €`]],
  ).size(1, 1).bold(off).newline().align("center");
  encoder.qrcode(receipt.qr, { model: 2, size: 4, errorlevel: "m" });
  encoder.barcode(receipt.barcode, "code128", { height: 60, width: 2, text: on });
  for (const line of receipt.footer.split("\n")) encoder.line(line);
  encoder.align("left").cut("partial").pulse(0, 50, 500);
  return encoder.encode();
}

/** Its documented use, and the same with one code page that has all of the receipt's characters. */
export const RECEIPT_PRINTER_ENCODERS: readonly Peer[] = [
  receiptPrinterEncoder("@point-of-sale/receipt-printer-encoder 4.0.1, as documented", "auto"),
  receiptPrinterEncoder("@point-of-sale/receipt-printer-encoder 4.0.1, one code page", "windows1252"),
];
