import type { Format } from "../domain/profile.ts";
import { ESCPOS } from "./escpos_language.ts";
import type { Language } from "./language.ts";
import { STAR } from "./star/star_language.ts";

/** The language a printer of `format` is spoken to in. */
export function languageOf(format: Format): Language {
  return LANGUAGES[format];
}

const LANGUAGES: Record<Format, Language> = {
  escpos: ESCPOS,
  text: ESCPOS,
  gdi: ESCPOS,
  starprnt: STAR,
  starline: STAR,
};
