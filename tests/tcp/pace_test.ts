import assert from "node:assert/strict";
import { Pace } from "../../src/tcp/pace.ts";

Deno.test("Pace.atOnce doubles up to what fits into a moment, and is 1 again when something broke", () => {
  const pace = new Pace();
  assert.equal(pace.atOnce, 1);
  pace.took(1, 2);
  assert.equal(pace.atOnce, 2);
  for (const documents of [2, 4, 8, 16, 32]) pace.took(documents, documents);
  assert.equal(pace.atOnce, 32);
  pace.took(32, 400);
  assert.equal(pace.atOnce, 4);
  pace.broke();
  assert.equal(pace.atOnce, 1);
});

Deno.test("Pace.atOnce stays 1 when one document alone takes long", () => {
  const pace = new Pace();
  pace.took(1, 700);
  assert.equal(pace.atOnce, 1);
});
