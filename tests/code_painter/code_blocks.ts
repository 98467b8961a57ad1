import type { Symbology } from "../../src/domain/document.ts";
import type { CodeBlock } from "../../src/domain/painter.ts";

/** A QR code, or with what `more` changes. */
export function qr(
  data: string,
  more: Partial<Extract<CodeBlock, { kind: "qr" }>> = {},
): Extract<CodeBlock, { kind: "qr" }> {
  return { kind: "qr", data, align: "left", moduleDots: 3, level: "M", ...more };
}

/** A PDF417 code, or with what `more` changes. */
export function pdf417(
  data: string,
  more: Partial<Extract<CodeBlock, { kind: "pdf417" }>> = {},
): Extract<CodeBlock, { kind: "pdf417" }> {
  return { kind: "pdf417", data, align: "left", moduleDots: 2, columns: 0, level: 2, ...more };
}

/** A barcode, or with what `more` changes. */
export function barcode(
  symbology: Symbology,
  data: string,
  more: Partial<Extract<CodeBlock, { kind: "barcode" }>> = {},
): Extract<CodeBlock, { kind: "barcode" }> {
  return {
    kind: "barcode",
    symbology,
    data,
    align: "left",
    heightDots: 60,
    moduleDots: 2,
    text: true,
    ...more,
  };
}
