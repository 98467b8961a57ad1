import { deepEqual } from "node:assert/strict";
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import fc from "fast-check";
import type { Align, Block } from "../../src/domain/document.ts";
import { interpret } from "../../src/render/interpret.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { cell, paper, words } from "./documents.ts";

const COLUMNS = 42;
// The peer numbers its pages as Epson does; one page is enough for these texts.
const PROFILE = paper(COLUMNS, { codePages: [{ encoding: "windows1252", number: 16 }] });

interface Receipt {
  /** Width and alignment of each column; the gap of one space is ours and its `marginRight`. */
  readonly columns: readonly { width: number; align: "left" | "right" }[];
  readonly rows: readonly (readonly string[])[];
}

const amount = fc.stringMatching(/^\d{1,4},\d\d$/);

const receipt: fc.Arbitrary<Receipt> = fc.tuple(
  fc.integer({ min: 14, max: 24 }),
  fc.array(fc.tuple(words(12), amount, amount), { minLength: 1, maxLength: 8 }),
).map(([nameWidth, rows]) => ({
  columns: [
    { width: nameWidth, align: "left" as Align & "left" },
    { width: 7, align: "right" as Align & "right" },
    { width: 8, align: "right" as Align & "right" },
  ],
  rows,
}));

function ours({ columns, rows }: Receipt): Block {
  return {
    kind: "table",
    columns: columns.map(({ width, align }) => ({ width: { kind: "fixed", columns: width }, align })),
    rows: rows.map((row) => row.map((text) => cell(text))),
  };
}

function theirs({ columns, rows }: Receipt): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: "esc-pos", columns: COLUMNS });
  const last = columns.length - 1;
  return encoder.initialize().codepage("windows1252").table(
    columns.map(({ width, align }, index) => ({ width, align, marginRight: index === last ? 0 : 1 })),
    rows.map((row) => [...row]),
  ).encode();
}

Deno.test("receipt-printer-encoder puts the same words in the same columns", () => {
  fc.assert(
    fc.property(receipt, (one) => {
      const { bytes } = render({ blocks: [ours(one)] }, PROFILE);
      deepEqual(linesOf(bytes), linesOf(theirs(one)));
    }),
    { seed: 20260308, numRuns: 200 },
  );
});

function linesOf(bytes: Uint8Array): string[] {
  return renderedText(bytes, PROFILE).trimEnd().split("\n");
}

Deno.test("receipt-printer-encoder's words for Star printers are read as they were meant", async (t) => {
  const [on, off] = [true, false];
  for (const [language, format] of [["star-prnt", "starprnt"], ["star-line", "starline"]] as const) {
    await t.step(format, () => {
      const bytes = new ReceiptPrinterEncoder({ language, columns: 48 }).initialize().codepage("cp858")
        .bold(on).size(2, 3).line("Çeli ë €").size(1, 1).bold(off)
        .underline(on).line("u").underline(off).invert(on).line("i").invert(off)
        .codepage("windows1250").line("š ł").codepage("windows1251").line("Ж")
        .qrcode("hello", { model: 2, size: 5, errorlevel: "q" })
        .barcode("AB-12", "code128", { height: 70, width: 1, text: on })
        .barcode("5901234123457", "ean13", { height: 70, width: 3, text: off })
        .pdf417("data", { width: 3, height: 3, columns: 4, rows: 0, errorlevel: 2 })
        .cut("partial").pulse(0, 100, 300).pulse(1, 100, 300).encode();
      const items = interpret(bytes, paper(48, { format })).items;
      const lines = items.flatMap((item) => item.kind === "line" ? item.runs : []);
      deepEqual(lines.map(({ text }) => text), ["Çeli ë €", "u", "i", "š ł", "Ж"]);
      deepEqual(lines[0]?.style, { bold: true, underline: false, inverse: false, width: 2, height: 3 });
      deepEqual(lines.map(({ style }) => [style.underline, style.inverse]).slice(1, 3), [[true, false], [false, true]]);
      deepEqual(items.filter(({ kind }) => kind !== "line" && kind !== "feed" && kind !== "unknown"), [
        { kind: "qr", align: "left", moduleDots: 5, level: "Q", data: "hello" },
        {
          kind: "barcode",
          system: "code128",
          data: "AB-12",
          align: "left",
          heightDots: 70,
          moduleDots: 2,
          text: true,
        },
        {
          kind: "barcode",
          system: "ean13",
          data: "5901234123457",
          align: "left",
          heightDots: 70,
          moduleDots: 4,
          text: false,
        },
        { kind: "pdf417", align: "left", moduleDots: 3, columns: 4, level: 2, data: "data" },
        { kind: "cut", partial: true },
        { kind: "drawer", pin: 2, onMs: 100, offMs: 300 },
        { kind: "drawer", pin: 5, onMs: 200, offMs: 200 },
      ]);
    });
  }
});
