import type { PrinterAddress, PrinterConfig } from "../domain/ports.ts";
import { refuseDrawn } from "./drawable.ts";
import { editDistance, nearest } from "./notice.ts";
import { filled } from "./plain.ts";
import { parsePrinterSpec, specOf } from "./printer_spec.ts";
import { readAsksStatus, readOwn, type SettingName, warnOfCodePages } from "./printer_settings.ts";
import type { Profiles } from "./profiles.ts";
import type { Entry, Report } from "./report.ts";
import { PRINTER_SETTING_KEYS } from "./schema.ts";
import { isWrong } from "./values.ts";

// What people mean by a setting of a printer without the printer's alias.
const FOR_ALL: Partial<Record<SettingName, string>> = {
  COLUMNS: "PAPER_COLUMNS",
  FORMAT: "PRINT_FORMAT",
  CODE_PAGES: "CODE_PAGES",
  DRAW_MISSING: "DRAW_MISSING",
  PROFILE: "PROFILE",
};

/**
 * The printers of the `PRINTER_…` entries, keyed in capitals. A key that ends in the name of a printer setting is
 * always that setting and never an alias; the longest possible alias before it must be set.
 */
export function readPrinters(
  entries: ReadonlyMap<string, Entry>,
  profiles: Profiles,
  resolveFolder: (path: string) => string,
  report: Report,
): PrinterConfig[] {
  const ours = [...entries].filter(([key]) => key.startsWith("PRINTER_"));
  const settings = ours.flatMap(([key, entry]) => {
    const split = splitKey(key.slice("PRINTER_".length));
    return split === null ? [] : [{ ...split, entry }];
  });
  const specs = ours.filter(([key]) => splitKey(key.slice("PRINTER_".length)) === null)
    .map(([key, entry]) => ({ alias: key.slice("PRINTER_".length), entry }));
  const aliases = new Set(specs.map(({ alias }) => alias));
  for (const { alias, name, entry } of settings) {
    if (!aliases.has(alias)) report.problem(entry, ...orphan(alias, name, aliases));
  }
  const printers = specs.flatMap(({ alias, entry }) => {
    const misspelt = misspeltSetting(alias, aliases);
    if (misspelt !== null) {
      report.warn(entry, "unknown setting, ignored", `Did you mean PRINTER_${misspelt}?`);
      return [];
    }
    const given = new Map(settings.filter((it) => it.alias === alias).map((it) => [it.name, it.entry]));
    const own = readOwn(given, report);
    if (entry.value.trim() === "") {
      report.problem(entry, "no printer is given", 'Write its name or address, "default", or delete the line.');
      return [];
    }
    const address = addressOf(entry, resolveFolder, report);
    if (alias === "NAME") {
      report.warn(
        entry,
        "this sets up a printer with the alias NAME",
        "For the printer of all jobs use DEFAULT_PRINTER.",
      );
    }
    if (address === null) return [];
    const chosen = profiles.forPrinter(address, own, given, report);
    refuseDrawn(own, given.get("FORMAT"), address, report);
    const asksStatus = readAsksStatus(own, given.get("STATUS"), address, chosen.profile.format, report);
    warnOfCodePages(own, given.get("CODE_PAGES"), chosen.profile.format, report);
    const config = {
      name: aliasAsWritten(entry),
      address,
      ...chosen,
      ...(asksStatus ? { asksStatus } : {}),
      setting: settingOf(entry),
    };
    return [{ config, fallback: given.get("FALLBACK") }];
  });
  const configs = printers.map(({ config }) => config);
  return printers.map(({ config, fallback }) => ({
    ...config,
    ...readFallback(config, filled(fallback), configs, [...aliases], report),
  }));
}

/** `PRINTER_<ALIAS>_FALLBACK=ALIAS`: the other printer that prints what this one cannot. */
function readFallback(
  config: PrinterConfig,
  entry: Entry | null,
  printers: readonly PrinterConfig[],
  aliasesAsked: readonly string[],
  report: Report,
): { fallback?: string } {
  if (entry === null) return {};
  const wanted = entry.value.trim().toUpperCase();
  const stand = printers.find(({ name }) => name.toUpperCase() === wanted);
  if (stand === undefined) {
    // An alias whose own line has a problem is known all the same: one fault, one sentence.
    if (!aliasesAsked.includes(wanted)) report.problem(entry, "no alias of this name", knownAliases(aliasesAsked));
    return {};
  }
  if (stand === config) {
    const others = aliasesAsked.filter((alias) => alias !== wanted);
    report.problem(entry, "a printer cannot stand in for itself", knownAliases(others));
    return {};
  }
  if (specOf(stand.address).toUpperCase() === specOf(config.address).toUpperCase()) {
    report.warn(entry, "both aliases are the same printer", "Name an alias of another printer, or delete the line.");
  }
  return { fallback: stand.name };
}

