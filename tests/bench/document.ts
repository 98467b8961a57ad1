import { type Block, type Cell, type Document, PLAIN, type Style } from "../../src/domain/document.ts";
import { benchReceipt, type Receipt, rowsOf } from "./receipt.ts";

const BOLD: Style = { ...PLAIN, bold: true };
const NAME: Style = { ...PLAIN, bold: true, width: 2, height: 2 };
const TOTAL: Style = { ...PLAIN, bold: true, height: 2 };

/** The same receipt as a template would compose it: rows of four cells, a total of two, a QR code, a barcode. */
export function benchDocument(receipt: Receipt = benchReceipt()): Document {
  const text = (content: string, align: "left" | "center", style = PLAIN): Block => (
    { kind: "text", align, pre: false, spans: [{ text: content, style }] }
  );
  const cell = (content: string, style = PLAIN): Cell => ({ columnSpan: 1, spans: [{ text: content, style }] });
  return {
    blocks: [
      text(receipt.business.name, "center", NAME),
      text(receipt.business.address, "center"),
      text(`NIPT ${receipt.business.nipt}`, "center"),
      text(`Fatura ${receipt.receipt_number}`, "left", BOLD),
      { kind: "rule", character: "-" },
      {
        kind: "table",
        columns: [
          { width: { kind: "auto" }, align: "right" },
          { width: { kind: "star", weight: 1 }, align: "left" },
          { width: { kind: "auto" }, align: "right" },
          { width: { kind: "auto" }, align: "right" },
        ],
        rows: rowsOf(receipt).map((row) => row.map((content) => cell(content))),
      },
      { kind: "rule", character: "-" },
      {
        kind: "table",
        columns: [{ width: { kind: "star", weight: 1 }, align: "left" }, { width: { kind: "auto" }, align: "right" }],
        rows: [[cell("TOTALI", TOTAL), cell(`${receipt.total} €`, TOTAL)]],
      },
      { kind: "feed", lines: 1 },
      { kind: "qr", data: receipt.qr, align: "center", moduleDots: 4, level: "M" },
      {
        kind: "barcode",
        data: receipt.barcode,
        align: "center",
        symbology: "code128",
        heightDots: 60,
        moduleDots: 2,
        text: true,
      },
      text(receipt.footer, "center"),
      { kind: "cut", partial: true },
      { kind: "drawer" },
    ],
  };
}
