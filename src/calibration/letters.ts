import { type CodePage, EPSON_CODE_PAGES, type Profile } from "../domain/profile.ts";
import { decodeBytes } from "../render/code_page.ts";
import { textBlock, unlimited } from "./sheet.ts";
import type { Step } from "./step.ts";

/**
 * Letters that tell code pages apart: the western ones with € (858, 1252) from those without (850, 437), ñ 1252 from 1250,
 * ş ł the middle of Europe and Turkey, Ж the Cyrillic ones, Ψ the Greek ones.
 */
const LETTERS = [..."ëç€ñşłЖΨ"];

/**
 * `ESC t` numbers of other makers, by our names: Xprinter, ZiJiang and those that follow them (71 to 73), Rongta (6, 7, 17,
 * 24, 29, 30, 32; escpos-printer-db, RP326).
 */
const OTHER_NUMBERS: readonly CodePage[] = [
  { encoding: "windows1252", number: 71 },
  { encoding: "windows1250", number: 72 },
  { encoding: "windows1250", number: 30 },
  { encoding: "cp850", number: 2 },
  { encoding: "windows1251", number: 73 },
  { encoding: "windows1251", number: 6 },
  { encoding: "cp866", number: 7 },
  { encoding: "windows1253", number: 17 },
  { encoding: "cp737", number: 24 },
  { encoding: "windows1254", number: 32 },
  { encoding: "cp857", number: 29 },
];

/** Pages that have no letter of their own among the samples: what others show as well. */
const LEFT_OUT: readonly string[] = ["windows1257", "cp775"];

/** Encodings of plain text that cash register printers are set to. */
const TEXT_ENCODINGS = ["windows1252", "cp858", "cp852", "windows1250", "cp850", "cp437", "windows1251", "cp866"];

/** The pages a printer may have, the preferred encodings first. */
export function candidates(profile: Profile): readonly CodePage[] {
  const all = [...EPSON_CODE_PAGES, ...OTHER_NUMBERS, ...profile.codePages];
  const order = [...new Set(all.map(({ encoding }) => encoding))].filter((encoding) => !LEFT_OUT.includes(encoding));
  return order.flatMap((encoding) => {
    const numbers = new Set(all.filter((page) => page.encoding === encoding).map(({ number }) => number));
    return sampleOf(encoding) === "" ? [] : [...numbers].map((number) => ({ encoding, number }));
  });
}

/** The letters an encoding has, with spaces between them and without: two bytes of one Chinese character are neighbours. */
export function sampleOf(encoding: string): string {
  const table = decodeBytes(Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index), encoding);
  const letters = LETTERS.filter((letter) => table.includes(letter));
  return letters.length === 0 ? "" : `${letters.join(" ")}  ${letters.join("")}`;
}

/** Which code pages print what they should. */
export function lettersStep(profile: Profile): Step | null {
  if (profile.format === "text") return textStep(profile);
  const pages = candidates(profile);
  const lines = pages.map(({ encoding }, index) => `${String(index + 1).padStart(2)}  ${sampleOf(encoding)}`);
  return {
    title: "Letters",
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
      if (first.length > 0) return { found: { codePages: first } };
      return {
        found: { codePages: [] },
        remark: "No page is right: letters such as ë are drawn as pictures from now on.",
      };
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
