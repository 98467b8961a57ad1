import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { benchJob, oneJob } from "./store_bench.ts";

/** What one job costs in the store, when so many others are there. */
export interface ScaleCost {
  readonly name: string;
  readonly usPerJob: number;
}

const SAMPLE = 300;

/** Enqueue, claim, settle and confirm of one job beside others that wait in another lane, and beside a history. */
export function measureScale(): ScaleCost[] {
  return [
    costBeside("10 waiting", 10, 0),
    costBeside("1,000 waiting", 1_000, 0),
    costBeside("100,000 waiting", 100_000, 0),
    costBeside("a history of 100,000", 0, 100_000),
  ];
}

/** Jobs of the same lane stand behind: priority puts the measured one at the head. */
function costBeside(name: string, waiting: number, history: number): ScaleCost {
  const folder = Deno.makeTempDirSync();
  const store = new SqliteJobStore(`${folder}/jobs.sqlite`);
  try {
    store.together(() => {
      for (let n = 0; n < waiting; n++) store.enqueue(benchJob(`w-${n}`, n), "KITCHEN");
      for (let n = 0; n < history; n++) oneJob(store, `h-${n}`, n);
    });
    const times = Float64Array.from({ length: SAMPLE }, (_, n) => {
      const startMs = performance.now();
      oneJob(store, `m-${n}`, 1_000_000 + n, 9);
      return performance.now() - startMs;
    }).sort();
    return { name, usPerJob: Math.round((times[SAMPLE >> 1] ?? NaN) * 1_000) };
  } finally {
    store.close();
    Deno.removeSync(folder, { recursive: true });
  }
}
