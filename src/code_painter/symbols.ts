import type { Pdf417, QrCode, Symbology } from "../domain/document.ts";
import type { CodeBlock } from "../domain/painter.ts";
import type { NoPicture } from "../domain/picture.ts";
import { checkBarcode, systemName, wideDots } from "../render/barcode.ts";
import { PDF417_ROW_HEIGHT, pdf417Capacity, pdf417Level, pdf417Shape } from "../render/pdf417.ts";
import { hasControls, qrCapacity } from "../render/qr.ts";
import { within } from "../render/range.ts";

/** What bwip-js makes of data, in modules: bars and spaces in turn, or squares row by row, `pixx` of them in a row. */
export interface RawSymbol {
  readonly sbs?: readonly number[];
  readonly pixs?: readonly number[];
  readonly pixx?: number;
}

/** What a symbol is made with: the encoder of bwip-js, the data, whose characters are bytes, and what the encoder wants. */
export interface SymbolOptions extends Readonly<Record<string, string | number | boolean>> {
  readonly bcid: string;
  readonly text: string;
}

/** `raw` of bwip-js. Throws for data it refuses. */
export type MakeSymbol = (options: SymbolOptions) => readonly RawSymbol[];

/** A code in dots. */
export interface SymbolDots {
  /** Of each row the dark and light dots in turn, beginning with dark ones, of which there may be none. */
  readonly rows: readonly (readonly number[])[];
  /** Dots each row is high. */
  readonly rowDots: number;
  /** White dots that belong to the left and right, and above and below. */
  readonly quiet: { readonly x: number; readonly y: number };
}

/** Below this no common scanner reads a two-dimensional code at 203 dots to the inch. */
const MIN_DOTS = 2;
/** Modules of quiet zone: QR code (ISO/IEC 18004, 5.3.8), PDF417 (ISO/IEC 15438, 5.8.3), barcodes (the widest: EAN-13, left). */
const QUIET = { qr: 4, pdf417: 2, barcode: 11 };

const utf8 = new TextEncoder();

/** The code of `block`, with the modules it asks for or the largest that fit into `maxDots`, or why there is none. */
export function symbolOf(block: CodeBlock, maxDots: number, make: MakeSymbol): SymbolDots | NoPicture {
  switch (block.kind) {
    case "qr":
      return qrCode(block, maxDots, make);
    case "pdf417":
      return pdf417(block, maxDots, make);
    case "barcode":
      return barcode(block, maxDots, make);
  }
}

function qrCode(block: QrCode, maxDots: number, make: MakeSymbol): SymbolDots | NoPicture {
  const bytes = bytesOf(block.data, qrCapacity(block.level));
  if (typeof bytes !== "string") return bytes;
  // A reader would take bytes of UTF-8 that look like Shift JIS for Japanese.
  const options = { bcid: "qrcode", text: bytes, binarytext: true, eclevel: block.level, suppresskanjimode: true };
  const { pixs, pixx } = squares(make(options));
  const wanted = within(block.moduleDots, 1, 16);
  const dots = Math.min(wanted, Math.floor(maxDots / pixx));
  if (dots < Math.min(wanted, MIN_DOTS)) return tooWide(pixx * MIN_DOTS, maxDots);
  const quiet = QUIET.qr * dots;
  return { rows: runsOf(pixs, pixx, dots), rowDots: dots, quiet: { x: quiet, y: quiet } };
}

function pdf417(
  block: Pdf417,
  maxDots: number,
  make: MakeSymbol,
): SymbolDots | NoPicture {
  const eclevel = pdf417Level(block.level);
  const bytes = bytesOf(block.data, pdf417Capacity(eclevel));
  if (typeof bytes !== "string") return bytes;
  const shape = pdf417Shape(bytes.length, block, maxDots);
  if (shape === null) return { problem: `it is too large for ${maxDots} dots across` };
  const { columns, moduleDots } = shape;
  const { pixs, pixx } = squares(make({ bcid: "pdf417", text: bytes, binarytext: true, eclevel, columns }));
  const quiet = QUIET.pdf417 * moduleDots;
  const rows = runsOf(pixs, pixx, moduleDots);
  return { rows, rowDots: moduleDots * PDF417_ROW_HEIGHT, quiet: { x: quiet, y: quiet } };
}

