import type { EnvFileResult } from "../env_file.ts";
import { editDistance, nearest } from "./notice.ts";
import type { Entry, Report } from "./report.ts";
import { isOurKey, SETTING_KEYS, USERNAME_ALIAS } from "./schema.ts";

/** Job types with a template of their own; a shop may add others. */
const BUILT_IN_TYPES = [
  "text",
  "receipt",
  "reservation",
  "kitchen_ticket",
  "shift_report",
  "label",
  "html",
  "raw",
  "test_page",
];

/**
 * All entries by key in capitals: those of the file, and for our keys that the file lacks, those of the environment.
 * `USERNAME` is never taken from the environment: Windows sets it to the name of the account.
 */
export function gatherEntries(
  file: EnvFileResult,
  environment: Readonly<Record<string, string>>,
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (file.kind === "found") {
    for (const [name, { key, value, line }] of file.entries) entries.set(name, { key, value, line, source: "file" });
  }
  for (const [key, value] of Object.entries(environment)) {
    const name = key.toUpperCase();
    const isShadow = name === USERNAME_ALIAS && entries.has("USERNAME");
    if (name === "USERNAME" || isShadow || entries.has(name) || !isOurKey(name)) continue;
    entries.set(name, { key, value, line: null, source: "environment" });
  }
  return entries;
}

/** Warns about keys that mean nothing to us, with the key that was probably meant, and about odd job types. */
export function warnAboutUnknown(entries: ReadonlyMap<string, Entry>, report: Report): void {
  for (const [name, entry] of entries) {
    if (!isOurKey(name)) {
      const meant = nearest(name, [...SETTING_KEYS, USERNAME_ALIAS]) ?? (name === "PRINTER" ? "DEFAULT_PRINTER" : null);
      const remedy = meant === null ? "The settings that there are stand in .env.example." : `Did you mean ${meant}?`;
      // Without its value: a mistyped SESSION_ID is still a secret.
      report.warnings.push({
        line: entry.line,
        key: entry.key,
        value: null,
        message: "unknown setting, ignored",
        remedy,
      });
    }
    const type = /^(?:ROUTE|EXPIRE)_(.+)/.exec(name)?.[1];
    if (type !== undefined && !(SETTING_KEYS as readonly string[]).includes(name)) {
      warnAboutType(type, entry, report, name.startsWith("EXPIRE_") ? ["drawer", "default"] : []);
    }
    if (name === "ACCEPT_TYPES") entry.value.split(",").forEach((type) => warnAboutType(type.trim(), entry, report));
  }
  const [username, alias] = [entries.get("USERNAME"), entries.get(USERNAME_ALIAS)];
  if (username !== undefined && alias !== undefined && username.value !== alias.value) {
    report.warn(alias, "set beside USERNAME; this one counts", "Delete the line that is not meant.");
  }
}

function warnAboutType(given: string, entry: Entry, report: Report, alsoKnown: readonly string[] = []): void {
  const type = given.toLowerCase();
  if (BUILT_IN_TYPES.includes(type)) return;
  const meant = [...alsoKnown, ...BUILT_IN_TYPES].find((known) => type.length >= 3 && editDistance(type, known) <= 2);
  if (meant !== undefined) report.warn(entry, `"${type}" is no built-in job type`, `Did you mean ${meant}?`);
}
