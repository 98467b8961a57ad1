import assert from "node:assert/strict";
import { backoffMs } from "../../src/agent/backoff.ts";

Deno.test("backoffMs() doubles from a second to a minute", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 8, 1000].map((attempt) => backoffMs(attempt, 0.5)), [
    1_000,
    2_000,
    4_000,
    8_000,
    16_000,
    32_000,
    60_000,
    60_000,
    60_000,
  ]);
});

Deno.test("backoffMs() is spread by a quarter to both sides", () => {
  assert.deepEqual([backoffMs(1, 0), backoffMs(1, 0.999999)], [750, 1250]);
});
