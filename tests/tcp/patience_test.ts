import assert from "node:assert/strict";
import { Patience } from "../../src/tcp/patience.ts";

Deno.test("Patience.ms is short when the thing was missed twice in a row, and full again when it came", () => {
  const patience = new Patience(2_000, 200);
  const told = [false, true, false, false, false, true, false].map((hasCome) => {
    patience.learn(hasCome);
    return patience.ms;
  });
  assert.deepEqual(told, [2_000, 2_000, 2_000, 200, 200, 2_000, 2_000]);
});

Deno.test("Patience.ms is never longer when it is short", () => {
  const patience = new Patience(40, 200);
  for (const hasCome of [false, false]) patience.learn(hasCome);
  assert.equal(patience.ms, 40);
});
