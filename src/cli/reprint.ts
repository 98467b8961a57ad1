import { historyOf } from "../agent/ticket_history.ts";
import type { Settings } from "../config.ts";
import type { TicketHistory } from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import { PrintError } from "../domain/print_error.ts";
import { shown } from "../domain/printable.ts";
import type { Printers } from "../domain/ports.ts";
import { SqliteJobStore } from "../sqlite/job_store.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import { showResponse } from "./print_file.ts";
import { choosePrinter, printOnce } from "./print_once.ts";
import { shopComposer } from "./shop.ts";
import { databasePath } from "./wire.ts";

/**
 * `--reprint JOB_ID`: prints a job of the history again because a person asked for it, with `COPY 2` (3, …) at its head
 * and the drawer shut. Works beside a running client; the backend hears nothing of it.
 */
export async function reprint(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const { job, copy, history } = counted(databasePath(settings), options.job);
  const composer = await shopComposer(io, settings);
  const { config } = await choosePrinter(options.printer, job, settings, printers);
  const paper = { ...job, openDrawer: false, copies: 1 };
  return showResponse(io, await printOnce(paper, config, printers, composer, [`COPY ${copy}`], history), options.json);
}

function counted(database: string, wanted: string): { job: Job; copy: number; history: TicketHistory | undefined } {
  const missing = new PrintError("document_invalid", `There is no job ${shown(wanted)} that was printed.`, {
    hint:
      "Its job_id stands in the log and in print_response; jobs are kept for HISTORY_DAYS. One that still waits is " +
      "printed by the running client.",
  });
  // Not created here: a new file would hide a wrong DATA_DIR.
  if (!isThere(database)) throw missing;
  const store = new SqliteJobStore(database);
  try {
    const found = store.copy(wanted.toLowerCase() === "last" ? null : wanted);
    if (found === null) throw missing;
    // As on its first paper; a comparison that cannot be had is no reason to print nothing.
    return { ...found, history: historyOf(found.job, found.lane, store, () => {}) };
  } finally {
    store.close();
  }
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