/** The encoder of a system; CODE93 is the one with letters of both cases. */
const ENCODERS: Record<Symbology, string> = {
  "upc-a": "upca",
  "upc-e": "upce",
  ean13: "ean13",
  ean8: "ean8",
  code39: "code39",
  itf: "interleaved2of5",
  codabar: "rationalizedCodabar",
  code93: "code93ext",
  code128: "code128",
};
/** Systems that know narrow and wide alone: these are as wide as a printer makes them itself. */
const TWO_WIDTHS: ReadonlySet<Symbology> = new Set(["code39", "itf", "codabar"]);

function barcode(
  block: Extract<CodeBlock, { kind: "barcode" }>,
  maxDots: number,
  make: MakeSymbol,
): SymbolDots | NoPicture {
  const { symbology } = block;
  const checked = checkBarcode(symbology, block.data);
  if (checked.kind === "invalid") return { problem: `it is not a valid ${systemName(symbology)}: ${checked.reason}` };
  // Far too wide for any paper: not worth the work.
  if (checked.widthDots(1) > 2 * maxDots) return tooWide(checked.widthDots(1), maxDots);
  const [symbol] = make({ bcid: ENCODERS[symbology], text: checked.shown, includecheck: symbology === "code93" });
  const bars = symbol?.sbs ?? [];
  if (bars.length === 0) throw new Error("bwip-js made no bars");
  // The last space separates nothing.
  const seen = bars.length % 2 === 0 ? bars.slice(0, -1) : bars;
  const inDots = (dots: number) =>
    seen.map((modules) => TWO_WIDTHS.has(symbology) && modules > 1 ? wideDots(dots) : modules * dots);
  for (let dots = within(block.moduleDots, 1, 6); dots >= 1; dots--) {
    const row = inDots(dots);
    if (sum(row) > maxDots) continue;
    return { rows: [row], rowDots: within(block.heightDots, 1, 255), quiet: { x: QUIET.barcode * dots, y: 0 } };
  }
  return tooWide(sum(inDots(1)), maxDots);
}

/** `data` in UTF-8, a character for each byte. */
function bytesOf(data: string, capacity: number): string | NoPicture {
  if (data === "") return { problem: "it has no data" };
  // Each character takes a byte at least: what is far too long is not even looked at.
  if (data.length > capacity) return { problem: `it is too long: at most ${capacity} bytes` };
  if (hasControls(data)) return { problem: "it has control characters" };
  const bytes = utf8.encode(data);
  if (bytes.length > capacity) return { problem: `it is too long: ${bytes.length} bytes, at most ${capacity}` };
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function squares([symbol]: readonly RawSymbol[]): { readonly pixs: readonly number[]; readonly pixx: number } {
  const { pixs = [], pixx = 0 } = symbol ?? {};
  if (pixx === 0 || pixs.length === 0 || pixs.length % pixx !== 0) throw new Error("bwip-js made no squares");
  return { pixs, pixx };
}

function runsOf(pixs: readonly number[], pixx: number, dots: number): number[][] {
  const rows: number[][] = [];
  for (let start = 0; start < pixs.length; start += pixx) {
    const row = [0];
    for (let at = start; at < start + pixx; at++) {
      const isDark = row.length % 2 === 1;
      if ((pixs[at] === 1) === isDark) row.push((row.pop() ?? 0) + dots);
      else row.push(dots);
    }
    rows.push(row);
  }
  return rows;
}

function sum(row: readonly number[]): number {
  return row.reduce((total, dots) => total + dots, 0);
}

function tooWide(dots: number, maxDots: number): NoPicture {
  return { problem: `it is too wide for the paper: ${dots} dots of ${maxDots}` };
}
