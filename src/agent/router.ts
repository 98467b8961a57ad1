import type { Job } from "../domain/job.ts";
import { type Chosen, guessed } from "../domain/models/guess.ts";
import { PrintError } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import type { InstalledPrinter, PrinterConfig } from "../domain/ports.ts";
import type { AgentSettings } from "./settings.ts";

/** The settings that routing goes by. */
export type Routing = Pick<AgentSettings, "printers" | "routes" | "defaultPrinter" | keyof Chosen>;

/**
 * The printer a job goes to: its `printer_name` (an alias, else an installed printer), else the route of its type, else
 * the default printer. Names are compared exactly but for case and Unicode form, never by prefix. Throws
 * `printer_not_found` with the list of known printers when this PC has none of that name.
 */
export async function route(
  job: Pick<Job, "type" | "printerName">,
  settings: Routing,
  installed: () => Promise<readonly InstalledPrinter[]>,
): Promise<PrinterConfig> {
  if (job.printerName !== null) return await namedPrinter(job.printerName, settings, installed);
  const alias = settings.routes.get(job.type);
  return (alias === undefined ? undefined : aliasOf(alias, settings)) ?? settings.defaultPrinter;
}

/** The printer of that alias or installed name; see `route`. */
export async function namedPrinter(
  name: string,
  settings: Routing,
  installed: () => Promise<readonly InstalledPrinter[]>,
): Promise<PrinterConfig> {
  const alias = aliasOf(name, settings);
  if (alias !== undefined) return alias;
  let queues: readonly Pick<InstalledPrinter, "name" | "driver">[];
  try {
    queues = await installed();
  } catch {
    // The spooler does not answer: the queue itself will tell at print time, and a job is not refused for that.
    queues = [{ name }];
  }
  const match = queues.find((queue) => folded(queue.name) === folded(name));
  if (match !== undefined) {
    return { name: match.name, address: { kind: "windows", name: match.name }, ...guessed(chosenOf(settings), match) };
  }
  const known = [...settings.printers, ...queues].map((printer) => printer.name);
  throw new PrintError("printer_not_found", `printer_name: this PC has no printer ${shown(name)}.`, {
    hint: known.length === 0
      ? "It has no printers at all: add one in Windows, or as PRINTER_<ALIAS> in .env."
      : `Known printers: ${known.join(", ")}.`,
  });
}

/** The profile of printers that have no settings of their own. */
export function chosenOf({ profile, profileChoice, guessLimits }: Chosen): Chosen {
  return {
    profile,
    ...(profileChoice === undefined ? {} : { profileChoice }),
    ...(guessLimits === undefined ? {} : { guessLimits }),
  };
}

function aliasOf(name: string, settings: Routing): PrinterConfig | undefined {
  return settings.printers.find((printer) => folded(printer.name) === folded(name));
}

function folded(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
