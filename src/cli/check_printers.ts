import { type PrinterFacts, printerFinding } from "../check/printer.ts";
import { type Finding, note, type Probe } from "../check/finding.ts";
import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText, formatReason } from "../domain/models/guess.ts";
import { DEFAULT_MODEL } from "../domain/models/known_models.ts";
import type { PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { isTroubled, type PrinterState } from "../domain/printer_state.ts";
import { DefaultPrinterMemory } from "../windows/remembered_default.ts";
import { printerAdvice, type Surroundings } from "./printer_advice.ts";

/** A network printer may take its five seconds to be reached, and then say why it was not. */
const LIMIT_MS = { windows: 5_000, tcp: 8_000, folder: 5_000 } as const;

/** One look for each printer of the settings. */
export function printerProbes(settings: Settings, printers: Printers): Probe[] {
  return everyPrinter(settings).map((config) => ({
    name: `printer ${config.name}`,
    unanswered: "fail",
    limitMs: LIMIT_MS[config.address.kind],
    look: () => findingsOf(config, settings, printers),
  }));
}

/** The printer, and what else a person should know of it. */
async function findingsOf(config: PrinterConfig, settings: Settings, printers: Printers): Promise<Finding[]> {
  const printer = printers.open(config);
  try {
    const checked = await printer.check().catch(PrintError.from);
    // A network printer that cannot be reached would be waited for twice.
    const isAway = checked instanceof PrintError && config.address.kind !== "windows";
    const told = isAway ? null : await printer.state?.() ?? null;
    const advice = told === null ? [] : printerAdvice(config, told, await surroundings(settings, printers), Date.now());
    const isTrouble = told !== null && isTroubled(told.state);
    const facts = await factsOf(config, { settings, printers, checked, told, advice: isTrouble ? advice : [] });
    const notes = isTrouble ? [] : advice.map((sentence) => note(`printer ${config.name}`, sentence));
    return [printerFinding(facts), ...notes];
  } finally {
    // Not waited for: a queue that hangs would hold up the end.
    printer.close().catch(() => {});
  }
}

async function surroundings(settings: Settings, printers: Printers): Promise<Surroundings> {
  return {
    installed: await printers.installed().catch(() => []),
    configs: everyPrinter(settings),
    remembered: new DefaultPrinterMemory(settings.dataDir, Date.now).read(),
  };
}

function everyPrinter({ printers, defaultPrinter }: Settings): readonly PrinterConfig[] {
  return printers.some(({ name }) => name === defaultPrinter.name) ? printers : [...printers, defaultPrinter];
}

/** What a printer is for. */
function rolesOf({ name }: PrinterConfig, { routes, defaultPrinter, printers }: Settings): string[] {
  return [
    ...(name === defaultPrinter.name ? ["default"] : []),
    ...[...routes].filter(([, alias]) => alias === name).map(([type]) => `prints ${type}`),
    ...printers.filter(({ fallback }) => fallback === name).map((other) => `stands in for ${other.name}`),
  ];
}

/** A printer that is being looked at. */
interface Looked {
  readonly settings: Settings;
  readonly printers: Printers;
  /** `ready`, what is wrong, or why it cannot be opened. */
  readonly checked: string | PrintError;
  /** `null`: nobody can tell. */
  readonly told: PrinterState | null;
  /** What to do about its trouble, better than the usual. */
  readonly advice: readonly string[];
}

async function factsOf(config: PrinterConfig, looked: Looked): Promise<PrinterFacts> {
  const { settings, printers, checked, told, advice } = looked;
  const { address, profile, profileChoice, name } = config;
  const reason = formatReason(config);
  const facts = {
    name,
    roles: rolesOf(config, settings),
    address: specOf(address),
    profile: choiceText(profileChoice, DEFAULT_MODEL),
    format: profile.format,
    ...(reason === null ? {} : { formatReason: reason }),
    columns: profile.columns,
  };
  if (checked instanceof PrintError) {
    const problem = [checked.sentence, ...advice].join(" ");
    return { ...facts, problem, state: "", hint: "", severity: "troubled", driver: null, queue: null };
  }
  const driver = address.kind === "windows" ? await driverOf(address.name, printers).catch(() => null) : null;
  const about = { ...facts, problem: null, driver, queue: queueOf(told) };
  if (told === null || told.state === "unknown" || (checked !== "ready" && !isTroubled(told.state))) {
    return { ...about, state: checked, hint: "", severity: checked === "ready" ? "fine" : "troubled" };
  }
  const severity = isTroubled(told.state) ? "troubled" : told.state === "paper_low" ? "notable" : "fine";
  const hint = advice.length === 0 ? told.hint : advice.join(" ");
  return { ...about, state: told.words, hint: hint.replace(/\.$/, ""), severity };
}

async function driverOf(name: string | null, printers: Printers): Promise<PrinterFacts["driver"]> {
  const described = await printers.describe?.(name) ?? null;
  return described === null ? null : { name: described.driver, kind: described.kind, port: described.port };
}

function queueOf(told: PrinterState | null): PrinterFacts["queue"] {
  if (told?.jobs === undefined) return null;
  return { documents: told.jobs.waiting, stuck: told.jobs.stuck, oldestMs: null };
}
