import type { Align, Symbology } from "../../domain/document.ts";
import type { ValidBarcode } from "../code_commands.ts";
import type { PaperItem } from "../paper.ts";

interface StarSystem {
  /** The n1 of `ESC b`. */
  readonly number: number;
  /** The n3 by dots of the narrowest bar, from 2 to 4. */
  readonly modes: readonly [two: number, three: number, four: number];
}

// Bars of one width in steps; and of two widths: 2 and 5, 3 and 8, 4 and 10 dots, which are Epson's too.
const [STEPS, WIDE] = [[1, 2, 3], [4, 5, 6]] as const;

/** Systems of `ESC b` ("Star Line Mode Command Specifications", `ESC b`; widths of the modes in its appendix). */
const SYSTEMS: Record<Symbology, StarSystem> = {
  "upc-e": { number: 0, modes: STEPS },
  "upc-a": { number: 1, modes: STEPS },
  ean8: { number: 2, modes: STEPS },
  ean13: { number: 3, modes: STEPS },
  code39: { number: 4, modes: WIDE },
  // 2 and 5, 3 and 9, 4 and 10 dots.
  itf: { number: 5, modes: [1, 8, 2] },
  code128: { number: 6, modes: STEPS },
  code93: { number: 7, modes: STEPS },
  codabar: { number: 8, modes: WIDE },
};

/** How a barcode is sent. */
export interface StarBarcode {
  readonly system: number;
  readonly mode: number;
  /** Printable ASCII. */
  readonly data: string;
  /** Dots across that are sure to be enough, without the quiet zones. */
  readonly widthDots: number;
}

/** A barcode of `data`, which is `valid`, with a narrowest bar of `moduleDots`, 2 to 4. */
export function starBarcode(
  symbology: Symbology,
  data: string,
  { data: checked, widthDots: widthOf }: ValidBarcode,
  moduleDots: number,
): StarBarcode {
  const { number, modes } = SYSTEMS[symbology];
  const widthDots = widthOf(moduleDots);
  const base = { system: number, mode: modes[moduleDots - 2] ?? modes[0], data: checked, widthDots };
  switch (symbology) {
    case "code128":
      return { ...base, data: data.replaceAll("%", "%0"), widthDots: (code128Symbols(data) + 3) * 11 * moduleDots };
    case "code39":
      // The printer begins and ends it itself.
      return { ...base, data: checked.replaceAll("*", "") };
    case "itf":
      return { ...base, widthDots: widthDots + (moduleDots === 3 ? 1 + checked.length * 2 : 0) };
    default:
      return base;
  }
}

/**
 * Symbols of CODE128 data, at the most: the printer chooses the code sets. It begins with pairs of digits where four or more
 * come first; nothing is said of digits further on.
 */
function code128Symbols(data: string): number {
  const digits = /^\d{4,}/.exec(data)?.[0].length ?? 0;
  const rest = data.length - digits + digits % 2;
  return Math.floor(digits / 2) + (digits > 0 && rest > 0 ? 1 : 0) + rest;
}

/** What `ESC b n1 n2 n3 n4 … RS` prints. */
export function barcodeOf(command: Uint8Array, align: Align): Extract<PaperItem, { kind: "barcode" }> {
  const [, , n1 = 0, n2 = 0, n3 = 0, heightDots = 0] = command;
  const number = n1 % 48;
  const sent = Array.from(command.subarray(6, -1), (byte) => String.fromCharCode(byte)).join("");
  const found = symbologyOf(number);
  return {
    kind: "barcode",
    system: found ?? "unknown",
    data: found === "code128" ? sent.replaceAll("%0", "%") : sent,
    align,
    heightDots,
    moduleDots: moduleDotsOf(found, n3 % 48),
    text: n2 % 48 === 2 || n2 % 48 === 4,
  };
}

/** The system with the number n1 of `ESC b`, or undefined. */
export function symbologyOf(number: number): Symbology | undefined {
  return (Object.keys(SYSTEMS) as Symbology[]).find((symbology) => SYSTEMS[symbology].number === number);
}

function moduleDotsOf(symbology: Symbology | undefined, mode: number): number {
  const index = symbology === undefined ? -1 : SYSTEMS[symbology].modes.indexOf(mode);
  return index < 0 ? 2 : index + 2;
}
