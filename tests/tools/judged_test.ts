import { deepEqual } from "node:assert/strict";
import { join } from "node:path";
import { JUDGED } from "../../tools/mutate/judged.ts";
import { mutantsOf } from "../../tools/mutate/mutants.ts";

const PROJECT = join(import.meta.dirname ?? "", "..", "..");

Deno.test("what was judged of a file is still a change of it", async (t) => {
  for (const [file, judged] of Object.entries(JUDGED)) {
    await t.step(file, async () => {
      const changes = mutantsOf(await Deno.readTextFile(join(PROJECT, file))).map(({ becomes }) => becomes);
      deepEqual(judged.map(({ becomes }) => becomes).filter((becomes) => !changes.includes(becomes)), []);
    });
  }
});
