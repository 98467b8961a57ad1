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

const encoder = new TextEncoder();

/** `<qr size level align>`; `null` without data. */
export function qrBlock(attributes: Attributes, data: string, align: Align): Block | null {
  const moduleDots = whole("qr", attributes, "size", 1, 16);
  const level = choice("qr", attributes, "level", ["L", "M", "Q", "H"]) ?? "M";
  const own = alignment("qr", attributes) ?? align;
  if (data.trim() === "") return null;
  return { kind: "qr", data, align: own, moduleDots: moduleDots ?? modulesFor(data), level };
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
