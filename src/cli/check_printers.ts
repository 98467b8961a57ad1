import { type PrinterFacts, printerFinding } from "../check/printer.ts";
import { type Finding, note, type Probe } from "../check/finding.ts";
import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText, formatReason } from "../domain/models/guess.ts";
import { DEFAULT_MODEL } from "../domain/models/known_models.ts";
import type { QueueDescription } from "../domain/driver.ts";
import type { Clock, InstalledPrinter, PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { isTroubled, type PrinterState } from "../domain/printer_state.ts";
import { DefaultPrinterMemory } from "../windows/remembered_default.ts";
import { printerAdvice, type Surroundings } from "./printer_advice.ts";

/** A network printer may take its five seconds to be reached, and then say why it was not. */
const LIMIT_MS = { windows: 5_000, tcp: 8_000, folder: 5_000 } as const;

/** How long the list of all queues may take: one that hangs must not stand for the others. */
const LIST_MS = 2_000;
const RESTART_SPOOLER =
  "Restart Print Spooler (services.msc), or the PC. If the printer is shared by another PC, check that PC.";

/** One look for each printer of the settings. */
export function printerProbes(settings: Settings, printers: Printers, clock: Clock): Probe[] {
  const around = () => surroundings(settings, printers, clock);
  return everyPrinter(settings).map((config) => ({
    name: `printer ${config.name}`,
    unanswered: "fail",
    limitMs: LIMIT_MS[config.address.kind],
    ...(config.address.kind === "windows" ? { remedy: RESTART_SPOOLER } : {}),
    look: () => findingsOf(config, settings, printers, around),
  }));
}

/** The printer, and what else a person should know of it. */
async function findingsOf(
  config: PrinterConfig,
  settings: Settings,
  printers: Printers,
  around: () => Promise<Surroundings>,
): Promise<Finding[]> {
  const printer = printers.open(config);
  try {
    const checked = await printer.check().catch(PrintError.from);
    // A network printer that cannot be reached would be waited for twice.
    const isAway = checked instanceof PrintError && config.address.kind !== "windows";
    const told = isAway ? null : await printer.state?.() ?? null;
    const advice = told === null ? [] : printerAdvice(config, told, await around(), Date.now());
    const isTrouble = told !== null && isTroubled(told.state);
    const facts = await factsOf(config, { settings, printers, checked, told, advice: isTrouble ? advice : [] });
    const notes = isTrouble ? [] : advice.map((sentence) => note(`printer ${config.name}`, sentence));
    return [printerFinding(facts), ...notes];
  } finally {
    // Not waited for: a queue that hangs would hold up the end.
    printer.close().catch(() => {});
  }
}

async function surroundings(settings: Settings, printers: Printers, clock: Clock): Promise<Surroundings> {
  const listed = Promise.withResolvers<readonly InstalledPrinter[]>();
  const cancel = clock.after(LIST_MS, () => listed.resolve([]));
  printers.installed().then(listed.resolve, () => listed.resolve([]));
  const installed = await listed.promise;
  cancel();
  return {
    installed,
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
  const described = address.kind === "windows"
    ? await printers.describe?.(address.name).catch(() => null) ?? null
    : null;
  const driver = described === null ? null : { name: described.driver, kind: described.kind, port: described.port };
  const about = { ...facts, problem: null, driver, queue: queueOf(told, described) };
  if (told === null || told.state === "unknown" || (checked !== "ready" && !isTroubled(told.state))) {
    return { ...about, state: checked, hint: "", severity: checked === "ready" ? "fine" : "troubled" };
  }
  const severity = isTroubled(told.state) ? "troubled" : told.state === "paper_low" ? "notable" : "fine";
  const hint = advice.length === 0 ? told.hint : advice.join(" ");
  return { ...about, state: told.words, hint: hint.replace(/\.$/, ""), severity };
}

function queueOf(told: PrinterState | null, described: QueueDescription | null): PrinterFacts["queue"] {
  const documents = told?.jobs?.waiting ?? described?.documents;
  if (documents === undefined) return null;
  const since = described?.oldestDocumentMs;
  const oldestMs = since === undefined ? null : Math.max(0, Date.now() - since);
  return { documents, stuck: told?.jobs?.stuck ?? 0, oldestMs };
}
