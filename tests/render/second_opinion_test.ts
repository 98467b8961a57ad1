import { deepEqual } from "node:assert/strict";
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import fc from "fast-check";
import type { Align, Block } from "../../src/domain/document.ts";
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
