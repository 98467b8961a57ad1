import { aliasesOf } from "../../config/printers.ts";
import type { Entry } from "../../config/report.ts";
import { PRINTER_SETTING_KEYS, SETTING_KEYS, USERNAME_ALIAS } from "../../config/schema.ts";

/** The settings of a file and the environment, by key in capitals. */
export type Entries = ReadonlyMap<string, Entry>;

/** Job types that every shop may want to route. */
const USUAL_TYPES = ["RECEIPT", "KITCHEN_TICKET", "RESERVATION", "TEXT", "LABEL", "SHIFT_REPORT", "HTML", "RAW"];

/** The aliases of printers, in capitals, as far as a value stands behind them. */
export function printerAliases(entries: Entries): string[] {
  return aliasesOf(entries).filter((alias) => (entries.get(`PRINTER_${alias}`)?.value.trim() ?? "") !== "");
}

/** The job types that have a row: the usual ones, and those of the file. */
export function jobTypes(entries: Entries): string[] {
  const plain: readonly string[] = SETTING_KEYS;
  const own = [...entries.keys()].flatMap((key) =>
    plain.includes(key) ? [] : /^(?:ROUTE|EXPIRE)_(.+)$/.exec(key)?.[1] ?? []
  );
  return [...new Set([...USUAL_TYPES, ...own])];
}

/** Every key that the form of these settings has. */
export function formKeys(entries: Entries): string[] {
  return [
    ...SETTING_KEYS,
    ...printerAliases(entries).flatMap((alias) => [
      `PRINTER_${alias}`,
      ...PRINTER_SETTING_KEYS.map((name) => `PRINTER_${alias}_${name}`),
    ]),
    ...jobTypes(entries).flatMap((type) => [`ROUTE_${type}`, `EXPIRE_${type}`]),
  ];
}

/** What stands in the file; empty when nothing does. The name at the backend has two keys, of which one counts. */
export function fileValue(entries: Entries, key: string): string {
  const entry = entries.get(key);
  const value = entry?.source === "file" ? entry.value.trim() : "";
  if (key !== "USERNAME") return value;
  return fileValue(entries, USERNAME_ALIAS) || value;
}

/** What comes from the environment, because the file says nothing; `null` when nothing does. */
export function environmentValue(entries: Entries, key: string): string | null {
  const entry = entries.get(key) ?? (key === "USERNAME" ? entries.get(USERNAME_ALIAS) : undefined);
  return entry?.source === "environment" && entry.value.trim() !== "" ? entry.value.trim() : null;
}
