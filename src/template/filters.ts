import type { Context, FilterImplOptions, Liquid } from "liquidjs";
import { parseDecimal, toFixed } from "../domain/money.ts";

const NO_BREAK_SPACE = "\u00a0";
/** What most amounts look like already: no need to compute. */
const TWO_PLACES = /^-?\d{1,15}\.\d\d$/;
const LETTER = /\p{L}/u;
const MARKUP = /[&<>"']/;

/** A filter of ours: `argument` is what the template gave it. */
interface Filter {
  /** Whether its result is markup already. */
  readonly raw: boolean;
  readonly format: (value: unknown, context: Context, argument?: unknown) => string;
}

/** Our filters by name. Amounts are in the currency of the filter's argument, else of the job. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ["money", { raw: false, format: (value, context, argument) => money(value, currencyOf(context, argument)) }],
  ["amount", { raw: false, format: (value, context, argument) => amount(value, currencyOf(context, argument)) }],
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
      handler(value: unknown, argument: unknown): string {
        return format(value, this.context, argument);
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

function currencyOf(context: Context, argument: unknown): string {
  return asText(argument ?? (context.globals as { currency?: unknown }).currency);
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : "";
}
