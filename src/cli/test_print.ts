import type { Settings } from "../config.ts";
import { testPage } from "../agent/test_page.ts";
import type { Job } from "../domain/job.ts";
import type { PrinterConfig, Printers } from "../domain/ports.ts";
import { VERSION } from "../version.ts";
import { PrintError } from "../domain/print_error.ts";
import { EXIT } from "./exit_code.ts";
import { withGuesses } from "./guess_profiles.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import { showResponse } from "./print_file.ts";
import { shopComposer } from "./shop.ts";
import { choosePrinter, printOnce } from "./print_once.ts";
import { CLOCK } from "./wire.ts";

/** `--test-print`: prints a page that shows width, characters, styles and codes. */
export async function testPrint(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const { config } = await choosePrinter(options.printer, { type: "text", printerName: null }, settings, printers);
  const composer = await shopComposer(io, settings);
  const code = showResponse(io, await printOnce(pageOf(config), config, printers, composer), options.json);
  if (code === EXIT.done && !options.json) {
    io.out(
      "Look at the paper: the ruler fills the line, and ë ç € are right. If not, --calibrate finds out what is.",
    );
  }
  return code;
}

/** Prints a test page on the printer of an alias; gives what went wrong, as a sentence, or `null`. */
export async function testPageOn(
  io: Pick<Io, "err">,
  settings: Settings,
  alias: string,
  printers: Printers,
): Promise<string | null> {
  try {
    const known = await withGuesses(settings, printers, CLOCK);
    const { config } = await choosePrinter(alias, { type: "text", printerName: null }, known, printers);
    const composer = await shopComposer(io, known);
    const { status, message } = await printOnce(pageOf(config), config, printers, composer);
    return status === "success" ? null : message;
  } catch (error) {
    return PrintError.from(error).sentence;
  }
}

function pageOf(config: PrinterConfig): Job {
  return testPage(config, { id: crypto.randomUUID(), version: VERSION, nowMs: CLOCK.nowMs(), wallMs: Date.now() });
}
