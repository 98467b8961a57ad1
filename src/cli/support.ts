import { hostname } from "node:os";
import { join } from "node:path";
import type { Settings } from "../config.ts";
import type { Printers } from "../domain/ports.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { supportZip } from "./support_files.ts";

/** `--support`: one zip for whoever helps, in the data folder. Sends nothing anywhere. */
export async function support(
  io: Io,
  settings: Settings,
  warnings: readonly string[],
  printers: Printers,
  json: boolean,
): Promise<number> {
  const { name, contents, bytes } = await supportZip(settings, warnings, printers, Date.now());
  const path = join(settings.dataDir, name);
  try {
    Deno.mkdirSync(settings.dataDir, { recursive: true });
    // Never over another one of the same second.
    Deno.writeFileSync(path, bytes, { createNew: true });
  } catch (error) {
    io.err(`Cannot write "${path}": ${error instanceof Error ? error.message : String(error)}.`);
    return EXIT.failed;
  }
  if (json) io.out(JSON.stringify({ file: path, contents }, null, 2));
  else {
    io.out(`${path}\n`);
    io.out(
      "It holds the settings without secrets, the logs, the last jobs without what stands on them, and the printers.",
    );
    io.out(`Look into it before you send it: the logs name documents, printers and this PC (${hostname()}).`);
  }
  return EXIT.done;
}
