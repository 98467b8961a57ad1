import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText, type Chosen, guessed } from "../domain/models/guess.ts";
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
    profile: profileOfQueue(printer, settings),
  }));
  const aliases = (settings?.printers ?? []).map(({ name, address, profileChoice }) => ({
    alias: name,
    address: specOf(address),
    profile: choiceText(profileChoice, DEFAULT_MODEL),
  }));
  if (json) {
    io.out(JSON.stringify({ installed, aliases }, null, 2));
    return EXIT.done;
  }
  io.out(installed.length === 0 ? "This PC has no Windows printers." : "Printers of this PC:");
  const names = widest(installed.map(({ name }) => name));
  for (const { name, isDefault, profile } of installed) {
    io.out(`  ${name.padEnd(names)}   profile ${profile}${isDefault ? "   (Windows default)" : ""}`);
  }
  if (aliases.length > 0) io.out("Printers of the settings:");
  const [first, second] = [widest(aliases.map(({ alias }) => alias)), widest(aliases.map(({ address }) => address))];
  for (const { alias, address, profile } of aliases) {
    io.out(`  ${alias.padEnd(first)}   ${address.padEnd(second)}   profile ${profile}`);
  }
  return EXIT.done;
}

/** The profile a job for this queue would be printed with, in words. */
function profileOfQueue(queue: InstalledPrinter, settings: Settings | null): string {
  const named = settings?.printers.find(({ address }) =>
    address.kind === "windows" && address.name?.toLowerCase() === queue.name.toLowerCase()
  );
  const chosen = named ?? guessed(settings ?? UNKNOWN, queue);
  return choiceText(chosen.profileChoice, DEFAULT_MODEL);
}

function widest(cells: readonly string[]): number {
  return Math.max(0, ...cells.map((cell) => cell.length));
}
