/*
 * One start of the program with one job, on the fake winspool.drv: what a test runs, and what it kills. As a program:
 * one_job.ts LIBRARY DATABASE, the fake's script being the file of WINSPOOL_FAKE_SCRIPT.
 */
import { ownJob } from "../../src/domain/own_job.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Clock, Printer } from "../../src/domain/ports.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { Spooler } from "../../src/winspool/spooler.ts";
import { printerConfig } from "../fakes.ts";
import { makeAgent } from "../agent/running_agent.ts";

const CLOCK: Clock = {
  nowMs: Date.now,
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The job. */
export const JOB: Job = ownJob({
  id: "order-41",
  type: "text",
  documentName: "Order 41",
  data: { content: "2 x byrek\n1 x boza" },
  receivedAtMs: 0,
});

/**
 * Stores the job unless it is known, prints what waits on the printer "Kitchen" and ends when a response is owed. The
 * backend is away all the while.
 */
export async function printOneJob(libraryPath: string, databasePath: string): Promise<void> {
  const store = new SqliteJobStore(databasePath);
  const spooler = new Spooler({ clock: CLOCK, libraryPath });
  const kitchen = printerConfig("Kitchen");
  const agent = makeAgent({
    settings: { printers: [kitchen], defaultPrinter: kitchen },
    store,
    printers: { installed: () => spooler.installed(), open: () => uncounted(spooler.open("Kitchen")) },
    clock: CLOCK,
  });
  store.enqueue({ ...JOB, receivedAtMs: Date.now() }, "Kitchen");
  await agent.start();
  while (store.owedResponses(1).length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await agent.stop();
  await spooler.close();
}

// Looks at the printer's state come at any time, and make calls that nobody could count.
function uncounted(printer: Printer): Printer {
  return {
    print: (document) => printer.print(document),
    check: () => printer.check(),
    holds: async (jobId) => await printer.holds?.(jobId) ?? false,
    follow: (spoolJobId, learn) => printer.follow?.(spoolJobId, learn) ?? (() => {}),
    close: () => printer.close(),
  };
}

if (import.meta.main) {
  const [libraryPath = "", databasePath = ""] = Deno.args;
  // Held open for as long as the process lives: a worker that ends would else take the fake's count of calls with it.
  const held = Deno.dlopen(libraryPath, {});
  await printOneJob(libraryPath, databasePath);
  held.close();
}
