import { kindOf, type PageSet, SPECIAL } from "./code_page.ts";
import type { Substitution } from "./missing.ts";

/** What stands in for typographic characters on printers without them. */
const PLAINER = new Map<string, string>(Object.entries({
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  "′": "'",
  "ʼ": "'",
  "ʻ": "'",
  "ʽ": "'",
  "ʹ": "'",
  "ʺ": '"',
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "″": '"',
  "«": '"',
  "»": '"',
  "‹": "<",
  "›": ">",
  "‐": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "―": "-",
  "⸺": "-",
  "⸻": "-",
  "−": "-",
  "⁃": "-",
  "…": "...",
  "•": "*",
  "∙": "·",
  "·": ".",
  "×": "x",
  "⁄": "/",
  "∕": "/",
  "№": "No",
  "™": "TM",
  "ﬀ": "ff",
  "ﬁ": "fi",
  "ﬂ": "fl",
  "ﬃ": "ffi",
  "ﬄ": "ffl",
  "─": "-",
  "━": "-",
  "═": "=",
  "│": "|",
  // Romanian with comma below; the code pages of the time had the cedilla.
  "ș": "ş",
  "ț": "ţ",
  "Ș": "Ş",
  "Ț": "Ţ",
}));

const INVISIBLE = /(?![\u200b-\u200d])\p{Default_Ignorable_Code_Point}/gu;
// A joiner counts between two emoji only.
const STRAY_JOINER = /(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
// A non-joiner shapes letters that would join, as in Persian; elsewhere it is nothing.
const STRAY_NON_JOINER = /(?<!\p{Script=Arabic})\u200c|\u200c(?!\p{Script=Arabic})/gu;
const SPACE_OR_CONTROL = /^[\p{Cc}\p{Zs}]$/u;

/**
 * `text` as it can stand on paper: NFC; control characters as spaces (`"\n"` and `"\t"` stay), bidi overrides and other
 * invisible characters dropped (a zero-width space stays for the line breaks, joiners for the width), every kind of space
 * one of ASCII (no-break ones U+00A0). A typographic character that no page has becomes a plain one. For what is still on no
 * page stands what `missing` says.
 */
export function cleanText(text: string, set: PageSet, missing: Substitution): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(INVISIBLE, "").replace(STRAY_JOINER, "").replace(
    STRAY_NON_JOINER,
    "",
  );
  let clean = "";
  for (const character of lines.toWellFormed().normalize("NFC")) {
    if (isPrintable(character, set)) clean += character;
    else if (SPACE_OR_CONTROL.test(character)) clean += space(character);
    else {
      const plain = plainer(character, set);
      clean += isPrintable(plain, set) ? plain : missing.instead(plain, set);
    }
  }
  return clean.replace(STRAY_JOINER, "").normalize("NFC");
}

function space(character: string): string {
  switch (character) {
    case "\t":
      return character;
    case "\u00a0":
    case "\u202f":
    case "\u2007":
      return "\u00a0";
    case "\u3000":
      return "  ";
    default:
      return " ";
  }
}

function plainer(character: string, set: PageSet): string {
  const instead = PLAINER.get(character);
  if (instead === undefined) return character;
  if (isPrintable(instead, set)) return instead;
  return PLAINER.has(instead) ? plainer(instead, set) : character;
}

function isPrintable(character: string, set: PageSet): boolean {
  return kindOf(character.codePointAt(0) ?? 0, set) !== SPECIAL;
}
