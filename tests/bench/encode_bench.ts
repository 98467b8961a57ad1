import { fileURLToPath } from "node:url";
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { Block, Cell, Document, Style } from "../../src/domain/document.ts";
import { PLAIN } from "../../src/domain/document.ts";
import type { Picture } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { readPictureFile } from "../../src/pictures/picture_file.ts";
import { encode } from "../../src/render/encoder.ts";
import { layout } from "../../src/render/layout.ts";
import { minimalReceipt } from "./minimal_encoder.ts";

/** One measured way to encode the receipt. */
export interface Figure {
  readonly name: string;
  readonly medianUs: number;
}

const BOLD: Style = { ...PLAIN, bold: true };
const NAME: Style = { ...PLAIN, bold: true, width: 2, height: 2 };
const TOTAL: Style = { ...PLAIN, bold: true, height: 2 };

interface Receipt {
  business: { name: string; address: string; nipt: string };
  receipt_number: string;
  items: { name: string; quantity: number; price: string }[];
  total: string;
  qr: string;
  barcode: string;
  footer: string;
}

const fixture = new URL("../../src/demo/samples/print_request.bench_30_lines.json", import.meta.url);

/** The receipt of ENCODING.md, as the sender gives it. */
export function benchReceipt(): Receipt {
  return JSON.parse(Deno.readTextFileSync(fixture)).data.receipt_data;
}

/** The logo of ENCODING.md, unpacked. */
export function benchLogo(): Picture {
  const picture = readPictureFile(fileURLToPath(new URL("../fixtures/logo_384x120.png", import.meta.url)));
  if ("problem" in picture) throw new Error(picture.problem);
  return picture;
}

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
        rows: receipt.items.map(({ quantity, name, price }) => [
          cell(`${quantity} x`),
          cell(name),
          cell(price),
          cell(`${(quantity * Number(price)).toFixed(2)} €`),
        ]),
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

const [on, off] = [true, false];

/** The same receipt by @point-of-sale/receipt-printer-encoder, with the code page `codePage`. */
export function peerReceipt(receipt: Receipt, codePage: "windows1252" | "auto"): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: "esc-pos", columns: 48, imageMode: "raster" });
  const rows = receipt.items.map(({ quantity, name, price }) => [
    `${quantity} x`,
    name,
    price,
    `${(quantity * Number(price)).toFixed(2)} €`,
  ]);
  encoder.initialize().codepage(codePage).align("center").bold(on).size(2, 2).line(receipt.business.name).size(1, 1);
  encoder.bold(off).line(receipt.business.address).line(`NIPT ${receipt.business.nipt}`).align("left");
  encoder.bold(on).line(`Fatura ${receipt.receipt_number}`).bold(off).rule().table(
    [
      { width: 4, align: "right", marginRight: 1 },
      { width: 27, align: "left", marginRight: 1 },
      { width: 5, align: "right", marginRight: 1 },
      { width: 8, align: "right" },
    ],
    rows,
  );
  encoder.rule().bold(on).size(1, 2).table(
    [{ width: 36, align: "left" }, { width: 12, align: "right" }],
    [["TOTALI", `${receipt.total} €`]],
  ).size(1, 1).bold(off).newline().align("center");
  encoder.qrcode(receipt.qr, { model: 2, size: 4, errorlevel: "m" });
  encoder.barcode(receipt.barcode, "code128", { height: 60, width: 2, text: on });
  encoder.line(receipt.footer.replace("\n", " ")).align("left").cut("partial").pulse(0, 50, 500);
  return encoder.encode();
}

/** Medians of layout, encoding and both, and of the peer as documented (`auto`) and tuned, in one run. */
export function benchEncode(runs = 2_000): Figure[] {
  const receipt = benchReceipt();
  const document = benchDocument(receipt);
  const lines = layout(document, DEFAULT_PROFILE);
  const logo = benchLogo();
  const star: Profile = { ...DEFAULT_PROFILE, format: "starprnt" };
  const withLogo = (picture: Picture) => {
    const image: Block = { kind: "image", picture, align: "center", dither: "floyd-steinberg", alt: "" };
    return encode(layout({ blocks: [image, ...document.blocks] }, DEFAULT_PROFILE), DEFAULT_PROFILE);
  };
  return [
    median("the hand-written minimum", runs, () => minimalReceipt(receipt)),
    median("layout", runs, () => layout(document, DEFAULT_PROFILE)),
    median("encode", runs, () => encode(lines, DEFAULT_PROFILE)),
    median("layout and encode", runs, () => encode(layout(document, DEFAULT_PROFILE), DEFAULT_PROFILE)),
    median("layout and encode, StarPRNT", runs, () => encode(layout(document, star), star)),
    median("layout and encode, with logo, kept", runs, () => withLogo(logo)),
    median("layout and encode, with logo, anew", Math.ceil(runs / 10), () => withLogo({ ...logo })),
    median("receipt-printer-encoder, one fixed page", Math.ceil(runs / 10), () => peerReceipt(receipt, "windows1252")),
    median("receipt-printer-encoder, automatic pages", Math.ceil(runs / 100), () => peerReceipt(receipt, "auto")),
  ];
}

/** The median time of `action` over `runs`, after as many runs to warm up. */
export function median(name: string, runs: number, action: () => unknown): Figure {
  for (let run = 0; run < runs; run++) action();
  const times = Float64Array.from({ length: runs }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  }).sort();
  return { name, medianUs: Math.round((times[runs >> 1] ?? 0) * 10_000) / 10 };
}
