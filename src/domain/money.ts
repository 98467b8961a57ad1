/**
 * A decimal number: `units × 10^-scale`. Prices and quantities are decimal on paper, so they are decimal here: three
 * times 0.10 is 0.30. Values are plain data; functions below never change their arguments.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Nothing. */
export const ZERO: Decimal = { units: 0n, scale: 0 };

/** Digits kept after the point: 0.1 + 0.2 arrives as 0.30000000000000004 from backends that count in binary. */
const MAX_SCALE = 6;
/** Digits in all beyond which a number is a mistake and not an amount. */
const MAX_DIGITS = 18;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;
const THOUSANDS_THEN_COMMA = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
const THOUSANDS_THEN_POINT = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/;
const DECIMAL_COMMA = /^[+-]?\d*,(?:\d{1,2}|\d{4,})$/;

/**
 * The decimal in a number or in text: `3.5`, `"3.50"`, `" 3,50 "`, `"1.450,00"`, `"1,450.00"`. `null` when it is none,
 * is not finite, or could mean two things (`"1,450"`).
 */
export function parseDecimal(value: unknown): Decimal | null {
  if (typeof value !== "number" && typeof value !== "string" && typeof value !== "bigint") return null;
  let text = String(value).trim();
  if (text.length > 40) return null;
  if (typeof value === "string") {
    if (THOUSANDS_THEN_COMMA.test(text)) text = text.replaceAll(".", "").replace(",", ".");
    else if (THOUSANDS_THEN_POINT.test(text)) text = text.replaceAll(",", "");
    else if (DECIMAL_COMMA.test(text)) text = text.replace(",", ".");
  }
  const match = PLAIN.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  let digits = whole + fraction;
  let scale = fraction.length - Number(exponent);
  if (scale < 0) {
    digits += "0".repeat(-scale);
    scale = 0;
  }
  if (scale > 60) return null;
  const exact: Decimal = { units: BigInt(sign === "-" ? `-${digits}` : digits), scale };
  const { units } = scale > MAX_SCALE ? rounded(exact, MAX_SCALE) : exact;
  if ((units < 0n ? -units : units).toString().length > MAX_DIGITS) return null;
  return { units, scale: Math.min(scale, MAX_SCALE) };
}

/** a + b. */
export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: at(a, scale) + at(b, scale), scale };
}

/** a − b. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { units: -b.units, scale: b.scale });
}

/** a × b, exactly. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** With exactly `places` digits after the point, half away from zero: `2410` is `2410.00`, `0.125` is `0.13`. */
export function toFixed(value: Decimal, places: number): string {
  const { units } = value.scale > places ? rounded(value, places) : { units: at(value, places) };
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${negative ? "-" : ""}${whole}${places === 0 ? "" : `.${digits.slice(-places)}`}`;
}

/** Without needless zeros: `2`, `0.5`, `1.25`. For quantities and percentages. */
export function toShortest(value: Decimal): string {
  const text = toFixed(value, value.scale);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function rounded(value: Decimal, places: number): Decimal {
  const step = 10n ** BigInt(value.scale - places);
  const half = value.units < 0n ? -step / 2n : step / 2n;
  return { units: (value.units + half) / step, scale: places };
}

function at(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}
