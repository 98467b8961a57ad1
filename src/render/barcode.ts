import type { Symbology } from "../domain/document.ts";
import { code128Data, code128Symbols } from "./code128.ts";

/** A barcode that a printer will accept, or why it is none: `it needs 12 or 13 digits`. */
export type CheckedBarcode =
  | {
    readonly kind: "barcode";
    /** The `m` of `GS k`, form B. */
    readonly system: number;
    /** What is sent, one byte for each character: check digit and code sets included. */
    readonly data: string;
    /** What stands under the bars: without the signs that begin and end CODE39, a UPC-E in its short form. */
    readonly shown: string;
    /** Dots across with a narrowest bar of `moduleDots` (1 to 6; no printer makes 1 itself), without the quiet zones. */
    widthDots(moduleDots: number): number;
  }
  | { readonly kind: "invalid"; readonly reason: string };

interface System {
  /** The name people know. */
  readonly name: string;
  readonly number: number;
  check(data: string): string | { readonly reason: string };
  /** The characters under the bars, where they are not what is sent. */
  shown?(data: string, sent: string): string;
  /** Narrow modules, and wide bars of systems that know only two widths. */
  modules(data: string): readonly [narrow: number, wide: number];
}

/**
 * Dots of a wide bar by dots of a narrow one, in two-width systems (ESC/POS reference, `GS w`: 0.625, 1.0, 1.25, 1.625
 * and 2.0 mm at 8 dots to the mm).
 */
const WIDE_DOTS = [0, 3, 5, 8, 10, 13, 16];

/** Dots of a wide bar, where the narrow one has `moduleDots` (1 to 6), in CODE39, ITF and CODABAR. */
export function wideDots(moduleDots: number): number {
  return WIDE_DOTS[moduleDots] ?? 0;
}

/** Longer data is of no system: `GS k` has 255 bytes, in which CODE128 puts two digits each. */
const MAX_LENGTH = 512;

const SYSTEMS: Record<Symbology, System> = {
  "upc-a": { name: "UPC-A", number: 65, check: (data) => withCheckDigit(data, 12), modules: () => [95, 0] },
  "upc-e": {
    name: "UPC-E",
    number: 66,
    check: expandUpcE,
    shown: (_, sent) => shortUpcE(sent) ?? sent,
    modules: () => [51, 0],
  },
  ean13: { name: "EAN-13", number: 67, check: (data) => withCheckDigit(data, 13), modules: () => [95, 0] },
  ean8: { name: "EAN-8", number: 68, check: (data) => withCheckDigit(data, 8), modules: () => [67, 0] },
  code39: {
    name: "CODE39",
    number: 69,
    check: matching(
      /^(?:[0-9A-Z $%+\-./]{1,253}|\*[0-9A-Z $%+\-./]{1,253}\*)$/,
      "it may have 1 to 253 of the characters 0-9 A-Z space $ % + - . /",
    ),
    shown: (data) => data.replaceAll("*", ""),
    modules: (data) => [(data.replaceAll("*", "").length + 2) * 7, (data.replaceAll("*", "").length + 2) * 3],
  },
  itf: {
    name: "ITF",
    number: 70,
    check: matching(/^(?:\d\d){1,127}$/, "it needs an even number of digits, 2 to 254"),
    modules: (data) => [6 + data.length * 3, 1 + data.length * 2],
  },
  codabar: {
    name: "CODABAR",
    number: 71,
    check: matching(
      /^[A-Da-d][0-9$+\-./:]{0,253}[A-Da-d]$/,
      "it needs one of A B C D at both ends and digits or $ + - . / : between",
    ),
    shown: (data) => data.toUpperCase(),
    modules: (data) => {
      // Of the eight bars and spaces of a character three are wide, of digits, - and $ two.
      const wide = data.length * 3 - data.replace(/[^0-9$-]/g, "").length;
      return [data.length * 8 - wide, wide];
    },
  },
  code93: {
    name: "CODE93",
    number: 72,
    check: matching(/^[ -~]{1,255}$/, "it may have 1 to 255 ASCII characters, without control characters"),
    modules: (data) => [(data.length + data.replace(/[0-9A-Z $%+\-./]/g, "").length + 4) * 9 + 1, 0],
  },
  code128: {
    name: "CODE128",
    number: 73,
    check: (data) => {
      const sent = /^[ -~]+$/.test(data) ? code128Data(data) : "";
      if (sent !== "" && sent.length <= 255) return sent;
      return { reason: "it may have about 250 ASCII characters, without control characters" };
    },
    shown: (data) => data,
    modules: (sent) => [(code128Symbols(sent) + 1) * 11 + 13, 0],
  },
};

