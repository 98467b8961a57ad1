import type { LanguageCode } from "../../words/words.ts";
import { ALBANIAN } from "./albanian.ts";
import { ENGLISH } from "./english.ts";
import { GERMAN } from "./german.ts";
import { GREEK } from "./greek.ts";
import { ITALIAN } from "./italian.ts";

/** What the template editor says, in one language. */
export interface TemplateWords {
  readonly heading: string;
  readonly intro: string;
  readonly folder: string;
  readonly back: string;
  /** The shipped templates by name. */
  readonly names: Readonly<
    Record<"text" | "receipt" | "reservation" | "kitchen_ticket" | "shift_report" | "label" | "test_page", string>
  >;
  readonly shipped: string;
  readonly own: string;
  readonly broken: string;
  /** Which jobs a template serves. */
  readonly serves: (types: string) => string;
  readonly text: string;
  readonly keys: string;
  readonly printer: string;
  readonly shownWith: string;
  readonly sample: (title: string) => string;
  readonly realJob: (title: string, time: string) => string;
  readonly preview: string;
  readonly save: string;
  readonly print: string;
  readonly undo: string;
  readonly toShipped: string;
  readonly picture: string;
  /** The picture is of an older text. */
  readonly stale: string;
  readonly noPicture: string;
  /** It is not there yet; the button shows it without a script. */
  readonly awaited: string;
  readonly found: string;
  readonly nothingFound: string;
  readonly kind: Readonly<Record<"error" | "warning" | "note", string>>;
  readonly line: (line: number, column: number) => string;
  readonly unsaved: string;
  /** Whether what stands in the file is what is printed. */
  readonly inUse: string;
  readonly shippedInUse: string;
  readonly notYet: string;
  readonly standIn: string;
  /** What became of a button. */
  readonly done: Readonly<
    Record<"save" | "print" | "undo" | "shipped" | "faulty" | "unprinted" | "changed" | "long" | "lost", string>
  >;
}

/** The words by language. */
export const TEMPLATE_WORDS: Readonly<Record<LanguageCode, TemplateWords>> = {
  en: ENGLISH,
  sq: ALBANIAN,
  it: ITALIAN,
  de: GERMAN,
  el: GREEK,
};
