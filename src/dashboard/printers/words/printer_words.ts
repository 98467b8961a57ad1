import type { LanguageCode } from "../../words/words.ts";
import { ALBANIAN } from "./albanian.ts";
import { ENGLISH } from "./english.ts";
import { GERMAN } from "./german.ts";
import { GREEK } from "./greek.ts";
import { ITALIAN } from "./italian.ts";

/** What Printers says, in one language. */
export interface PrinterWords {
  readonly fresh: string;
  readonly ready: string;
  /** Nobody can tell how it is. */
  readonly silent: string;
  readonly windowsDefault: string;
  readonly folder: (path: string) => string;
  readonly prints: string;
  readonly everything: string;
  readonly everythingElse: string;
  readonly onlyByName: string;
  /** Job types by the names of the settings; others are shown as they are. */
  readonly types: Readonly<Record<string, string>>;
  readonly standIn: string;
  readonly queue: string;
  readonly nothingWaits: string;
  readonly waiting: (count: number) => string;
  readonly oldest: (time: string) => string;
  readonly pausedSince: (time: string) => string;
  /** After `pausedSince`, unless another printer prints it. */
  readonly sentWaits: string;
  readonly handedSince: (to: string, time: string) => string;
  readonly guest: (from: string) => string;
  readonly today: string;
  readonly sinceStart: string;
  readonly since: (time: string) => string;
  readonly printed: (count: string) => string;
  readonly failed: (count: string) => string;
  readonly paperUsed: string;
  readonly sinceRoll: (metres: string, time: string) => string;
  readonly estimate: string;
  readonly test: string;
  readonly pause: string;
  readonly resume: string;
  readonly handTo: string;
  readonly hand: string;
  readonly back: string;
  readonly roll: string;
  readonly done: Readonly<Record<"test" | "pause" | "resume" | "hand" | "back" | "roll", (printer: string) => string>>;
  readonly testWaits: (printer: string) => string;
  readonly twice: string;
  readonly late: string;
  readonly refused: Readonly<Record<"chain" | "standin" | "itself" | "target_paused", (printer: string) => string>>;
}

/** By the code of the language. */
export const PRINTER_WORDS: Readonly<Record<LanguageCode, PrinterWords>> = {
  en: ENGLISH,
  sq: ALBANIAN,
  it: ITALIAN,
  de: GERMAN,
  el: GREEK,
};
