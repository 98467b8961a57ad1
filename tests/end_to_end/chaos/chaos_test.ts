import assert from "node:assert/strict";
import { chaos } from "./chaos.ts";

Deno.test("jobs come out once, or again with the banner, when client and backend are killed and printers break off", async () => {
  const seed = Number(Deno.env.get("CHAOS_SEED") ?? Date.now() % 1_000_000);
  const say = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
  const { problems, summary, folder } = await chaos({ seed, jobs: 150, kills: 8, restarts: 2 });
  say(summary);
  assert.deepEqual(problems, [], `CHAOS_SEED=${seed} has it again; files in ${folder}`);
});