/** The printer that `DEFAULT_PRINTER` names: an alias, or a SPEC; `null` when it was a problem. */
export function readDefaultPrinter(
  entry: Entry | null,
  printers: readonly PrinterConfig[],
  profiles: Profiles,
  resolveFolder: (path: string) => string,
  report: Report,
): PrinterConfig | null {
  const wanted = entry?.value.trim() ?? "";
  const byAlias = printers.find(({ name }) => name.toUpperCase() === wanted.toUpperCase());
  if (byAlias !== undefined) return byAlias;
  const address = entry === null ? { kind: "windows", name: null } as const : addressOf(entry, resolveFolder, report);
  if (address === null) return null;
  // One printer has one lane, whatever it is called by.
  const bySpec = printers.find((printer) => specOf(printer.address).toUpperCase() === specOf(address).toUpperCase());
  if (bySpec !== undefined) return bySpec;
  const meant = address.kind === "windows" ? nearest(wanted, printers.map(({ name }) => name)) : null;
  if (entry !== null && meant !== null) {
    report.warn(
      entry,
      "no alias of this name, so it is taken for the name of an installed printer",
      `Did you mean ${meant}?`,
    );
  }
  const setting = entry === null || wanted === "" ? {} : { setting: settingOf(entry) };
  return { name: specOf(address), address, ...profiles.at(address), ...setting };
}

/** `ROUTE_<TYPE>=ALIAS`: the alias by job type in lower case. */
export function readRoutes(
  entries: ReadonlyMap<string, Entry>,
  printers: readonly PrinterConfig[],
  aliasesAsked: readonly string[],
  report: Report,
): Map<string, string> {
  const routes = new Map<string, string>();
  for (const [key, entry] of entries) {
    const wanted = entry.value.trim().toUpperCase();
    if (!key.startsWith("ROUTE_") || wanted === "") continue;
    const printer = printers.find(({ name }) => name.toUpperCase() === wanted);
    if (printer !== undefined) routes.set(key.slice("ROUTE_".length).toLowerCase(), printer.name);
    // An alias whose own line has a problem is known all the same: one fault, one sentence.
    else if (!aliasesAsked.includes(wanted)) report.problem(entry, "no alias of this name", knownAliases(aliasesAsked));
  }
  return routes;
}

/** The aliases that entries set up, in capitals, whether or not their SPEC is right. */
export function aliasesOf(entries: ReadonlyMap<string, Entry>): string[] {
  return [...entries.keys()]
    .filter((key) => key.startsWith("PRINTER_") && splitKey(key.slice("PRINTER_".length)) === null)
    .map((key) => key.slice("PRINTER_".length));
}

function splitKey(rest: string): { alias: string; name: SettingName } | null {
  const name = PRINTER_SETTING_KEYS.find((key) => rest === key || rest.endsWith(`_${key}`));
  return name === undefined ? null : { alias: rest.slice(0, -name.length).replace(/_$/, ""), name };
}

function orphan(alias: string, name: SettingName, aliases: ReadonlySet<string>): [string, string] {
  const forAll = FOR_ALL[name];
  if (alias === "") {
    const all = forAll === undefined ? "" : `, or ${forAll} for all printers`;
    return ["no printer is named", `Write PRINTER_<ALIAS>_${name} for one printer${all}.`];
  }
  return [
    `a setting of the printer ${alias}, which is not set up`,
    `Add PRINTER_${alias}=… with the printer's name or address. ${knownAliases([...aliases])}`,
  ];
}

function knownAliases(aliases: readonly string[]): string {
  return aliases.length === 0
    ? "No alias is set up; one is set up with PRINTER_<ALIAS>=…."
    : `Known are: ${aliases.join(", ")}.`;
}

function misspeltSetting(rest: string, aliases: ReadonlySet<string>): string | null {
  for (const alias of aliases) {
    const tail = rest.startsWith(`${alias}_`) ? rest.slice(alias.length + 1) : "";
    const meant = PRINTER_SETTING_KEYS.find((key) => tail.length >= 4 && editDistance(tail, key) <= 2);
    if (meant !== undefined) return `${alias}_${meant}`;
  }
  return null;
}

function settingOf({ key, line }: Entry): NonNullable<PrinterConfig["setting"]> {
  return { key, line };
}

function aliasAsWritten(entry: Entry): string {
  return entry.key.slice("PRINTER_".length);
}

function addressOf(entry: Entry, resolveFolder: (path: string) => string, report: Report): PrinterAddress | null {
  const address = parsePrinterSpec(entry.value, resolveFolder);
  if (!isWrong(address)) return address;
  report.problem(entry, address.wrong, address.remedy);
  return null;
}
