import { knownLocale } from "../domain/locale.ts";

/** Languages that the words on the paper are shipped in: the name people know, and the locale that is meant. */
export const LANGUAGES = [
  { name: "English", locale: "en-GB" },
  { name: "Shqip (Albanian)", locale: "sq-AL" },
  { name: "Italiano (Italian)", locale: "it-IT" },
  { name: "Deutsch (German)", locale: "de-DE" },
  { name: "Ελληνικά (Greek)", locale: "el-GR" },
] as const;

const EURO = "AD AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK".split(" ");

/** Currencies by country (ISO 3166, ISO 4217), as receipts show them. */
const CURRENCIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(EURO.map((country) => [country, "EUR"])),
  ...{ AL: "ALL", BA: "BAM", BG: "EUR", CH: "CHF", LI: "CHF", CZ: "CZK", DK: "DKK", GB: "GBP", HU: "HUF", IS: "ISK" },
  ...{ MK: "MKD", NO: "NOK", PL: "PLN", RO: "RON", RS: "RSD", SE: "SEK", TR: "TRY", UA: "UAH", US: "USD", CA: "CAD" },
};

/** The locale that Windows is set to, if its language is one of the shipped ones; `null` otherwise. */
export function likelyLocale(system: string): string | null {
  const locale = knownLocale(system);
  const language = locale?.split("-")[0];
  const shipped = LANGUAGES.find((one) => one.locale.split("-")[0] === language);
  if (locale === null || shipped === undefined) return null;
  return locale.includes("-") ? locale : shipped.locale;
}

/** The currency of a locale's country; empty when that is not known. */
export function likelyCurrency(locale: string): string {
  try {
    return CURRENCIES[new Intl.Locale(locale).region ?? ""] ?? "";
  } catch {
    return "";
  }
}
