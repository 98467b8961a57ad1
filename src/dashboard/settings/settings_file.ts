import type { LoadedSettings, Settings } from "../../config.ts";
import { type OpenedEnv, openEnv, type SavedEnv, saveEnv } from "../../config/env_save.ts";
import { parseEnvText } from "../../config/env_text.ts";
import type { Entry } from "../../config/report.ts";
import { gatherEntries } from "../../config/sources.ts";

/** The one file that the page reads and writes, and how it is read at the start. */
export interface SettingsFileParts {
  /** The settings file that the program runs from. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Reads settings from a text as the next start would. */
  readonly load: (text: string) => LoadedSettings;
  readonly newId: () => string;
}

/** The file as it is now. */
export interface FileNow {
  readonly opened: OpenedEnv;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Names this very text in a form, so that a later change of the file is noticed. */
  readonly stamp: string;
}

/** Texts that are remembered, one for each change of the file. */
const MOST = 30;

/** The settings file as the page knows it. */
export class SettingsFile {
  readonly path: string;
  readonly #parts: SettingsFileParts;
  readonly #texts = new Map<string, string>();
  /** What the program that runs was started with. */
  readonly #running: ReadonlyMap<string, Entry>;

  constructor(parts: SettingsFileParts) {
    this.#parts = parts;
    this.path = parts.path;
    const now = this.now();
    this.#running = "problem" in now ? new Map() : now.entries;
  }

  /** Reads it. */
  now(): FileNow | { readonly problem: string } {
    const opened = openEnv(this.path);
    if ("problem" in opened) return opened;
    return { opened, entries: this.entriesOf(opened.text), stamp: this.#stampOf(opened.text) };
  }

  /** The settings of a text, with those that come from the environment. */
  entriesOf(text: string): ReadonlyMap<string, Entry> {
    return gatherEntries({ kind: "found", path: this.path, ...parseEnvText(text) }, this.#parts.environment);
  }

  /** The settings of the text that a form was made from; `null` when that is no longer known. */
  entriesAt(stamp: string): ReadonlyMap<string, Entry> | null {
    const text = this.#texts.get(stamp);
    return text === undefined ? null : this.entriesOf(text);
  }

  /** Reads settings from a text as the next start would. */
  load(text: string): LoadedSettings {
    return this.#parts.load(text);
  }

  /** The keys whose value is another one since the program was started. */
  waiting({ entries }: FileNow): string[] {
    const keys = [...new Set([...entries.keys(), ...this.#running.keys()])];
    return keys.filter((key) => (entries.get(key)?.value ?? "") !== (this.#running.get(key)?.value ?? ""));
  }

  /** The settings that the next start would have; `null` while they have problems. */
  next({ opened }: FileNow): Settings | null {
    const loaded = this.load(opened.text);
    return "settings" in loaded ? loaded.settings : null;
  }

  /** Writes a text over the file as it was read: at once or not at all, the one before kept beside it. */
  save({ opened }: FileNow, text: string): SavedEnv {
    return saveEnv(opened, text);
  }

  #stampOf(text: string): string {
    for (const [stamp, known] of this.#texts) if (known === text) return stamp;
    const stamp = this.#parts.newId();
    this.#texts.set(stamp, text);
    for (const oldest of [...this.#texts.keys()].slice(0, -MOST)) this.#texts.delete(oldest);
    return stamp;
  }
}
