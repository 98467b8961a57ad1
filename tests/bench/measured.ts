import process from "node:process";

/** What a way took: time of the processor, so that it counts for nothing how busy the machine is. */
export interface Measured {
  readonly name: string;
  readonly us: number;
}

/** A way to measure. */
export type Action = readonly [name: string, action: () => unknown];

/** How thoroughly: machines are slower at times, so each way is measured in each of the rounds. */
export const PACE = {
  rounds: 13,
  roundMs: 30,
  /** Until V8 has compiled what there is to compile. */
  warmUpMs: 300,
};

/**
 * The time of each way: of the rounds' means, collecting of garbage included, the one that a quarter of the rounds stay under.
 * The others are slower for what else the machine does, which empties the processor's caches.
 */
export async function measured(actions: readonly Action[], pace = PACE): Promise<Measured[]> {
  const ways = [];
  for (const [name, action] of actions) {
    const once = await usOf(action, await runsWithin(action, pace.warmUpMs));
    ways.push({ name, action, runs: Math.ceil(pace.roundMs * 1_000 / once), means: [] as number[] });
  }
  for (let round = 0; round < pace.rounds; round++) {
    for (const { action, runs, means } of ways) means.push(await usOf(action, runs));
  }
  return ways.map(({ name, means }) => ({ name, us: quartileOf(means) }));
}

/** How often `action` runs in so many ms. */
async function runsWithin(action: () => unknown, ms: number): Promise<number> {
  const end = performance.now() + ms;
  let runs = 0;
  do {
    await action();
    runs++;
  } while (performance.now() < end);
  return runs;
}

async function usOf(action: () => unknown, runs: number): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const result = action();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return Math.max(0.1, (user + system) / runs);
}

function quartileOf(values: readonly number[]): number {
  return Math.round((values.toSorted((a, b) => a - b)[values.length >> 2] ?? NaN) * 10) / 10;
}
