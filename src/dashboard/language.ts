import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { ALBANIAN } from "./words/albanian.ts";
import { ENGLISH } from "./words/english.ts";
import { GERMAN } from "./words/german.ts";
import { GREEK } from "./words/greek.ts";
import { ITALIAN } from "./words/italian.ts";
import type { LanguageCode, Words } from "./words/words.ts";

/** The languages of the page, by the code that browsers send. */
export const LANGUAGES: Readonly<Record<string, Words> & Record<LanguageCode, Words>> = {
  en: ENGLISH,
  sq: ALBANIAN,
  it: ITALIAN,
  de: GERMAN,
  el: GREEK,
};

/** The words of a code that a browser sent; English for what is none. */
export function wordsOf(code: string): Words {
  return Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code] ?? ENGLISH : ENGLISH;
}

const COOKIE = "printer_client_language";

/** The words for a request: `?lang=` (kept from then on), else what was kept, else what the browser asks for. */
export function wordsFor(context: Context): Words {
  const asked = context.req.query("lang");
  if (asked !== undefined && Object.hasOwn(LANGUAGES, asked)) {
    setCookie(context, COOKIE, asked, { sameSite: "Strict", path: "/", maxAge: 400 * 86_400 });
    return wordsOf(asked);
  }
  const kept = getCookie(context, COOKIE) ?? "";
  if (Object.hasOwn(LANGUAGES, kept)) return wordsOf(kept);
  return preferred(context.req.header("accept-language") ?? "");
}

/** The first language of `Accept-Language` that there is, by its weight; English without one. */
export function preferred(header: string): Words {
  const wishes = header.slice(0, 500).split(",").map((wish) => {
    const [tag = "", weight = ""] = wish.split(";");
    const quality = /q=([\d.]+)/.exec(weight)?.[1];
    return { code: tag.trim().toLowerCase().split("-")[0] ?? "", quality: Number(quality ?? 1) };
  });
  const best = wishes.filter(({ code, quality }) => Object.hasOwn(LANGUAGES, code) && quality > 0)
    .sort((left, right) => right.quality - left.quality)[0];
  return wordsOf(best?.code ?? "en");
}
