import type { Job } from "../domain/job.ts";
import { type Chosen, guessed } from "../domain/models/guess.ts";
import { PrintError } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import type { InstalledPrinter, PrinterConfig } from "../domain/ports.ts";
import type { AgentSettings } from "./settings.ts";

/** The settings that routing goes by. */
export type Routing = Pick<AgentSettings, "printers" | "routes" | "defaultPrinter" | keyof Chosen>;

/** The printer of a job, and what it was chosen by. */
export interface Choice {
  readonly config: PrinterConfig;
  /** Such as `ROUTE_RECEIPT`, in words without a full stop. */
  readonly why: string;
}

/**
 * The printer a job goes to: its `printer_name` (an alias, else an installed printer), else the route of its type, else
 * the default printer. Names are compared exactly but for case and Unicode form, never by prefix. Throws
 * `printer_not_found` with the list of known printers when this PC has none of that name.
 */
export async function route(
  job: Pick<Job, "type" | "printerName">,
  settings: Routing,
  installed: () => Promise<readonly InstalledPrinter[]>,
): Promise<Choice> {
  if (job.printerName !== null) {
    const config = await namedPrinter(job.printerName, settings, installed);
    const what = aliasOf(job.printerName, settings) === undefined ? "an installed printer" : "an alias of the settings";
    return { config, why: `the job's printer_name ${shown(job.printerName)} is ${what}` };
  }
  const setting = `ROUTE_${job.type.toUpperCase()}`;
  const alias = settings.routes.get(job.type);
  const routed = alias === undefined ? undefined : aliasOf(alias, settings);
  if (routed !== undefined) {
    return { config: routed, why: `the job names no printer, and ${setting} is ${routed.name}` };
  }
  const config = settings.defaultPrinter;
  const isWindows = config.address.kind === "windows" && config.address.name === null;
  const standard = isWindows ? "the Windows default printer" : "DEFAULT_PRINTER";
  return { config, why: `${standard} gets the jobs that name no printer and have no ${setting}` };
}

/** The printer of that alias or installed name; see `route`. */
export async function namedPrinter(
  name: string,
  settings: Routing,
  installed: () => Promise<readonly InstalledPrinter[]>,
): Promise<PrinterConfig> {
  const alias = aliasOf(name, settings);
  if (alias !== undefined) return alias;
  let queues: readonly Pick<InstalledPrinter, "name" | "driver" | "kind">[];
  try {
    queues = await installed();
  } catch {
    // The spooler does not answer: the queue itself will tell at print time, and a job is not refused for that.
    queues = [{ name }];
  }
  const match = queues.find((queue) => folded(queue.name) === folded(name));
  if (match !== undefined) {
    // What was set up for a printer holds by whatever name it is called.
    const own = settings.printers.find(({ address }) =>
      address.kind === "windows" && address.name !== null && folded(address.name) === folded(match.name)
    );
    const chosen = own === undefined ? chosenOf(settings) : chosenOf(own);
    return { name: match.name, address: { kind: "windows", name: match.name }, ...guessed(chosen, match) };
  }
  const known = [...settings.printers, ...queues].map((printer) => printer.name);
  throw new PrintError("printer_not_found", `printer_name: this PC has no printer ${shown(name)}.`, {
    hint: known.length === 0
      ? "It has no printers at all: add one in Windows, or as PRINTER_<ALIAS> in .env."
      : `Known printers: ${known.join(", ")}.`,
  });
}

/** The profile of printers that have no settings of their own. */
export function chosenOf({ profile, profileChoice, guessLimits, drawnFor }: Chosen): Chosen {
  return {
    profile,
    ...(profileChoice === undefined ? {} : { profileChoice }),
    ...(guessLimits === undefined ? {} : { guessLimits }),
    ...(drawnFor === undefined ? {} : { drawnFor }),
  };
}

function aliasOf(name: string, settings: Routing): PrinterConfig | undefined {
  return settings.printers.find((printer) => folded(printer.name) === folded(name));
}

function folded(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
