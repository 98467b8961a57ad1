import type { Notice } from "../../config/notice.ts";
import type { SettingKey } from "../../config/schema.ts";
import { settingFacts } from "../../config/setting_facts.ts";
import type { InstalledPrinter } from "../../domain/ports.ts";
import type { Html } from "../html.ts";
import type { LanguageCode } from "../words/words.ts";
import type { Asked, Fields } from "./asked.ts";
import { type Entries, environmentValue, fileValue } from "./known_keys.ts";
import { hidesSomething, shownValue } from "./secrets.ts";
import type { SettingHelp } from "./setting_help.ts";
import type { SettingsWords } from "./words/settings_words.ts";

/** One thing that a test found. */
export interface Found {
  readonly name: string;
  readonly kind: "ok" | "note" | "fail";
  /** A sentence in English. */
  readonly message: string;
}

/** What a person should read first: `tone` is its colour. */
export interface Banner {
  readonly tone: "good" | "warn" | "bad";
  readonly text: string;
}

/** Everything the form shows. */
export interface FormParts {
  readonly words: SettingsWords;
  readonly code: LanguageCode;
  readonly help: ReadonlyMap<string, SettingHelp>;
  /** What the file and the environment say now. */
  readonly entries: Entries;
  /** What a person asked for in an earlier round; `null` at the first. */
  readonly asked: Asked | null;
  readonly fields: Fields;
  readonly problems: readonly Notice[];
  readonly warnings: readonly Notice[];
  /** Keys whose value in the file is another one than the form was made with. */
  readonly meanwhile: ReadonlySet<string>;
  /** Keys whose value counts after a restart. */
  readonly waiting: ReadonlySet<string>;
  readonly banners: readonly Banner[];
  readonly found: readonly Found[] | null;
  readonly installed: readonly InstalledPrinter[];
  /** Files beside the settings file. */
  readonly files: readonly string[];
  readonly path: string;
  /** The hidden fields. */
  readonly token: Html;
  readonly stamp: string;
  readonly once: string;
  readonly held: string;
  readonly canRestart: boolean;
}

/** Of these the model of the printer decides when nothing is written. */
const BY_MODEL: ReadonlySet<string> = new Set(["PAPER_COLUMNS", "PRINT_FORMAT", "CODE_PAGES"]);

/** The value that a setting has in the form; empty for none. */
export function valueIn({ asked, entries }: FormParts, key: string): string {
  return asked?.values.get(key) ?? fileValue(entries, key);
}

/** The same as the browser may get it. */
export function shownIn(parts: FormParts, key: string): string {
  return shownValue(key, valueIn(parts, key));
}

/** Whether something new was typed that the browser does not get back. */
export function isTyped({ asked }: FormParts, key: string): boolean {
  const value = asked?.values.get(key) ?? "";
  return hidesSomething(key, value);
}

/** What counts when the field is left empty, in words. */
export function otherwiseOf({ entries, words }: FormParts, key: SettingKey): string {
  const given = environmentValue(entries, key);
  if (given !== null) return shownValue(key, given);
  const { otherwise } = settingFacts(key);
  return BY_MODEL.has(key) ? words.automatic : otherwise;
}

/** What the environment says of a setting that the file lacks, fit for the browser; `null` when it says nothing. */
export function fromEnvironment({ entries }: FormParts, key: string): string | null {
  const given = environmentValue(entries, key);
  return given === null ? null : shownValue(key, given);
}
