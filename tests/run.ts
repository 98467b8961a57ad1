// deno task test [WORD …] [--FLAG …]: sets up what the tests need, then runs the test files whose path has one of the words in
// it (every file without one). Flags go to `deno test`. The last line is "N passed, N failed".
import { join, relative } from "node:path";
import { setUp } from "./setup.ts";
import { tally, verdict } from "./tally.ts";

const TESTS = import.meta.dirname ?? "tests";

async function* testFiles(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* testFiles(path);
    else if (entry.name.endsWith("_test.ts")) yield path;
  }
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

const words = Deno.args.filter((arg) => !arg.startsWith("-"));
const flags = Deno.args.filter((arg) => arg.startsWith("-"));
const files = (await Array.fromAsync(testFiles(TESTS)))
  .filter((path) => words.length === 0 || words.some((word) => relative(TESTS, path).includes(word)))
  .sort();

await setUp((line) => say(`set-up: ${line}`));

const reportFile = await Deno.makeTempFile({ suffix: ".xml" });
// With no file `deno test` would look for some by itself.
const exitCode = files.length === 0 ? 1 : (await new Deno.Command(Deno.execPath(), {
  args: ["test", "--allow-all", `--junit-path=${reportFile}`, ...flags, ...files],
  cwd: join(TESTS, ".."),
  stdin: "null",
}).spawn().status).code;
// Empty when a file did not compile.
const report = await Deno.readTextFile(reportFile);
await Deno.remove(reportFile);

const { line, code } = verdict(tally(report), exitCode, Deno.env.get("CI") === undefined);
say(line);
Deno.exit(code);
