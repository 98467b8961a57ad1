import * as z from "zod";
import { problemsOf } from "../domain/fields.ts";
import { printable, shown } from "../domain/printable.ts";
import { GERMAN } from "./labels/german.ts";
import { GREEK } from "./labels/greek.ts";
import { ITALIAN } from "./labels/italian.ts";
import { ALBANIAN } from "./labels/albanian.ts";
import { ENGLISH } from "./labels/english.ts";

/** The words of the shipped formats: by format, then by name. */
export type Labels = { readonly [F in keyof typeof ENGLISH]: { readonly [K in keyof typeof ENGLISH[F]]: string } };

/** Words by group and name, as a shop may add them. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `labels.json` says: words for every language, and words by language. */
export interface ShopLabels {
  readonly words: Words;
  readonly languages: Readonly<Record<string, Words>>;
}

/** No additions. */
export const NO_SHOP_LABELS: ShopLabels = { words: {}, languages: {} };

/** The shipped words by language. */
export const LANGUAGES: Readonly<Record<string, Labels>> = {
  en: ENGLISH,
  sq: ALBANIAN,
  it: ITALIAN,
  de: GERMAN,
  el: GREEK,
};

/** The words in English, as they are without a locale. */
export const LABELS: Labels = ENGLISH;

const word = z.string("text").max(200, "text of at most 200 characters");
const words = z.record(z.string(), z.record(z.string(), word));
const schema = z.object({ languages: z.record(z.string(), words).optional() }).catchall(z.record(z.string(), word));

/** Reads `labels.json`; a problem is a sentence that names the label. */
export function parseLabels(text: string): ShopLabels | { readonly problems: readonly string[] } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const said = printable(error instanceof Error ? error.message : String(error));
    return { problems: [`labels.json is not JSON: ${said}.`] };
  }
  const read = schema.safeParse(given);
  if (!read.success) {
    if (given === null || typeof given !== "object" || Array.isArray(given)) {
      return { problems: [`labels.json: expected an object, got ${shown(given)}.`] };
    }
    return { problems: problemsOf(read.error, given, "").map((problem) => `labels.json: ${readable(problem)}.`) };
  }
  const { languages = {}, ...general } = read.data;
  return { words: general, languages };
}

/**
 * The words for a locale such as `de-AT`: the shipped ones of its language (English where there are none), then the
 * shop's for every language, then the shop's for that language.
 */
export function labelsFor(locale: string | null, shop: ShopLabels): Labels & Words {
  const language = locale?.split("-")[0]?.toLowerCase() ?? "en";
  const base: Labels = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] ?? ENGLISH : ENGLISH;
  const layers = [
    base as Words,
    shop.words,
    Object.hasOwn(shop.languages, language) ? shop.languages[language] : undefined,
  ];
  const merged: Record<string, Record<string, string>> = {};
  for (const layer of layers) {
    for (const [group, entries] of Object.entries(layer ?? {})) merged[group] = { ...merged[group], ...entries };
  }
  return merged as Labels & Words;
}

function readable(problem: string): string {
  return problem.replace(/expected record\b/, "expected an object");
}