/** The name of a system as people know it, such as `EAN-13`. */
export function systemName(symbology: Symbology): string {
  return SYSTEMS[symbology].name;
}

/** The system with the number `m` of `GS k` (65 to 73), or undefined. */
export function symbologyOf(number: number): Symbology | undefined {
  return (Object.keys(SYSTEMS) as Symbology[]).find((symbology) => SYSTEMS[symbology].number === number);
}

/** Checks `data` by the rules of its system: characters, length, check digit. A missing check digit is added. */
export function checkBarcode(symbology: Symbology, data: string): CheckedBarcode {
  const system = SYSTEMS[symbology];
  const checked = system.check(data.slice(0, MAX_LENGTH + 1));
  if (typeof checked !== "string") return { kind: "invalid", reason: checked.reason };
  const [narrow, wide] = system.modules(checked);
  const widthDots = (moduleDots: number) => narrow * moduleDots + wide * wideDots(moduleDots);
  const shown = system.shown?.(data, checked) ?? checked;
  return { kind: "barcode", system: system.number, data: checked, shown, widthDots };
}

function matching(pattern: RegExp, reason: string): System["check"] {
  return (data) => pattern.test(data) ? data : { reason };
}

/** EAN and UPC data of `length` digits; one less when the check digit is to be added. */
function withCheckDigit(data: string, length: number): string | { reason: string } {
  if (!/^\d+$/.test(data) || data.length < length - 1 || data.length > length) {
    return { reason: `it needs ${length - 1} or ${length} digits` };
  }
  const body = data.slice(0, length - 1);
  const digit = checkDigit(body);
  if (data.length === length && !data.endsWith(digit)) {
    return { reason: `its check digit is ${data.at(-1)}, expected ${digit}` };
  }
  return body + digit;
}

/** The check digit of GS1 codes: weights 3 and 1 in turn from the right. */
function checkDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index++) sum += Number(body.at(-1 - index)) * (index % 2 === 0 ? 3 : 1);
  return String((10 - sum % 10) % 10);
}

/**
 * UPC-E as the 12 digits of the UPC-A it is short for, which every printer takes (older ones nothing else); they print
 * the short form. Those digits themselves are taken too.
 */
function expandUpcE(data: string): string | { reason: string } {
  const reason = "it needs 6 digits, or 7 or 8 that begin with 0";
  if (data.length === 12) return shortUpcE(data) === null ? { reason } : withCheckDigit(data, 12);
  const six = /^(?:0?(\d{6})|0(\d{6})\d)$/.exec(data);
  const digits = six?.[1] ?? six?.[2];
  if (digits === undefined) return { reason };
  const [a, b, c, d, e, f] = digits;
  let body = `0${a}${b}${c}${d}${e}0000${f}`;
  if (f === "0" || f === "1" || f === "2") body = `0${a}${b}${f}0000${c}${d}${e}`;
  else if (f === "3") body = `0${a}${b}${c}00000${d}${e}`;
  else if (f === "4") body = `0${a}${b}${c}${d}00000${e}`;
  return withCheckDigit(data.length === 8 ? body + data[7] : body, 12);
}

/** The 8 digits that stand under a UPC-E, of the 12 of its UPC-A; `null` for a UPC-A without a short form. */
function shortUpcE(upcA: string): string | null {
  const check = upcA.slice(-1);
  const six = /^0(\d\d)([012])0000(\d{3})\d$/.exec(upcA) ?? /^0(\d{3})()00000(\d\d)\d$/.exec(upcA) ??
    /^0(\d{4})()00000(\d)\d$/.exec(upcA) ?? /^0(\d{5})()0000([5-9])\d$/.exec(upcA);
  if (six === null) return null;
  const [, head = "", third = "", tail = ""] = six;
  const last = third !== "" ? third : head.length === 3 ? "3" : head.length === 4 ? "4" : "";
  return `0${head}${tail}${last}${check}`;
}
