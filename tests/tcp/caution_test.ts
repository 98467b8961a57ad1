import assert from "node:assert/strict";
import { Caution } from "../../src/tcp/caution.ts";

Deno.test("Caution.isDue is false only when the last document went well within a minute", () => {
  let nowMs = 1_000;
  const caution = new Caution(() => nowMs);
  assert.ok(caution.isDue);
  caution.wentWell();
  assert.ok(!caution.isDue);
  nowMs += 60_000;
  assert.ok(!caution.isDue);
  nowMs += 1;
  assert.ok(caution.isDue);
  caution.wentWell();
  caution.wentWrong({ hungUp: false });
  assert.ok(caution.isDue);
  caution.wentWell();
  assert.ok(!caution.isDue);
});

Deno.test("Caution.isDue stays true when the printer once hung up", () => {
  const caution = new Caution(() => 0);
  caution.wentWrong({ hungUp: true });
  caution.wentWell();
  assert.ok(caution.isDue);
});

Deno.test("Caution.isTrusted is true after 20 documents in a row, until something goes wrong or a minute passes", () => {
  let nowMs = 0;
  const caution = new Caution(() => nowMs);
  caution.wentWell(19);
  assert.ok(!caution.isTrusted);
  caution.wentWell();
  assert.ok(caution.isTrusted);
  nowMs = 60_001;
  assert.ok(!caution.isTrusted);
  caution.wentWell();
  assert.ok(caution.isTrusted);
  caution.wentWrong({ hungUp: false });
  caution.wentWell();
  assert.ok(!caution.isTrusted);
});
