import { basename, dirname, join } from "node:path";
import { decodeText } from "./config/decode.ts";
import { type EnvEntry, parseEnvText } from "./config/env_text.ts";
import type { Notice } from "./config/notice.ts";

/** A settings file as read. */
export interface EnvFile {
  readonly kind: "found";
  readonly path: string;
  /** By key in capitals: names of settings have no case, as on Windows. */
  readonly entries: ReadonlyMap<string, EnvEntry>;
  readonly warnings: readonly Notice[];
}

/** No file of that name. */
export interface MissingEnvFile {
  readonly kind: "missing";
  readonly path: string;
  /** Names in the same folder that look like the file under a wrong name, such as `.env.txt`. */
  readonly lookalikes: readonly string[];
}

/** A file that is there and cannot be read; `reason` is the system's. */
export interface UnreadableEnvFile {
  readonly kind: "unreadable";
  readonly path: string;
  readonly reason: string;
}

/** What looking for the settings file came to. */
export type EnvFileResult = EnvFile | MissingEnvFile | UnreadableEnvFile;

// What Notepad, Explorer with hidden extensions, and editors make of ".env". In the order of likelihood.
const LOOKALIKES = [".env.txt", "env", "env.txt", ".env.env", ".env.local", "_env", ".env.example.txt"];

/** Reads a settings file. Never throws: a missing file and an unreadable one are results of their own. */
export function readEnvFile(path: string): EnvFileResult {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { kind: "missing", path, lookalikes: lookalikes(dirname(path), basename(path)) };
    }
    return { kind: "unreadable", path, reason: error instanceof Error ? error.message : String(error) };
  }
  const text = decodeText(bytes);
  const { entries, warnings } = parseEnvText(text.text);
  return { kind: "found", path, entries, warnings: [...text.warnings, ...warnings] };
}

function lookalikes(folder: string, wanted: string): string[] {
  return [...new Set([`${wanted}.txt`, ...LOOKALIKES])].filter((name) => {
    if (name === wanted) return false;
    try {
      return Deno.statSync(join(folder, name)).isFile;
    } catch {
      return false;
    }
  });
}
