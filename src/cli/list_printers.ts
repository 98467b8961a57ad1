import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText, type Chosen, formatText, guessed } from "../domain/models/guess.ts";
import { DEFAULT_MODEL } from "../domain/models/known_models.ts";
import type { InstalledPrinter, Printers } from "../domain/ports.ts";
import { DEFAULT_PROFILE } from "../domain/profile.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";

const UNKNOWN: Chosen = { profile: DEFAULT_PROFILE, guessLimits: { fixed: [] } };

/** `--list-printers`: what this PC has, and what the settings name. `settings` is `null` when there are none yet. */
export async function listPrinters(
  io: Io,
  settings: Settings | null,
  printers: Printers,
  json: boolean,
): Promise<number> {
  const installed = (await printers.installed()).map((printer) => ({
    ...printer,
    ...choiceFor(printer, settings),
  }));
  const aliases = (settings?.printers ?? []).map((config) => ({
    alias: config.name,
    address: specOf(config.address),
    ...inWords(config),
  }));
  if (json) {
    io.out(JSON.stringify({ installed, aliases }, null, 2));
    return EXIT.done;
  }
  io.out(installed.length === 0 ? "This PC has no Windows printers." : "Printers of this PC:");
  const names = widest(installed.map(({ name }) => name));
  for (const { name, isDefault, profile, format } of installed) {
    io.out(`  ${name.padEnd(names)}   profile ${profile}${after(format)}${isDefault ? "   (Windows default)" : ""}`);
  }
  if (aliases.length > 0) io.out("Printers of the settings:");
  const [first, second] = [widest(aliases.map(({ alias }) => alias)), widest(aliases.map(({ address }) => address))];
  for (const { alias, address, profile, format } of aliases) {
    io.out(`  ${alias.padEnd(first)}   ${address.padEnd(second)}   profile ${profile}${after(format)}`);
  }
  return EXIT.done;
}

/** What a job for this queue would be printed with, in words. */
function choiceFor(queue: InstalledPrinter, settings: Settings | null): ChoiceInWords {
  const named = settings?.printers.find(({ address }) =>
    address.kind === "windows" && address.name?.toLowerCase() === queue.name.toLowerCase()
  );
  return inWords(guessed(named ?? settings ?? UNKNOWN, queue));
}

/** `format` is there where nobody set it and it is not the usual one. */
interface ChoiceInWords {
  readonly profile: string;
  readonly format?: string;
}

function inWords(chosen: Chosen): ChoiceInWords {
  const format = formatText(chosen);
  return { profile: choiceText(chosen.profileChoice, DEFAULT_MODEL), ...(format === null ? {} : { format }) };
}

function after(format: string | undefined): string {
  return format === undefined ? "" : `, ${format}`;
}

function widest(cells: readonly string[]): number {
  return Math.max(0, ...cells.map((cell) => cell.length));
}
