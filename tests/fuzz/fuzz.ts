// deno task fuzz [MINUTES] [--seed N] [--target NAME]: new cases for every input of the program, as long as asked (an hour
// when nothing is said). Each case that fails is made small and kept in tests/fuzz/corpus, from where the tests try it for
// ever; exit code 1 then. The seed is printed: with it the same cases come again.
import { parseArgs } from "node:util";
import { TARGETS } from "./all_targets.ts";
import { fromText, keep } from "./corpus.ts";
import type { Round, Said } from "./fuzz_worker.ts";

/** A case that takes longer than this has no end. */
const HANG_MS = 120_000;
/** A worker is started anew beyond this, so that what the libraries keep does not add up. */
const ROUNDS_OF_A_WORKER = 100;
const MAX_MB = 2_500;

const { values, positionals } = parseArgs({
  args: Deno.args,
  options: { seed: { type: "string" }, target: { type: "string" } },
  allowPositionals: true,
});
const minutes = Number(positionals[0] ?? 60);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000);
const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
const say = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
if (!(minutes > 0) || !Number.isSafeInteger(firstSeed) || targets.length === 0) {
  say(`deno task fuzz [MINUTES] [--seed N] [--target ${TARGETS.map(({ name }) => name).join("|")}]`);
  Deno.exit(2);
}

interface RoundResult {
  readonly cases: number;
  readonly input: string;
  /** `null` when nothing failed. */
  readonly reason: string | null;
}

/** One round in `worker`; a case without an end fails too. */
function runRound(worker: Worker, round: Round): Promise<RoundResult> {
  const { promise, resolve } = Promise.withResolvers<RoundResult>();
  let [cases, input] = [0, "null"];
  let heardMs = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - heardMs > HANG_MS) resolve({ cases, input, reason: `no end within ${HANG_MS} ms` });
  }, 1_000);
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
    heardMs = performance.now();
    if (data.kind === "done") {
      resolve({ cases, input: data.failure?.input ?? "null", reason: data.failure?.reason ?? null });
    } else if (data.kind === "about") {
      cases++;
      input = data.input;
    }
  };
  worker.onerror = (event) => {
    event.preventDefault();
    resolve({ cases, input, reason: `the worker ended: ${event.message}` });
  };
  worker.postMessage(round);
  return promise.finally(() => clearInterval(watch));
}

/** A worker that has loaded the program. */
function newWorker(): Promise<Worker> {
  const worker = new Worker(new URL("./fuzz_worker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve) => worker.onmessage = () => resolve(worker));
}

const endMs = performance.now() + minutes * 60_000;
const tally = new Map(targets.map(({ name }) => [name, { cases: 0, failures: 0, ms: 0 }]));
const seen = new Set<string>();
let worker = await newWorker();
let failures = 0;
say(`seed ${firstSeed}, ${minutes} minutes`);
for (let round = 0; performance.now() < endMs; round++) {
  // What takes least so far comes next: every input gets the same time.
  const [target] = targets.toSorted((a, b) => (tally.get(a.name)?.ms ?? 0) - (tally.get(b.name)?.ms ?? 0));
  const count = tally.get(target?.name ?? "");
  if (target === undefined || count === undefined) break;
  const startMs = performance.now();
  const result = await runRound(worker, {
    target: target.name,
    seed: firstSeed + round,
    runs: Math.ceil(target.runs / 2),
  });
  count.ms += performance.now() - startMs;
  count.cases += result.cases;
  const megabytes = Deno.memoryUsage().rss / 1e6;
  const reason = result.reason ?? (megabytes > MAX_MB ? `${megabytes.toFixed(0)} MB of memory` : null);
  if (reason !== null) {
    count.failures++;
    failures++;
    const key = `${target.name} ${reason.split("\n").slice(0, 2).join(" ")}`;
    if (!seen.has(key)) {
      say(
        `${target.name}, seed ${firstSeed + round}: ${reason}\n  kept in ${keep(target.name, fromText(result.input))}`,
      );
    }
    seen.add(key);
  }
  if (reason !== null || round % ROUNDS_OF_A_WORKER === ROUNDS_OF_A_WORKER - 1) {
    worker.terminate();
    worker = await newWorker();
  }
}
worker.terminate();
for (const [name, { cases, failures, ms }] of tally) {
  say(
    `${name.padEnd(10)} ${String(cases).padStart(9)} cases ${
      (ms / 1_000).toFixed(0).padStart(6)
    } s ${failures} failures`,
  );
}
say(failures === 0 ? "nothing failed" : `${failures} rounds failed, for ${seen.size} different reasons`);
Deno.exit(failures === 0 ? 0 : 1);
