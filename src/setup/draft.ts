import { formatNotice, type LoadedSettings, loadSettings } from "../config.ts";
import { editEnv, type EnvChange } from "../config/env_edit.ts";
import { type EnvEntry, parseEnvText } from "../config/env_text.ts";
import type { OpenedEnv } from "../config/env_save.ts";
import { PRINTER_SETTING_KEYS, USERNAME_ALIAS } from "../config/schema.ts";
import type { ProgramFacts } from "../windows/locations.ts";

/** What the sample file gives as values, and nobody means. */
const SAMPLES = ["SOCKET_URL", "SESSION_ID", "USERNAME", "NIPT"];
const PLACEHOLDER = /^(your[ _-].*|change[ _-]?me|<.*>)$/i;

/** The settings file as it will be written: the text of the file, or of the example, with what was answered so far. */
export class SettingsDraft {
  readonly file: OpenedEnv;
  /** Whether there was no file. */
  readonly isNew: boolean;
  /** The text so far; set back to an earlier one to take answers back. */
  text: string;
  readonly #facts: ProgramFacts;
  readonly #start: string;

  /** `example`: the text of a new file, whose sample values count as nothing. */
  constructor(file: OpenedEnv, example: string, facts: ProgramFacts) {
    this.file = file;
    this.isNew = file.bytes === null;
    this.#facts = facts;
    const fresh = facts.os === "windows" ? example.replaceAll(/\r?\n/g, "\r\n") : example;
    this.text = this.#start = this.isNew ? fresh : file.text;
    if (this.isNew) this.text = edited(fresh, SAMPLES.map((key) => ({ key, value: "" })));
  }

  /** The value a setting has so far, from the file or the environment; empty when it has none. */
  value(key: string): string {
    const value = this.#entries().get(key)?.value.trim() ?? "";
    const given = value !== "" || key === "USERNAME" ? value : this.#facts.environment[key]?.trim() ?? "";
    return PLACEHOLDER.test(given) ? "" : given;
  }

  /** Sets settings; gives a sentence when one of the values cannot be written in a file. */
  set(...changes: readonly EnvChange[]): string | null {
    const result = editEnv(this.text, changes);
    if ("problem" in result) return result.problem;
    this.text = result.text;
    return null;
  }

  /** The name at the backend: `CLIENT_USERNAME` counts before `USERNAME`. */
  get username(): string {
    const ofFile = this.#entries().get(USERNAME_ALIAS)?.value.trim() ?? "";
    return ofFile !== "" ? ofFile : this.value("USERNAME") || this.value(USERNAME_ALIAS);
  }

  /** Sets the name where it counts, so that the two names of the setting never differ. */
  setUsername(value: string): string | null {
    const alias = this.#entries().get(USERNAME_ALIAS)?.value.trim() ?? "";
    return this.set({ key: "USERNAME", value }, ...(alias === "" ? [] : [{ key: USERNAME_ALIAS, value }]));
  }

  /** The aliases of the printers, in the order of the file. */
  get aliases(): string[] {
    return [...this.#entries()]
      .filter(([key, { value }]) => key.startsWith("PRINTER_") && value.trim() !== "" && !isOwnSetting(key))
      .map(([key]) => key.slice("PRINTER_".length));
  }

  /** The job types whose route is this alias, in lower case. */
  routesTo(alias: string): string[] {
    return [...this.#entries()].filter(([key, { value }]) => key.startsWith("ROUTE_") && isSame(value, alias))
      .map(([key]) => key.slice("ROUTE_".length).toLowerCase());
  }

  /** Another printer under an alias: what was found out about the one before is switched off. */
  setPrinter(alias: string, spec: string, comment: string): string | null {
    const key = `PRINTER_${alias}`;
    if (isSame(this.value(key), spec)) return null;
    const stale = this.#ownSettings(alias).filter((name) => !name.endsWith("_FALLBACK"));
    return this.set({ key, value: spec, comment }, ...stale.map((name) => ({ key: name, value: null })));
  }

  /** Switches off a printer, what is set for it, and what leads to it. */
  removePrinter(alias: string): string | null {
    const leading = [...this.#entries()]
      .filter(([key, { value }]) => /^ROUTE_|^PRINTER_.*_FALLBACK$/.test(key) && isSame(value, alias))
      .map(([key]) => key);
    const keys = [`PRINTER_${alias}`, ...this.#ownSettings(alias), ...leading];
    return this.set(...keys.map((key) => ({ key, value: null })));
  }

  /** The settings as they would be read from this text. */
  settings(): LoadedSettings {
    return loadSettings(this.file.path, this.#facts, this.text);
  }

  /** The problems of this text as lines; empty when there are none. */
  problems(): string[] {
    const loaded = this.settings();
    return "problems" in loaded ? loaded.problems.map(formatNotice) : [];
  }

  /** The settings that count and were not there before. */
  newSettings(): { readonly key: string; readonly value: string }[] {
    const before = this.#before();
    return [...this.#entries()].filter(([key, { value }]) => value !== "" && before.get(key)?.value !== value)
      .map(([, { key, value }]) => ({ key, value }));
  }

  /** The settings of before that no longer count. */
  droppedKeys(): string[] {
    const now = this.#entries();
    return this.isNew ? [] : [...this.#before()].filter(([key]) => !now.has(key)).map(([, { key }]) => key);
  }

  #before(): ReadonlyMap<string, EnvEntry> {
    const entries = parseEnvText(this.#start).entries;
    return this.isNew ? new Map([...entries].filter(([key]) => !SAMPLES.includes(key))) : entries;
  }

  #ownSettings(alias: string): string[] {
    const keys = PRINTER_SETTING_KEYS.map((name) => `PRINTER_${alias.toUpperCase()}_${name}`);
    return keys.filter((key) => this.#entries().has(key));
  }

  #entries(): ReadonlyMap<string, EnvEntry> {
    return parseEnvText(this.text).entries;
  }
}

function edited(text: string, changes: readonly EnvChange[]): string {
  const result = editEnv(text, changes);
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
}

function isOwnSetting(key: string): boolean {
  return PRINTER_SETTING_KEYS.some((name) => key.endsWith(`_${name}`));
}

function isSame(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
