import type { Context, FilterImplOptions, Liquid } from "liquidjs";
import { parseDecimal, toFixed } from "../domain/money.ts";
import { localDate, localMoney, localNumber } from "./local_formats.ts";

const NO_BREAK_SPACE = "\u00a0";
/** What most amounts look like already: no need to compute. */
const TWO_PLACES = /^-?\d{1,15}\.\d\d$/;
const LETTER = /\p{L}/u;
const MARKUP = /[&<>"']/;

/** Most characters that a filter pads to. */
const MAX_PAD = 200;

/** A filter of ours: `options` are what the template gave it. */
interface Filter {
  /** Whether its result is markup already. */
  readonly raw: boolean;
  readonly format: (value: unknown, context: Context, ...options: readonly unknown[]) => string;
}

/**
 * Our filters by name. Amounts are in the currency of the filter's first option, else of the job, else of the settings;
 * they are written as the locale does, where there is one.
 */
export const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["money", { raw: false, format: (value, context, option) => moneyIn(value, context, option, money) }],
  ["amount", { raw: false, format: (value, context, option) => moneyIn(value, context, option, amount) }],
  ["number", { raw: false, format: numberIn }],
  ["date_local", { raw: false, format: dateIn }],
  ["pad_left", { raw: false, format: (value, _, width, fill) => padding(value, width, fill) + asText(value) }],
  ["pad_right", { raw: false, format: (value, _, width, fill) => asText(value) + padding(value, width, fill) }],
  ["negative", { raw: false, format: (value) => negative(asText(value)) }],
  // Liquid's own returns markup that the escaping after it would show as text.
  ["newline_to_br", { raw: true, format: (value) => brokenLines(asText(value)) }],
]);

/**
 * An amount with two decimals and its currency: a symbol goes in front (`€ 3.50`), a word or code behind (`2410.00
 * Lekë`), with no-break spaces. Without a currency the number alone. What is no number is returned as text.
 */
export function money(value: unknown, currency: string): string {
  return formatted(value, currency, (number, word) => `${number}${NO_BREAK_SPACE}${word}`);
}

/** An amount for a column of amounts: as `money`, but a currency that is a word is left to the total. */
export function amount(value: unknown, currency: string): string {
  return formatted(value, currency, (number) => number);
}

/** An amount as text with a minus in front, which some senders of discounts have put there already. */
export function negative(text: string): string {
  return text === "" || text.startsWith("-") ? text : `-${text}`;
}

/** Text as markup in which every line end is a `<br>`. */
export function brokenLines(text: string): string {
  return escaped(text).replace(/\r\n?|\n/g, "<br>");
}

/** Text as markup. */
export function escaped(text: string): string {
  return MARKUP.test(text) ? text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`) : text;
}

/** Makes our filters known to templates. */
export function registerFilters(liquid: Liquid): void {
  for (const [name, { raw, format }] of FILTERS) {
    const options: FilterImplOptions = {
      raw,
      handler(value: unknown, ...args: unknown[]): string {
        return format(value, this.context, ...args);
      },
    };
    liquid.registerFilter(name, options);
  }
}

function formatted(value: unknown, currency: string, withWord: (number: string, word: string) => string): string {
  const number = twoPlaces(value);
  const unit = currency.trim().replace(/\s+/g, NO_BREAK_SPACE);
  if (number === undefined) return asText(value);
  if (unit === "") return number;
  if (LETTER.test(unit)) return withWord(number, unit);
  return number.startsWith("-") ? `-${unit}${NO_BREAK_SPACE}${number.slice(1)}` : `${unit}${NO_BREAK_SPACE}${number}`;
}

function twoPlaces(value: unknown): string | undefined {
  if (typeof value === "string" && TWO_PLACES.test(value)) return value;
  const decimal = parseDecimal(value);
  return decimal === null ? undefined : toFixed(decimal, 2);
}

function moneyIn(
  value: unknown,
  context: Context,
  option: unknown,
  usual: (value: unknown, currency: string) => string,
): string {
  const currency = asText(option ?? (context.globals as { currency?: unknown }).currency);
  const locale = localeOf(context);
  if (locale === null) return usual(value, currency);
  const decimal = parseDecimal(value);
  return decimal === null
    ? asText(value)
    : localMoney(decimal, currency, locale, usual === money ? "currency" : "number");
}

function numberIn(value: unknown, context: Context): string {
  const locale = localeOf(context);
  const decimal = locale === null ? null : parseDecimal(value);
  return locale === null || decimal === null ? asText(value) : localNumber(decimal, locale);
}

function dateIn(value: unknown, context: Context, option: unknown): string {
  const locale = localeOf(context);
  const text = asText(value);
  return locale === null ? text : localDate(text, locale, option === "long" ? "long" : "short");
}

/** Spaces that stay, or the fill that the template names, for what is missing to so many characters. */
function padding(value: unknown, width: unknown, fill: unknown): string {
  const missing = Math.min(Number(width) || 0, MAX_PAD) - [...asText(value)].length;
  const [character = NO_BREAK_SPACE] = asText(fill);
  return character.repeat(Math.max(0, missing));
}

function localeOf(context: Context): string | null {
  const { locale } = context.globals as { locale?: unknown };
  return typeof locale === "string" ? locale : null;
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : "";
}
