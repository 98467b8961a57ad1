// deno run -A tests/end_to_end/chaos/long.ts [SEEDS] [FIRST_SEED]: the long chaos run, 2,000 jobs with 100 kills of the
// client and 10 of the backend for each seed. Prints a line for every seed; exit code 1 when a sum is not exact.
import { chaos } from "./chaos.ts";

const [seeds = 20, first = 1] = Deno.args.map(Number);
const say = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
let failed = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const { summary, problems, folder } = await chaos({ seed, jobs: 2_000, kills: 100, restarts: 10, say });
  say(summary);
  for (const problem of problems.slice(0, 40)) say(`  ${problem}`);
  if (problems.length > 0) say(`  the files are in ${folder}`);
  failed += problems.length > 0 ? 1 : 0;
}
say(`${seeds - failed} of ${seeds} seeds exact`);
Deno.exit(failed === 0 ? 0 : 1);
