import type { CodeBlock } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { checkBarcode, systemName } from "./barcode.ts";
import type { ByteBuffer } from "./byte_buffer.ts";
import { type CodeCommands, ESCPOS_CODES } from "./code_commands.ts";
import { hasControls, qrCapacity, qrModules } from "./qr.ts";
import { paperDots, within } from "./range.ts";

/** Below this no common scanner reads a QR code at 203 dots to the inch. */
const MIN_QR_DOTS = 2;

const utf8 = new TextEncoder();

/**
 * Writes a QR code or barcode, its modules made smaller where the paper is too narrow. Returns null, or the warning why
 * nothing was written: the data has to be printed as text.
 */
export function writeCode(
  out: ByteBuffer,
  block: CodeBlock,
  profile: Profile,
  commands: CodeCommands = ESCPOS_CODES,
): string | null {
  switch (block.kind) {
    case "qr":
      return writeQr(out, block, profile, commands);
    case "barcode":
      return writeBarcode(out, block, profile, commands);
    case "pdf417":
      return `${named(block)} cannot be printed yet; printed as text`;
  }
}

function writeQr(
  out: ByteBuffer,
  block: Extract<CodeBlock, { kind: "qr" }>,
  profile: Profile,
  commands: CodeCommands,
): string | null {
  const { level } = block;
  if (block.data === "") return "QR code without data; left out";
  if (hasControls(block.data)) return `${named(block)} has control characters; printed as text`;
  const data = utf8.encode(block.data);
  const modules = qrModules(data.length, level);
  if (modules === null) {
    return `${named(block)} is too long: ${data.length} bytes, at most ${qrCapacity(level)} at level ${level}; ` +
      `printed as text`;
  }
  const wanted = within(block.moduleDots, 1, commands.maxQrDots);
  const dots = Math.min(wanted, Math.floor(paperDots(profile) / modules));
  if (dots < Math.min(wanted, MIN_QR_DOTS)) {
    return `${named(block)} is too wide for the paper: ${modules * MIN_QR_DOTS} dots of ${paperDots(profile)}; ` +
      `printed as text`;
  }
  commands.qr(out, data, dots, level);
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
    return `${named(block)} is not a valid ${systemName(block.symbology)}: ${checked.reason}; printed as text`;
  }
  let dots = within(block.moduleDots, 2, commands.maxBarDots);
  while (dots > 2 && commands.barcodeWidth(block, checked, dots) > paperDots(profile)) dots--;
  const width = commands.barcodeWidth(block, checked, dots);
  if (width > paperDots(profile)) {
    return `${named(block)} is too wide for the paper: ${width} dots of ${paperDots(profile)}; printed as text`;
  }
  commands.barcode(out, block, checked, dots);
  return null;
}

const NAMES = { qr: "QR code", barcode: "barcode", pdf417: "PDF417 code" };

/** The code as a warning names it: one line, not too long. */
function named({ kind, data }: CodeBlock): string {
  const text = data.toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  const short = [...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text;
  return `${NAMES[kind]} ${JSON.stringify(short)}`;
}
