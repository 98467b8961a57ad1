import assert from "node:assert/strict";
import fc from "fast-check";
import { TARGETS } from "./all_targets.ts";
import { corpusOf, fromText, keep, toText } from "./corpus.ts";
import { checkOnce, runTarget } from "./run_target.ts";
import { anyTarget, expect } from "./target.ts";
import { closeXml } from "./targets/byte_targets.ts";

/** Always the same cases, so that a red run is the fault of the change that it is a run of. */
const SEED = 20_260_307;
/** What all the cases of one target may leave in memory. */
const MAX_LEFT_MB = 700;

for (const target of TARGETS) {
  Deno.test(`whatever comes as ${target.name} is taken or refused, in bounded time and memory`, async (t) => {
    for (const { name, input } of corpusOf(target.name)) {
      await t.step(`corpus ${name}`, () => checkOnce(target, input));
    }
    await t.step(`${target.runs} cases`, async () => {
      const before = Deno.memoryUsage().rss;
      const failure = await runTarget(target, SEED, target.runs);
      assert.equal(
        failure,
        null,
        failure === null ? "" : `${failure.reason}\n${toText(failure.input).slice(0, 2_000)}`,
      );
      const leftMb = (Deno.memoryUsage().rss - before) / 1e6;
      assert.ok(leftMb < MAX_LEFT_MB, `${leftMb.toFixed(0)} MB more`);
    });
    await closeXml();
  });
}

Deno.test("runTarget() finds the smallest input that fails, and the same one each time", async () => {
  const target = anyTarget<number>({
    name: "small numbers",
    runs: 1_000,
    inputs: fc.integer({ min: 0, max: 100_000 }),
    check: (number) => expect(number < 777, "too large"),
  });
  const failure = await runTarget(target, 5, target.runs);
  assert.equal(failure?.input, 777);
  assert.match(failure?.reason ?? "", /too large/);
  assert.deepEqual((await runTarget(target, 5, target.runs))?.input, 777);
});

Deno.test("checkOnce() fails when the program changes what it is given", async () => {
  const target = anyTarget<number[]>({
    name: "lists",
    runs: 1,
    inputs: fc.constant([]),
    check: (all) => void all.push(1),
  });
  await assert.rejects(checkOnce(target, []), /the input was changed/);
});

Deno.test("keep() and corpusOf() give an input back as it was", () => {
  const folder = Deno.makeTempDirSync();
  const inputs = [
    JSON.parse('{"__proto__":{"a":1},"b":["\\ud800",-0]}'),
    Uint8Array.of(0, 27, 255),
    { bytes: Uint8Array.of(1), number: NaN, text: "\u0000\u202e" },
  ];
  for (const input of inputs) keep("thing", input, folder);
  const kept = corpusOf("thing", folder).map(({ input }) => input);
  for (const input of inputs) assert.ok(kept.some((each) => toText(each) === toText(input)));
  assert.deepEqual(fromText(toText(Infinity)), Infinity);
  assert.deepEqual(corpusOf("nothing", folder), []);
  Deno.removeSync(folder, { recursive: true });
});
