import { prepare } from "../agent/prepare.ts";
import { ending } from "../agent/responses.ts";
import { type Choice, chosenOf, namedPrinter, route } from "../agent/router.ts";
import { resolve } from "node:path";
import type { Settings } from "../config.ts";
import { drawable } from "../config/drawable.ts";
import { parsePrinterSpec } from "../config/printer_spec.ts";
import type { TicketHistory } from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import type { PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import type { Composer } from "../template/engine.ts";
import { PAINTERS } from "./wire.ts";

/**
 * The printer a person means: an alias, an installed printer or an address such as `tcp://192.168.1.50`; without a
 * name, the one that the job would go to. Says why it is that one. Throws a PrintError when there is none.
 */
export async function choosePrinter(
  name: string | null,
  job: Pick<Job, "type" | "printerName">,
  settings: Settings,
  printers: Printers,
): Promise<Choice> {
  const installed = () => printers.installed();
  if (name === null) return await route(job, settings, installed);
  const why = "--printer asks for it";
  if (/^(tcp:|folder:)/i.test(name)) {
    const address = parsePrinterSpec(name, (path) => resolve(path));
    if (!("wrong" in address)) return { config: { name, address, ...drawable(chosenOf(settings), address) }, why };
    throw new PrintError("printer_not_found", `--printer ${shown(name)}: ${address.wrong}.`, { hint: address.remedy });
  }
  return { config: await namedPrinter(name, settings, installed), why };
}

/** Prints one job here and now, without the spool: one try, and the response a backend would get. `notices` stand at the head. */
export async function printOnce(
  job: Job,
  config: PrinterConfig,
  printers: Printers,
  composer: Pick<Composer, "document">,
  notices: readonly string[] = [],
  history?: TicketHistory,
): Promise<PrintResponse> {
  const printer = printers.open(config);
  const claimed = { job, attempts: 1, doubts: 0, repeatOfMs: null, diverted: null };
  try {
    const { bytes, warnings } = await prepare(
      job,
      config.profile,
      (job, paper) => composer.document(job, paper, history),
      PAINTERS,
      notices,
    );
    const receipt = await printer.print({ jobId: job.id, title: job.documentName, bytes });
    const outcome = { kind: "done", stage: receipt.stage, evidence: receipt.evidence } as const;
    return ending(claimed, receipt.printer, outcome, warnings, Date.now());
  } catch (thrown) {
    const { code, sentence: message, retry } = PrintError.from(thrown);
    const kind = retry === "uncertain" ? "uncertain" : "failed";
    return ending(claimed, config.name, { kind, code, message }, [], Date.now());
  } finally {
    await printer.close();
  }
}
