import { win32 } from "node:path";
import type { EnvFileResult, MissingEnvFile, UnreadableEnvFile } from "../env_file.ts";
import type { Entry, Report } from "./report.ts";
import { type PlainSettings, type SettingKey, settingsSchema, USERNAME_ALIAS } from "./schema.ts";

const REQUIRED: Partial<Record<SettingKey, string>> = {
  SESSION_ID: "this client's session",
  USERNAME: "this client's name at the backend",
  NIPT: "the company's tax number",
};

const PLACEHOLDER = /^(?:your[ _-].*|change[ _-]?me|<.*>|todo|xxx+|\.{3}|…)$/i;

/**
 * The settings with one name each; `null` when one of them was a problem. What is required and missing is said, but
 * without a file the file is the one thing to say.
 */
export function readPlain(
  entries: ReadonlyMap<string, Entry>,
  { file, isFileNamed }: { readonly file: EnvFileResult; readonly isFileNamed: boolean },
  report: Report,
): PlainSettings | null {
  const given: Record<string, string> = {};
  const entryOf = (key: SettingKey) =>
    (key === "USERNAME" ? filled(entries.get(USERNAME_ALIAS)) : null) ?? filled(entries.get(key));
  const missing: SettingKey[] = [];
  for (const key of Object.keys(settingsSchema.shape) as SettingKey[]) {
    const entry = entryOf(key);
    if (entry !== null) given[key] = entry.value;
    else if (key in REQUIRED) missing.push(key);
    if (entry !== null && key in REQUIRED && PLACEHOLDER.test(entry.value.trim())) {
      report.warn(entry, "this is the sample's placeholder", `Write ${REQUIRED[key]}.`);
    }
  }
  if (file.kind === "unreadable" || (file.kind === "missing" && (isFileNamed || missing.length > 0))) {
    sayNoFile(file, isFileNamed, report);
  } else {
    for (const key of missing) {
      report.missing(key, "missing", `Add a line ${key}=… with ${REQUIRED[key]} to ${file.path}.`);
    }
  }
  const read = settingsSchema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const entry = entryOf(issue.path[0] as SettingKey);
    if (entry !== null) report.refused(entry, issue);
  }
  return null;
}

function sayNoFile(file: MissingEnvFile | UnreadableEnvFile, isFileNamed: boolean, report: Report): void {
  if (file.kind === "unreadable") {
    const message = `cannot read the settings file "${file.path}": ${file.reason}`;
    return report.missing(null, message, "Allow this account to read it.");
  }
  const [lookalike] = file.lookalikes;
  // win32 takes both kinds of separators.
  const name = win32.basename(file.path);
  const remedy = lookalike !== undefined
    ? `"${lookalike}" is there: rename it to "${name}" (in Explorer, first show "File name extensions").`
    : isFileNamed
    ? "Check the name after --env."
    : "Run printer-client --setup, or copy .env.example to that name and fill in SESSION_ID, USERNAME and NIPT.";
  report.missing(null, `there is no settings file "${file.path}"`, remedy);
}

/** The entry, or `null` when nothing stands after its `=`: sample files mark so what may be left out. */
export function filled(entry: Entry | undefined): Entry | null {
  return entry === undefined || entry.value.trim() === "" ? null : entry;
}
