import type { Pdf417, QrCode } from "../domain/document.ts";
import type { CodeBlock } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { checkBarcode, systemName } from "./barcode.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { type CodeCommands, ESCPOS_CODES } from "./code_commands.ts";
import { pdf417Capacity, pdf417Level, pdf417Shape } from "./pdf417.ts";
import { hasControls, qrCapacity, qrModules } from "./qr.ts";
import { paperDots, within } from "./range.ts";

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
const scratch = new Uint8Array(12_288);

/** UTF-8, to be used before the next call: an array for each code would cost more than the code itself. */
function utf8Bytes(data: string): Uint8Array {
  if (data.length * 3 > scratch.length) return utf8.encode(data);
  return scratch.subarray(0, utf8.encodeInto(data, scratch).written);
}

/**
 * Writes a code the printer makes itself, its modules made smaller where the paper is too narrow. Returns `null`, or why
 * nothing was written: the code has to be painted, or its data printed as text.
 */
export function writeCode(
  out: ByteBuffer,
  block: CodeBlock,
  profile: Profile,
  commands: CodeCommands = ESCPOS_CODES,
): Unwritten | null {
  switch (block.kind) {
    case "qr":
      return writeQr(out, block, profile, commands);
    case "barcode":
      return writeBarcode(out, block, profile, commands);
    case "pdf417":
      return writePdf417(out, block, profile, commands);
  }
}

function writeQr(
  out: ByteBuffer,
  block: QrCode,
  profile: Profile,
  commands: CodeCommands,
): Unwritten | null {
  const { level } = block;
  if (block.data === "") return wrong("QR code without data");
  if (hasControls(block.data)) return wrong(`${named(block)} has control characters`);
  const data = utf8Bytes(block.data);
  const modules = qrModules(data.length, level);
  if (modules === null) {
    return wrong(`${named(block)} is too long: ${data.length} bytes, at most ${qrCapacity(level)} at level ${level}`);
  }
  if (!profile.nativeCodes.includes("qr")) return lacking(block);
  const wanted = within(block.moduleDots, 1, commands.maxQrDots);
  const dots = Math.min(wanted, Math.floor(paperDots(profile) / modules));
  if (dots < Math.min(wanted, MIN_QR_DOTS)) return tooWide(block, modules * MIN_QR_DOTS, profile);
  commands.qr(out, data, dots, level);
  return null;
}

function writePdf417(
  out: ByteBuffer,
  block: Pdf417,
  profile: Profile,
  commands: CodeCommands,
) {
  if (block.data === "") return wrong("PDF417 code without data");
  if (hasControls(block.data)) return wrong(`${named(block)} has control characters`);
  const level = pdf417Level(block.level);
  const capacity = pdf417Capacity(level);
  const data = utf8Bytes(block.data);
  if (data.length > capacity) {
    return wrong(`${named(block)} is too long: ${data.length} bytes, at most ${capacity} at level ${level}`);
  }
  if (!profile.nativeCodes.includes("pdf417") || data.length > commands.maxPdf417Bytes) return lacking(block);
  const shape = pdf417Shape(data.length, block, paperDots(profile));
  if (shape === null) return wrong(`${named(block)} is too large for the paper: ${data.length} bytes`);
  commands.pdf417(out, data, shape.moduleDots, shape.columns, level);
  return null;
}

function writeBarcode(
  out: ByteBuffer,
  block: Extract<CodeBlock, { kind: "barcode" }>,
  profile: Profile,
  commands: CodeCommands,
) {
  const checked = checkBarcode(block.symbology, block.data);
  if (checked.kind === "invalid") {
    return wrong(`${named(block)} is not a valid ${systemName(block.symbology)}: ${checked.reason}`);
  }
  if (!profile.nativeCodes.includes("barcode")) return lacking(block);
  let dots = within(block.moduleDots, 2, commands.maxBarDots);
  while (dots > 2 && commands.barcodeWidth(block, checked, dots) > paperDots(profile)) dots--;
  const width = commands.barcodeWidth(block, checked, dots);
  if (width > paperDots(profile)) return tooWide(block, width, profile);
  commands.barcode(out, block, checked, dots);
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
