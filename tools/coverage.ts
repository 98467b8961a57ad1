// deno task coverage [PATH …]: runs the tests whose path has one of the words in it (all without one) and says, for each room
// of src, how many lines they ran; then every line of domain and render that none did. dist/coverage.lcov has it all.
import { join, relative } from "node:path";
import { fileOf, summary, uncovered } from "./lcov.ts";

const PROJECT = join(import.meta.dirname ?? "", "..");
const REPORT = join(PROJECT, "dist", "coverage.lcov");
const profile = await Deno.makeTempDir();

async function deno(...args: string[]): Promise<number> {
  return (await new Deno.Command(Deno.execPath(), { args, cwd: PROJECT }).spawn().status).code;
}

const code = await deno("run", "-A", "tests/run.ts", `--coverage=${profile}`, ...Deno.args);
await Deno.mkdir(join(PROJECT, "dist"), { recursive: true });
const made = await deno("coverage", "--lcov", `--output=${REPORT}`, "--include=/src/", profile);
await Deno.remove(profile, { recursive: true });
if (made !== 0) Deno.exit(made);

const files = (await Deno.readTextFile(REPORT)).split("end_of_record").map(fileOf).filter((file) => file !== null)
  .map((file) => ({ ...file, path: relative(PROJECT, file.path) }));
const lines = [...summary(files), "", ...uncovered(files, ["src/domain/", "src/render/"])];
Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
Deno.exit(code);
