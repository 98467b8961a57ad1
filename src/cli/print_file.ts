import type { Settings } from "../config.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import type { Printers } from "../domain/ports.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { readJobFile } from "./job_file.ts";
import type { Options } from "./options.ts";
import { shopComposer } from "./shop.ts";
import { choosePrinter, printOnce } from "./print_once.ts";

/** `--print FILE`: prints the job of a file and says how it went. */
export async function printFile(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const composer = await shopComposer(io, settings);
  const job = await readJobFile(options.file, settings, composer.types);
  const { config } = await choosePrinter(options.printer, job, settings, printers);
  return showResponse(io, await printOnce(job, config, printers, composer), options.json);
}

/** Shows how a print went, as a sentence or as JSON; gives the exit code. */
export function showResponse(io: Io, response: PrintResponse, json: boolean): number {
  const isDone = response.status === "success";
  if (json) io.out(JSON.stringify(response, null, 2));
  else if (isDone) {
    io.out(`"${response.document_name}": ${response.message}`);
    for (const warning of response.warnings) io.out(`  but: ${warning}`);
  } else io.err(response.message);
  return isDone ? EXIT.done : EXIT.failed;
}
