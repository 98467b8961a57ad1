import type { CodeBlock } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { checkBarcode, systemName } from "./barcode.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import * as command from "./commands.ts";
import { pdf417Capacity, pdf417Level, pdf417Shape } from "./pdf417.ts";
import { hasControls, qrCapacity, qrModules } from "./qr.ts";
import { paperDots, within } from "./range.ts";
import { pdf417Code, qrCode } from "./symbol_commands.ts";

/** Below this no common scanner reads a QR code at 203 dots to the inch. */
const MIN_QR_DOTS = 2;

/** Why the printer does not make a code itself. */
export interface Unwritten {
  /** `QR code "…" is too long: …`, without what is done about it. */
  readonly problem: string;
  /** Whether the data is right, so that the code may be painted. */
  readonly isPaintable: boolean;
}

const utf8 = new TextEncoder();

/**
 * Writes a code the printer makes itself, its modules made smaller where the paper is too narrow. Returns `null`, or why
 * nothing was written: the code has to be painted, or its data printed as text.
 */
export function writeCode(out: ByteBuffer, block: CodeBlock, profile: Profile): Unwritten | null {
  switch (block.kind) {
    case "qr":
      return writeQr(out, block, profile);
    case "barcode":
      return writeBarcode(out, block, profile);
    case "pdf417":
      return writePdf417(out, block, profile);
  }
}

function writeQr(out: ByteBuffer, block: Extract<CodeBlock, { kind: "qr" }>, profile: Profile): Unwritten | null {
  const { level } = block;
  if (block.data === "") return wrong("QR code without data");
  if (hasControls(block.data)) return wrong(`${named(block)} has control characters`);
  const data = utf8.encode(block.data);
  const modules = qrModules(data.length, level);
  if (modules === null) {
    return wrong(`${named(block)} is too long: ${data.length} bytes, at most ${qrCapacity(level)} at level ${level}`);
  }
  if (!profile.nativeCodes.includes("qr")) return lacking(block);
  const wanted = within(block.moduleDots, 1, 16);
  const dots = Math.min(wanted, Math.floor(paperDots(profile) / modules));
  if (dots < Math.min(wanted, MIN_QR_DOTS)) return tooWide(block, modules * MIN_QR_DOTS, profile);
  qrCode(out, data, dots, level);
  return null;
}

function writePdf417(out: ByteBuffer, block: Extract<CodeBlock, { kind: "pdf417" }>, profile: Profile) {
  if (block.data === "") return wrong("PDF417 code without data");
  if (hasControls(block.data)) return wrong(`${named(block)} has control characters`);
  const level = pdf417Level(block.level);
  const capacity = pdf417Capacity(level);
  const data = utf8.encode(block.data);
  if (data.length > capacity) {
    return wrong(`${named(block)} is too long: ${data.length} bytes, at most ${capacity} at level ${level}`);
  }
  if (!profile.nativeCodes.includes("pdf417")) return lacking(block);
  const shape = pdf417Shape(data.length, block, paperDots(profile));
  if (shape === null) return wrong(`${named(block)} is too large for the paper: ${data.length} bytes`);
  pdf417Code(out, data, shape.moduleDots, shape.columns, level);
  return null;
}

function writeBarcode(out: ByteBuffer, block: Extract<CodeBlock, { kind: "barcode" }>, profile: Profile) {
  const checked = checkBarcode(block.symbology, block.data);
  if (checked.kind === "invalid") {
    return wrong(`${named(block)} is not a valid ${systemName(block.symbology)}: ${checked.reason}`);
  }
  if (!profile.nativeCodes.includes("barcode")) return lacking(block);
  let dots = within(block.moduleDots, 2, 6);
  while (dots > 2 && checked.widthDots(dots) > paperDots(profile)) dots--;
  const width = checked.widthDots(dots);
  if (width > paperDots(profile)) return tooWide(block, width, profile);
  command.setBarcodeHeight(out, within(block.heightDots, 1, 255));
  command.setBarcodeModule(out, dots);
  command.setBarcodeText(out, block.text);
  command.barcode(out, checked.system, Uint8Array.from(checked.data, (byte) => byte.charCodeAt(0)));
  return null;
}

function wrong(problem: string): Unwritten {
  return { problem, isPaintable: false };
}

function lacking(block: CodeBlock): Unwritten {
  return { problem: `${named(block)} cannot be made by this printer`, isPaintable: true };
}

function tooWide(block: CodeBlock, dots: number, profile: Profile): Unwritten {
  return {
    problem: `${named(block)} is too wide for the paper: ${dots} dots of ${paperDots(profile)}`,
    isPaintable: true,
  };
}

const NAMES = { qr: "QR code", barcode: "barcode", pdf417: "PDF417 code" };

/** The code as a warning names it: one line, not too long. */
export function named({ kind, data }: CodeBlock): string {
  const text = data.slice(0, 400).toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  const short = [...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text;
  return `${NAMES[kind]} ${JSON.stringify(short)}`;
}
