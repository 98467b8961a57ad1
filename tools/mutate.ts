// deno task mutate FILE TESTS [--first N] [--most N]: changes FILE in one place at a time (an operator, a number, a condition)
// and runs TESTS (a file or folder, several with commas between) on each. Says which changes no test noticed, as the changed
// lines. For a person to judge: a test is missing, or the change changes nothing that counts; those are in mutate/judged.ts
// with the reason, and are not tried again. Stryker has no runner for Deno's tests, and what it wants of node_modules is not here.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { JUDGED } from "./mutate/judged.ts";
import { mutantsOf } from "./mutate/mutants.ts";

const PROJECT = join(import.meta.dirname ?? "", "..");
/** A change that makes an endless loop is noticed too. */
const LIMIT_MS = 60_000;

const { values, positionals } = parseArgs({
  args: Deno.args,
  options: { first: { type: "string" }, most: { type: "string" } },
  allowPositionals: true,
});
const [file, tests] = positionals;
const say = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
if (file === undefined || tests === undefined) {
  say("deno task mutate FILE TESTS [--first N] [--most N]");
  Deno.exit(2);
}

// A copy: whoever works on the checkout meanwhile, or stops this in the middle, has nothing to repair.
const copy = await Deno.makeTempDir();
for (
  const name of ["src", "tests", "tools", "main.ts", "deno.json", "deno.lock", ".env.example", "README.md", "docs"]
) {
  await new Deno.Command("cp", { args: ["-r", join(PROJECT, name), copy] }).output();
}

/** Whether the tests are content with the copy as it is. */
async function passes(): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--fail-fast", ...(tests ?? "").split(",")],
    cwd: copy,
    signal: AbortSignal.timeout(LIMIT_MS),
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}

const source = await Deno.readTextFile(join(copy, file));
if (!(await passes())) {
  say(`${tests} do not pass as they are.`);
  Deno.exit(1);
}
const first = Number(values.first ?? 0);
const mutants = mutantsOf(source).slice(first, first + Number(values.most ?? Infinity));
const all = new Set(mutantsOf(source).map(({ becomes }) => becomes));
for (const { becomes } of JUDGED[file] ?? []) if (!all.has(becomes)) say(`${file}: judged and gone: ${becomes}`);
const judged = new Set(JUDGED[file]?.map(({ becomes }) => becomes));
let survivors = 0;
for (const { text, line, from, to, becomes } of mutants) {
  if (judged.has(becomes)) continue;
  await Deno.writeTextFile(join(copy, file), text);
  if (!(await passes())) continue;
  survivors++;
  say(`${file}:${line}: ${from} → ${to}   ${becomes}`);
}
await Deno.remove(copy, { recursive: true });
const equal = mutants.filter(({ becomes }) => judged.has(becomes)).length;
say(`${file}: ${mutants.length} mutants, ${equal} judged to change nothing, ${survivors} survived`);
