import { type PrinterFacts, printerFinding } from "../check/printer.ts";
import type { Probe } from "../check/finding.ts";
import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText, formatReason } from "../domain/models/guess.ts";
import { DEFAULT_MODEL } from "../domain/models/known_models.ts";
import type { PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";

/** A network printer may take its five seconds to be reached, and then say why it was not. */
const LIMIT_MS = { windows: 5_000, tcp: 8_000, folder: 5_000 } as const;

/** One look for each printer of the settings. */
export function printerProbes(settings: Settings, printers: Printers): Probe[] {
  return everyPrinter(settings).map((config) => ({
    name: `printer ${config.name}`,
    unanswered: "fail",
    limitMs: LIMIT_MS[config.address.kind],
    look: async () => [printerFinding(await factsOf(config, settings, printers))],
  }));
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

async function factsOf(config: PrinterConfig, settings: Settings, printers: Printers): Promise<PrinterFacts> {
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
  const printer = printers.open(config);
  try {
    const state = await printer.check();
    const driver = address.kind === "windows" ? await driverOf(address.name, printers) : null;
    const severity = state === "ready" ? "fine" : "troubled";
    const queue = address.kind === "windows" ? await queueOf(address.name, printers) : null;
    return { ...facts, problem: null, state, hint: "", severity, driver, queue };
  } catch (error) {
    const problem = PrintError.from(error).sentence;
    return { ...facts, problem, state: "", hint: "", severity: "troubled", driver: null, queue: null };
  } finally {
    // Not waited for: a queue that hangs would hold up the end.
    printer.close().catch(() => {});
  }
}

async function driverOf(name: string | null, printers: Printers): Promise<PrinterFacts["driver"]> {
  const described = await printers.describe?.(name) ?? null;
  return described === null ? null : { name: described.driver, kind: described.kind, port: described.port };
}

async function queueOf(name: string | null, printers: Printers): Promise<PrinterFacts["queue"]> {
  const queue = (await printers.installed()).find((installed) =>
    name === null ? installed.isDefault : installed.name.toLowerCase() === name.toLowerCase()
  );
  return queue?.jobs === undefined ? null : { documents: queue.jobs, stuck: 0, oldestMs: null };
}
