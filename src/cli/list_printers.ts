import type { Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import type { Printers } from "../domain/ports.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** `--list-printers`: what this PC has, and what the settings name. `settings` is `null` when there are none yet. */
export async function listPrinters(
  io: Io,
  settings: Settings | null,
  printers: Printers,
  json: boolean,
): Promise<number> {
  const installed = await printers.installed();
  const aliases = (settings?.printers ?? []).map(({ name, address }) => ({ alias: name, address: specOf(address) }));
  if (json) {
    io.out(JSON.stringify({ installed, aliases }, null, 2));
    return EXIT.done;
  }
  io.out(installed.length === 0 ? "This PC has no Windows printers." : "Printers of this PC:");
  for (const { name, isDefault } of installed) io.out(`  ${name}${isDefault ? "   (Windows default)" : ""}`);
  if (aliases.length > 0) io.out("Printers of the settings:");
  const width = Math.max(...aliases.map(({ alias }) => alias.length));
  for (const { alias, address } of aliases) io.out(`  ${alias.padEnd(width)}   ${address}`);
  return EXIT.done;
}
