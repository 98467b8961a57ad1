import assert from "node:assert/strict";
import fc from "fast-check";
import { redialDelayMs } from "../../src/socketio/backoff.ts";

Deno.test("redialDelayMs() doubles from the base up to 30 s when no chance is involved", () => {
  const delays = (random: number) =>
    [1, 2, 3, 4, 5, 6, 7, 50].map((redial) => redialDelayMs(redial, 1_000, () => random));
  assert.deepEqual(delays(0), [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
  assert.deepEqual(delays(0.999999), [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
});

Deno.test("redialDelayMs() stays between the base and 30 s, and still spreads, for any setting", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 120_000 }),
    (redial, baseMs) => {
      const least = redialDelayMs(redial, baseMs, () => 0);
      const most = redialDelayMs(redial, baseMs, () => 0.999999);
      assert.ok(least >= baseMs && most <= Math.max(30_000, baseMs * 1.5) && most >= least * 1.49, `${least} ${most}`);
    },
  ));
});
