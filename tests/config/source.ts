import assert from "node:assert/strict";
import {
  formatNotice,
  type LoadedSettings,
  parseSettings,
  type Settings,
  type SettingsSource,
} from "../../src/config.ts";
import { parseEnvText } from "../../src/config/env_text.ts";

/** The four settings of the user's guide, on lines 1 to 4. */
export const GUIDE = "SOCKET_URL=http://localhost:5001\nSESSION_ID=session_001\nUSERNAME=till_1\nNIPT=L12345678A\n";

/** Settings from the text of a file (`null`: there is none) on a Windows PC that can write anywhere. */
export function source(text: string | null, changes: Partial<SettingsSource> = {}): SettingsSource {
  const path = "C:\\Shop\\.env";
  return {
    file: text === null ? { kind: "missing", path, lookalikes: [] } : { kind: "found", path, ...parseEnvText(text) },
    isFileNamed: false,
    environment: {},
    locations: { programFolder: "C:\\Shop", envFile: path, dataDirs: ["C:\\Shop", "C:\\ProgramData\\printer-client"] },
    os: "windows",
    isWritable: () => true,
    readPicture: () => ({ width: 1, height: 1, grey: new Uint8Array(1) }),
    readText: () => ({ problem: "there is no such file" }),
    ...changes,
  };
}

/** The settings of the guide and `text`, which must be free of problems. */
export function settingsOf(text: string, changes: Partial<SettingsSource> = {}): Settings {
  const loaded = parseSettings(source(GUIDE + text, changes));
  assert.ok("settings" in loaded, "problems" in loaded ? loaded.problems.map(formatNotice).join("\n") : "");
  return loaded.settings;
}

/** The problems as sentences. */
export function problemsOf(loaded: LoadedSettings): string[] {
  assert.ok("problems" in loaded);
  return loaded.problems.map(formatNotice);
}
