import assert from "node:assert/strict";
import { ATTRIBUTE, troubles } from "../../src/winspool/status_words.ts";

Deno.test("troubles() reads 0x400 as offline in the attributes and as nothing in the status", () => {
  assert.deepEqual(troubles({ attributes: ATTRIBUTE.WORK_OFFLINE, status: 0 }), ["offline"]);
  assert.deepEqual(troubles({ attributes: 0, status: 0x400 }), []);
});

Deno.test("troubles() names every bit once", () => {
  const both = troubles({ attributes: ATTRIBUTE.WORK_OFFLINE, status: 0x80 | 0x10 | 0x400000 });
  assert.deepEqual(both, ["out of paper", "offline", "cover open"]);
});

Deno.test("troubles() is empty when the queue only works", () => {
  assert.deepEqual(troubles({ attributes: 0, status: 0x200 | 0x400 | 0x4000 | 0x10000 }), []);
});
