import { prepare } from "../agent/prepare.ts";
import type { Settings } from "../config.ts";
import type { Printers } from "../domain/ports.ts";
import { renderedText } from "../render/render.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { readJobFile } from "./job_file.ts";
import type { Options } from "./options.ts";
import { shopComposer } from "./shop.ts";
import { PAINTERS } from "./wire.ts";
import { choosePrinter } from "./print_once.ts";

/** `--preview FILE`: shows the paper of a job, read back from the very bytes the printer would get. */
export async function preview(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const composer = await shopComposer(io, settings);
  const job = await readJobFile(options.file, settings, composer.types);
  const { name, profile } = await choosePrinter(options.printer, job, settings, printers);
  const { bytes, warnings } = await prepare(job, profile, (job, paper) => composer.document(job, paper), PAINTERS);
  const text = renderedText(bytes, profile);
  if (options.json) {
    io.out(JSON.stringify({ printer: name, text, bytes: bytes.length, warnings }, null, 2));
    return EXIT.done;
  }
  io.out(text);
  io.out(`For ${name}: ${bytes.length} bytes. Nothing was printed.`);
  for (const warning of warnings) io.out(`  but: ${warning}`);
  return EXIT.done;
}
