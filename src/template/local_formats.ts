import { formatLocale, languageOf } from "../domain/locale.ts";
import type { Decimal } from "../domain/money.ts";
import { toFixed } from "../domain/money.ts";

const NO_BREAK_SPACE = "\u00a0";
/** Currencies whose decimals ISO 4217 gives otherwise than two. */
const PLACES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
};
/** Signs that mean one currency. */
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP" };
const ALBANIAN_MONTHS = "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor".split(" ");
/** Formats kept; a sender may name any locale and currency. */
const MAX_KEPT = 100;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** How a date is written: all in digits, or with the name of the month. */
export type DateLength = "short" | "long";

/**
 * An amount as a locale writes it: `2.410,00 €`. The currency is a code (`ALL`), a sign or a word; without one, or
 * for a column of amounts, the number alone.
 */
export function localMoney(value: Decimal, currency: string, locale: string, shows: "currency" | "number"): string {
  const unit = currency.trim();
  const code = SIGNS[unit] ?? (/^[A-Z]{3}$/.test(unit) ? unit : null);
  const places = code === null ? 2 : PLACES[code] ?? 2;
  const style = shows === "currency" ? code : null;
  const text = plain(numberFormat(locale, places, places, style).format(toFixed(value, places) as `${number}`));
  if (style === "ALL" && languageOf(locale) === "sq") return text.replace("ALL", "Lekë");
  if (shows === "number" || code !== null || unit === "") return text;
  return `${text}${NO_BREAK_SPACE}${unit.replace(/\s+/g, NO_BREAK_SPACE)}`;
}

/** A number as a locale writes it, with the decimals it has: `0,5`. */
export function localNumber(value: Decimal, locale: string): string {
  return plain(numberFormat(locale, 0, 6, null).format(toFixed(value, value.scale) as `${number}`));
}

/**
 * An ISO date, with or without a time, as a locale writes it: `07.03.2026, 21:14`. The time is shown as it stands; one
 * with a zone (`Z`, `+01:00`) in this PC's zone. What is no such date is returned as it is.
 */
export function localDate(text: string, locale: string, length: DateLength): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (match === null) return text;
  const [, year, month, day, hour, minute, zone] = match;
  const date = zone === undefined
    ? new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0)))
    : new Date(text.trim().replace(" ", "T"));
  // `Date` makes the 30th of February the 2nd of March; such a text is no date.
  const isReal = zone !== undefined ||
    date.toISOString().startsWith(`${year}-${month}-${day}T${hour ?? "00"}:${minute ?? "00"}`);
  if (Number.isNaN(date.getTime()) || !isReal) return text;
  const time = hour === undefined ? "" : `, ${plain(dateFormat(locale, "time", zone === undefined).format(date))}`;
  return `${dateText(date, locale, length, zone === undefined)}${time}`;
}

function dateText(date: Date, locale: string, length: DateLength, isUtc: boolean): string {
  if (languageOf(locale) !== "sq") return plain(dateFormat(locale, length, isUtc).format(date));
  const [day, month, year] = isUtc
    ? [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()]
    : [date.getDate(), date.getMonth(), date.getFullYear()];
  if (length === "long") return `${day} ${ALBANIAN_MONTHS[month]} ${year}`;
  return `${String(day).padStart(2, "0")}.${String(month + 1).padStart(2, "0")}.${year}`;
}

function numberFormat(locale: string, least: number, most: number, code: string | null): Intl.NumberFormat {
  return kept(numberFormats, `${locale} ${least} ${most} ${code}`, () =>
    new Intl.NumberFormat(formatLocale(locale), {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      numberingSystem: "latn",
      useGrouping: true,
      ...(code === null ? {} : { style: "currency", currency: code }),
    }));
}

function dateFormat(locale: string, what: DateLength | "time", isUtc: boolean): Intl.DateTimeFormat {
  return kept(dateFormats, `${locale} ${what} ${isUtc}`, () =>
    new Intl.DateTimeFormat(formatLocale(locale), {
      numberingSystem: "latn",
      calendar: "gregory",
      ...(isUtc ? { timeZone: "UTC" } : {}),
      ...(what === "time" ? { hour: "2-digit", minute: "2-digit" } : {
        year: "numeric",
        month: what === "short" ? "2-digit" : "long",
        day: what === "short" ? "2-digit" : "numeric",
      }),
    }));
}

function kept<T>(formats: Map<string, T>, key: string, make: () => T): T {
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= MAX_KEPT) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
}

/** Kinds of spaces and minus signs that code pages lack; marks of direction, which are no text. */
function plain(text: string): string {
  return text.replace(/[\u202f\u2009]/g, NO_BREAK_SPACE).replaceAll("\u2212", "-").replace(/[\u200e\u200f\u061c]/g, "");
}
