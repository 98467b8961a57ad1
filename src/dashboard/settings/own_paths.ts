import type { Wrong } from "../../config/values.ts";

/** Settings that name a file or folder. */
const NAMES: Readonly<Record<string, RegExp>> = {
  DATA_DIR: /./,
  TEMPLATES_DIR: /./,
  LOG_FILE: /\.(?:log|txt|json)$/i,
};

/** Settings whose file is picked from those beside the settings file, and what it must end in. */
export const PICKED_FILES: Readonly<Record<string, RegExp>> = {
  LOGO: /\.(?:png|jpe?g)$/i,
  TLS_CA_FILE: /\.(?:pem|crt|cer)$/i,
};

const NAME = /^[\p{L}\p{N}_-][\p{L}\p{N}_. -]{0,80}(?<![. ])$/u;
/** Devices of Windows, in any folder (Win32 "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Why a page in a browser may not set this path; `null` when it may. It may name what lies in the folder of the settings
 * file: whoever gets at the page must not make the program read or write anywhere else. `present`: the files there.
 */
export function foreignPath(key: string, value: string, present: readonly string[]): Wrong | null {
  const ending = PICKED_FILES[key];
  if (ending !== undefined) {
    if (value === "" || (ending.test(value) && present.includes(value))) return null;
    return { wrong: "there is no such file beside the settings file", remedy: "Put it there and choose it here." };
  }
  const folder = /^\s*folder:(.*)$/is.exec(value)?.[1]?.trim();
  const name = folder !== undefined && (key === "DEFAULT_PRINTER" || key.startsWith("PRINTER_")) ? folder : value;
  const rule = name === value ? NAMES[key] : /./;
  if (rule === undefined || value === "") return null;
  if (NAME.test(name) && !DEVICE.test(name) && rule.test(name)) return null;
  const logFile = key === "LOG_FILE" ? ", which ends in .log, .txt or .json" : "";
  return {
    wrong: `this page takes only a name in the program's own folders${logFile}`,
    remedy: "Write one name without slashes; another place is written into the settings file by hand.",
  };
}
