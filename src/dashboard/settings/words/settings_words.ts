import type { SettingKey } from "../../../config/schema.ts";
import type { SettingName } from "../../../config/printer_settings.ts";
import type { LanguageCode } from "../../words/words.ts";
import { SETTINGS_ALBANIAN } from "./albanian.ts";
import { SETTINGS_ENGLISH } from "./english.ts";
import { SETTINGS_GERMAN } from "./german.ts";
import { SETTINGS_GREEK } from "./greek.ts";
import { SETTINGS_ITALIAN } from "./italian.ts";
import type { Group } from "../setting_help.ts";

/** What Settings says, in one language. What a setting is for stands beside it in English, as in the example file. */
export interface SettingsWords {
  readonly groups: string;
  readonly group: Readonly<Record<Group, string>>;
  readonly label: Readonly<Record<SettingKey, string>>;
  /** Of one printer. */
  readonly own: Readonly<Record<SettingName, string>>;
  /** Where the settings stand. */
  readonly file: (path: string) => string;
  readonly leftEmpty: string;
  readonly byDefault: (value: string) => string;
  readonly automatic: string;
  readonly none: string;
  readonly windowsDefault: string;
  readonly installed: string;
  readonly other: string;
  readonly otherHint: string;
  readonly choose: string;
  readonly isSet: string;
  readonly isTyped: string;
  readonly clear: string;
  readonly fromEnvironment: (value: string) => string;
  readonly afterRestart: string;
  readonly meanwhile: (value: string) => string;
  readonly printer: (alias: string) => string;
  readonly printerIs: string;
  readonly more: string;
  readonly remove: (alias: string) => string;
  readonly add: string;
  readonly addHint: string;
  readonly alias: string;
  readonly types: string;
  readonly goesTo: (type: string) => string;
  readonly worth: (type: string) => string;
  readonly newType: string;
  readonly byTheRest: string;
  readonly test: string;
  readonly testHint: string;
  readonly slip: (alias: string) => string;
  readonly save: string;
  readonly tested: string;
  readonly testedWell: string;
  readonly testedBadly: string;
  readonly kind: Readonly<Record<"ok" | "note" | "fail", string>>;
  readonly slipDone: (alias: string) => string;
  readonly slipFailed: (alias: string) => string;
  readonly notSaved: string;
  readonly problems: (count: number) => string;
  readonly stale: string;
  readonly saved: (backup: string) => string;
  readonly savedNew: string;
  readonly nothingNew: string;
  readonly needsRestart: string;
  readonly restart: string;
  readonly restartHint: string;
  readonly restarting: string;
  readonly restarted: string;
  readonly restartRefused: string;
  readonly newPort: (address: string) => string;
  readonly noPage: string;
  readonly newFolder: string;
  readonly unreadable: string;
  readonly templates: string;
}

/** The words of each language. */
export const SETTINGS_WORDS: Readonly<Record<LanguageCode, SettingsWords>> = {
  en: SETTINGS_ENGLISH,
  sq: SETTINGS_ALBANIAN,
  it: SETTINGS_ITALIAN,
  de: SETTINGS_GERMAN,
  el: SETTINGS_GREEK,
};
