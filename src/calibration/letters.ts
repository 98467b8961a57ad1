import { MODELS } from "../domain/models/known_models.ts";
import { type CodePage, EPSON_CODE_PAGES, isStar, type Profile, STAR_CODE_PAGES } from "../domain/profile.ts";
import { decodeBytes } from "../render/code_page.ts";
import { textBlock, unlimited } from "./sheet.ts";
import type { Step } from "./step.ts";

/**
 * Letters that tell code pages apart: the western ones with € (858, 1252) from those without (850, 437), ñ 1252 from 1250,
 * ş ł the middle of Europe and Turkey, Ж the Cyrillic ones, Ψ the Greek ones.
 */
const LETTERS = [..."ëç€ñşłЖΨ"];

/** `ESC t` numbers that no known model has: page 71 of many clones, and the older brother of 858. */
const MORE: readonly CodePage[] = [{ encoding: "windows1252", number: 71 }, { encoding: "cp850", number: 2 }];

/** Letters that are asked for together. */
export interface Alphabet {
  readonly name: string;
  /** In the order of preference. */
  readonly encodings: readonly string[];
}

/** What every shop here needs. */
export const LATIN: Alphabet = {
  name: "Latin",
  encodings: ["cp858", "windows1252", "cp852", "windows1250", "cp437", "cp850"],
};

/** What some shops need: asked for one by one. */
export const OTHER_ALPHABETS: readonly Alphabet[] = [
  { name: "Cyrillic", encodings: ["windows1251", "cp866"] },
  { name: "Greek", encodings: ["windows1253", "cp737", "iso88597"] },
  { name: "Turkish", encodings: ["windows1254", "cp857"] },
];

/** Encodings of plain text that cash register printers are set to. */
const TEXT_ENCODINGS = ["windows1252", "cp858", "cp852", "windows1250", "cp850", "cp437", "windows1251", "cp866"];

/** The pages a printer may have for an alphabet: Epson's numbers, those of all known models, and what the profile says. */
export function candidates(alphabet: Alphabet, profile: Profile): readonly CodePage[] {
  const known = MODELS.flatMap(({ values }) => values.format === undefined ? values.codePages ?? [] : []);
  const all = isStar(profile.format) ? STAR_CODE_PAGES : [...EPSON_CODE_PAGES, ...known, ...MORE, ...profile.codePages];
  return alphabet.encodings.flatMap((encoding) => {
    const numbers = new Set(all.filter((page) => page.encoding === encoding).map(({ number }) => number));
    return [...numbers].map((number) => ({ encoding, number }));
  });
}

/** The letters an encoding has, with spaces between them and without: two bytes of one Chinese character are neighbours. */
export function sampleOf(encoding: string): string {
  const table = decodeBytes(Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index), encoding);
  const letters = LETTERS.filter((letter) => table.includes(letter));
  return letters.length === 0 ? "" : `${letters.join(" ")}  ${letters.join("")}`;
}

/** Which Latin code pages print what they should. What is not looked at is not used any more. */
export function lettersStep(profile: Profile): Step {
  if (profile.format === "text") return textStep(profile);
  return {
    ...pagesStep(LATIN, profile, (chosen) => chosen),
    title: "Letters",
  };
}

/** Which code pages of another alphabet do, where the shop needs it. */
export function alphabetStep(alphabet: Alphabet, profile: Profile): Step | null {
  if (profile.format === "text" || candidates(alphabet, profile).length === 0) return null;
  const others = profile.codePages.filter(({ encoding }) => !alphabet.encodings.includes(encoding));
  return {
    ...pagesStep(alphabet, profile, (chosen) => [...others, ...chosen]),
    title: `${alphabet.name} letters`,
    consent: `Does this shop need ${alphabet.name} letters?`,
  };
}

function pagesStep(
  alphabet: Alphabet,
  profile: Profile,
  together: (chosen: readonly CodePage[]) => readonly CodePage[],
): Omit<Step, "title"> {
  const pages = candidates(alphabet, profile);
  const lines = pages.map(({ encoding }, index) => `${String(index + 1).padStart(2)}  ${sampleOf(encoding)}`);
  return {
    sheets: [
      lines.map((line, index) => ({
        blocks: [textBlock(line)],
        profile: { ...unlimited(profile), codePages: pages.slice(index, index + 1), drawMissing: false },
      })),
    ],
    expected: lines,
    question: "Which lines on the paper are letter for letter as above?",
    numbers: pages.map((_, index) => index + 1),
    conclude(right) {
      const chosen = pages.filter((_, index) => right.includes(index + 1));
      const first = chosen.filter((page, index) => chosen.findIndex((it) => it.encoding === page.encoding) === index);
      const found = { codePages: together(first) };
      if (first.length > 0) return { found };
      return { found, remark: `No page is right: ${alphabet.name} letters beyond a to z will be drawn as pictures.` };
    },
  };
}

function textStep(profile: Profile): Step {
  const lines = TEXT_ENCODINGS.map((encoding, index) => `${index + 1}  ${sampleOf(encoding)}`);
  return {
    title: "Letters",
    sheets: [
      lines.map((line, index) => ({
        blocks: [textBlock(line)],
        profile: { ...unlimited(profile), textEncoding: TEXT_ENCODINGS[index] ?? profile.textEncoding },
      })),
    ],
    expected: lines,
    question: "Which line on the paper is letter for letter as above?",
    numbers: lines.map((_, index) => index + 1),
    conclude(right) {
      const encoding = TEXT_ENCODINGS.find((_, index) => right.includes(index + 1));
      if (encoding !== undefined) return { found: { textEncoding: encoding } };
      return {
        found: {},
        remark: "None is right: the encoding stays. The printer's manual says which code page it has.",
      };
    },
  };
}
