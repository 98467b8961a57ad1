import type { Align, Block, Symbology } from "../domain/document.ts";
import { alignment, type Attributes, choice, flag, whole } from "./attributes.ts";

const SYMBOLOGIES: readonly Symbology[] = [
  "upc-a",
  "upc-e",
  "ean13",
  "ean8",
  "code39",
  "itf",
  "codabar",
  "code93",
  "code128",
];

/** The largest modules, in dots, with which a QR code of so many bytes stays within 384 dots (58 mm paper). */
const QR_MODULES: readonly { readonly bytes: number; readonly dots: number }[] = [
  { bytes: 80, dots: 6 },
  { bytes: 450, dots: 4 },
  { bytes: 1_000, dots: 3 },
  { bytes: Infinity, dots: 2 },
];

/** Levels of error correction that the standard asks for, by bytes (ISO/IEC 15438, annex E); less where they do not fit. */
const PDF417_LEVELS: readonly { readonly bytes: number; readonly level: number }[] = [
  { bytes: 40, level: 2 },
  { bytes: 160, level: 3 },
  { bytes: 320, level: 4 },
  { bytes: 1_000, level: 5 },
  { bytes: Infinity, level: 0 },
];
/** Up to so many bytes the modules of a PDF417 code are large. */
const LARGE_PDF417 = 80;

const encoder = new TextEncoder();

/** `<qr size level align>`; `null` without data. */
export function qrBlock(attributes: Attributes, data: string, align: Align): Block | null {
  const moduleDots = whole("qr", attributes, "size", 1, 16);
  const level = choice("qr", attributes, "level", ["L", "M", "Q", "H"]) ?? "M";
  const own = alignment("qr", attributes) ?? align;
  if (data.trim() === "") return null;
  return { kind: "qr", data, align: own, moduleDots: moduleDots ?? modulesFor(data), level };
}

/** `<pdf417 size columns level align>`; `null` without data. */
export function pdf417Block(attributes: Attributes, data: string, align: Align): Block | null {
  const moduleDots = whole("pdf417", attributes, "size", 2, 8);
  const columns = whole("pdf417", attributes, "columns", 1, 30) ?? 0;
  const level = whole("pdf417", attributes, "level", 0, 8);
  const own = alignment("pdf417", attributes) ?? align;
  if (data.trim() === "") return null;
  const { length } = encoder.encode(data);
  return {
    kind: "pdf417",
    data,
    align: own,
    moduleDots: moduleDots ?? (length <= LARGE_PDF417 ? 3 : 2),
    columns,
    level: level ?? PDF417_LEVELS.find(({ bytes }) => length <= bytes)?.level ?? 0,
  };
}

/** `<barcode system height width text align>`; `null` without data. */
export function barcodeBlock(attributes: Attributes, data: string, align: Align): Block | null {
  const symbology = choice("barcode", attributes, "system", SYMBOLOGIES) ?? "code128";
  const heightDots = whole("barcode", attributes, "height", 1, 255) ?? 80;
  const moduleDots = whole("barcode", attributes, "width", 2, 6) ?? 2;
  const text = flag("barcode", attributes, "text") ?? true;
  const own = alignment("barcode", attributes) ?? align;
  if (data.trim() === "") return null;
  return { kind: "barcode", data, align: own, symbology, heightDots, moduleDots, text };
}

function modulesFor(data: string): number {
  const { length } = encoder.encode(data);
  return QR_MODULES.find(({ bytes }) => length <= bytes)?.dots ?? 2;
}
