import { Buffer } from "node:buffer";
import { transform } from "receiptline";
import { type Receipt, rowsOf } from "../receipt.ts";
import type { Peer } from "./peer.ts";

/** README.md, "Printer configuration": `multilingual` changes code pages where it must. */
const PRINTER = { cpl: 48, encoding: "multilingual", command: "escpos", spacing: true } as const;

/** Text and properties as the grammar of the OFSC ReceiptLine Specification wants them: `\` before its own characters. */
const escaped = (text: string) => text.replace(/[\\|{}\-=~_"`^]/g, "\\$&").replaceAll("\n", "\\n");
const value = (text: string) => text.replace(/[\\|{}:;]/g, "\\$&");

/** A document in its language, transformed. It unpacks and dithers the picture each time. */
export const RECEIPTLINE: Peer = {
  name: "receiptline 4.0.4",
  prepare(logo) {
    const image = logo === null ? "" : `{image:${Buffer.from(logo.png).toString("base64")}}\n`;
    // Commands come as text of one byte each: example/nodejs writes it with the encoding "binary".
    return Promise.resolve((receipt) => Buffer.from(transform(image + document(receipt), PRINTER), "binary"));
  },
};

function document(receipt: Receipt): string {
  const { business, receipt_number, total, qr, barcode, footer } = receipt;
  const rows = rowsOf(receipt).map(([quantity, name, price, amount]) =>
    `| ${quantity}|${escaped(name)} | ${price}| ${amount}|`
  );
  return [
    `^^^"${escaped(business.name)}`,
    escaped(business.address),
    `NIPT ${escaped(business.nipt)}`,
    `|"Fatura ${escaped(receipt_number)} |`,
    "-",
    "{width:4,*,6,8;border:space}",
    ...rows,
    "{width:auto}",
    "-",
    `|^^"TOTALI | ^^"${total} €|`,
    "",
    `{code:${value(qr)};option:qrcode,4,m}`,
    `{code:${value(barcode)};option:code128,2,60,hri}`,
    escaped(footer),
    // What it has no words for is a command of the device.
    "{command:\\x1bp\\x00\\x19\\xfa}",
  ].join("\n");
}
