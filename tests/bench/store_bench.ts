import { ownJob } from "../../src/domain/own_job.ts";
import type { Job } from "../../src/domain/job.ts";
import type { PrintResponse } from "../../src/domain/outcome.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";

/** What a thousand jobs cost. */
export interface Thousand {
  readonly ms: number;
  /** Of the database and its log afterwards. */
  readonly fileBytes: number;
}

const PRUNE_BATCH = 200;

/**
 * Takes `jobs` (a multiple of 1,000) through a store on disk at `path`: enqueue, claim, settle with bytes, confirm, and
 * prune what is older than `historyJobs`, under a clock that counts jobs. Gives the figures of each thousand.
 */
export function throughStore(path: string, jobs: number, historyJobs = 3_000): Thousand[] {
  const store = new SqliteJobStore(path);
  const thousands: Thousand[] = [];
  try {
    let startMs = performance.now();
    for (let now = 0; now < jobs; now++) {
      oneJob(store, `job-${now}`, now);
      if (now % PRUNE_BATCH === 0) store.prune(now - historyJobs, PRUNE_BATCH);
      if ((now + 1) % 1_000 > 0) continue;
      thousands.push({ ms: performance.now() - startMs, fileBytes: sizeOf(path) + sizeOf(`${path}-wal`) });
      startMs = performance.now();
    }
  } finally {
    store.close();
  }
  return thousands;
}

/** Takes one job through the store, from its arrival to its confirmation. */
export function oneJob(store: SqliteJobStore, id: string, now: number, priority = 0): void {
  store.enqueue({ ...benchJob(id, now), priority }, "KITCHEN");
  store.claim("KITCHEN", now);
  store.settle(id, { kind: "done", stage: "spooled", evidence: "none" }, responseOf(id), now, BYTES);
  const [owed] = store.owedResponses(200);
  if (owed !== undefined) store.responseConfirmed(owed.jobId);
}

const BYTES = new Uint8Array(1_500);

/** A ticket of a kitchen. */
export function benchJob(id: string, receivedAtMs: number): Job {
  return ownJob({
    id,
    type: "text",
    documentName: id,
    data: { content: "x".repeat(800) },
    printerName: "KITCHEN",
    receivedAtMs,
  });
}

function responseOf(id: string): PrintResponse {
  return {
    status: "success",
    message: "Printed on KITCHEN.",
    timestamp: "2026-03-07T21:14:05.000+01:00",
    printer: "KITCHEN",
    job_id: id,
    document_name: id,
    type: "text",
    attempts: 1,
    stage: "spooled",
    evidence: "none",
    warnings: [],
  };
}

function sizeOf(path: string): number {
  try {
    return Deno.statSync(path).size;
  } catch {
    return 0;
  }
}

if (import.meta.main) {
  const path = `${Deno.makeTempDirSync()}/jobs.sqlite`;
  const thousands = throughStore(path, Number(Deno.args[0] ?? 100_000));
  const [first, last] = [thousands[0], thousands.at(-1)];
  const line = (name: string, one: Thousand | undefined) =>
    `${name} thousand: ${one?.ms.toFixed(0)} ms, file ${((one?.fileBytes ?? 0) / 1e6).toFixed(1)} MB\n`;
  const most = thousands.reduce((a, b) => a.fileBytes > b.fileBytes ? a : b);
  Deno.stdout.writeSync(
    new TextEncoder().encode(
      `${line("first", first)}${line("tenth", thousands[9])}${line("largest", most)}${line("last", last)}`,
    ),
  );
}
