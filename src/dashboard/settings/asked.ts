import { PRINTER_SETTING_KEYS } from "../../config/schema.ts";
import { environmentValue, fileValue, formKeys, printerAliases } from "./known_keys.ts";
import type { Entries } from "./known_keys.ts";
import { meantValue } from "./secrets.ts";

/** The fields of a form as they came; what is no text is left out. */
export type Fields = Readonly<Record<string, string>>;

/** Stands in a list for "another one, written beside it". */
export const OTHER = ":other";

/** A printer that is to be added. */
export interface AddedPrinter {
  readonly alias: string;
  readonly spec: string;
  /** What is set for it, by the name behind its alias. */
  readonly own: ReadonlyMap<string, string>;
}

/** What a form asks for. */
export interface Asked {
  /** By key, what is to stand in the file, as far as it is another value than the form was made with. */
  readonly values: ReadonlyMap<string, string>;
  /** Addresses that were changed around what is hidden in them. */
  readonly unclear: readonly string[];
  /** Aliases of printers that are to go. */
  readonly removed: readonly string[];
  readonly added: AddedPrinter | null;
  /** A job type that has no row yet. */
  readonly addedType: { readonly type: string; readonly route: string; readonly expire: string } | null;
}

/** The form's names of what a new printer or job type is to be. */
export const NEW = { alias: "new:alias", spec: "new:spec", type: "new:type", route: "new:route", expire: "new:expire" };

/**
 * Reads a form. `base` is what the file said when the form was made: what is as it was then is not asked for, whatever
 * the file says by now. `typed` are secrets of an earlier round of the same form.
 */
export function askedOf(fields: Fields, base: Entries, typed: ReadonlyMap<string, string>): Asked {
  const values = new Map<string, string>();
  const unclear: string[] = [];
  for (const key of formKeys(base)) {
    const given = picked(fields, key);
    if (given === null) continue;
    const soFar = typed.get(key) ?? fileValue(base, key);
    const meant = fields[`clear:${key}`] === undefined ? meantValue(key, given, soFar) : "";
    if (meant === null) unclear.push(key);
    else if (meant !== fileValue(base, key)) values.set(key, meant);
  }
  const removed = printerAliases(base).filter((alias) =>
    fields[`remove:PRINTER_${alias}`] !== undefined && environmentValue(base, `PRINTER_${alias}`) === null
  );
  return { values, unclear, removed, added: addedPrinter(fields), addedType: addedType(fields) };
}

/** What a field, or a list with its field for another one, says; `null` when the form has none. */
function picked(fields: Fields, key: string): string | null {
  const given = fields[key];
  if (given === undefined) return null;
  return (given === OTHER ? fields[`${key}${OTHER}`] ?? "" : given).trim();
}

function addedPrinter(fields: Fields): AddedPrinter | null {
  const alias = picked(fields, NEW.alias) ?? "";
  const spec = picked(fields, NEW.spec) ?? "";
  const own = new Map(
    PRINTER_SETTING_KEYS.map((name) => [name as string, picked(fields, `new:${name}`) ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
  if (alias === "" && spec === "" && own.size === 0) return null;
  return { alias: alias.toUpperCase().replace(/[\s-]+/g, "_"), spec, own };
}

function addedType(fields: Fields): Asked["addedType"] {
  const [type = "", route = "", expire = ""] = [NEW.type, NEW.route, NEW.expire].map((name) =>
    picked(fields, name) ?? ""
  );
  if (type === "" && route === "" && expire === "") return null;
  return { type: type.toUpperCase().replace(/[\s-]+/g, "_"), route, expire };
}
