import { ownJob } from "../domain/own_job.ts";
import { localMinute } from "../check/daily.ts";
import type { Finding } from "../check/finding.ts";
import { slip } from "../check/paper.ts";
import type { Settings } from "../config.ts";
import type { Job } from "../domain/job.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import type { Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { NAME, VERSION } from "../version.ts";
import { choosePrinter, printOnce } from "./print_once.ts";
import { CLOCK } from "./wire.ts";

/** How the slip came out. */
export type SlipResult = Pick<PrintResponse, "status" | "message" | "printer">;

/** Puts the findings on paper: on the printer of that name, or the default one. Never throws. */
export async function printSlip(
  findings: readonly Finding[],
  printer: string | null,
  settings: Settings,
  printers: Printers,
): Promise<SlipResult> {
  const head = { program: `${NAME} ${VERSION}`, time: localMinute(Date.now()), client: settings.username };
  try {
    const { config } = printer === null
      ? { config: settings.defaultPrinter }
      : await choosePrinter(printer, { type: "text", printerName: null }, settings, printers);
    const { status, message, printer: name } = await printOnce(slipJob(), config, printers, {
      document: () => slip(findings, head),
    });
    return { status, message, printer: name };
  } catch (error) {
    return {
      status: "error",
      message: PrintError.from(error).sentence,
      printer: printer ?? settings.defaultPrinter.name,
    };
  }
}

function slipJob(): Job {
  return ownJob({
    id: crypto.randomUUID(),
    type: "text",
    documentName: "Check",
    data: {},
    receivedAtMs: CLOCK.nowMs(),
  });
}
