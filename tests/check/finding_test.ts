import assert from "node:assert/strict";
import { carryOut, fail, note, ok, type Probe, thingsToDo, verdict } from "../../src/check/finding.ts";
import { FakeClock } from "../fakes.ts";

const probe = (name: string, look: Probe["look"], more: Partial<Probe> = {}): Probe => ({
  name,
  unanswered: "fail",
  look,
  ...more,
});

Deno.test("carryOut() gives the findings in the order of the probes, whichever is ready first", async () => {
  const slow = Promise.withResolvers<void>();
  const told: string[] = [];
  const all = carryOut(
    [
      probe("slow", async () => (await slow.promise, [ok("slow", "at last")])),
      probe("nothing", () => []),
      probe("quick", () => [note("quick", "a"), ok("quick", "b")]),
    ],
    new FakeClock(),
    (finding) => told.push(finding.message),
  );
  slow.resolve();
  assert.deepEqual((await all).map(({ message }) => message), ["at last", "a", "b"]);
  assert.deepEqual(told, ["at last", "a", "b"]);
});

Deno.test("carryOut() gives up on a look that hangs, and keeps the others", async () => {
  const clock = new FakeClock();
  const hangs = () => new Promise<never>(() => {});
  const all = carryOut(
    [
      probe("spooler", hangs),
      probe("task", hangs, { unanswered: "note", limitMs: 2_000 }),
      probe("fine", () => [ok("fine", "yes")]),
    ],
    clock,
  );
  await clock.advance(4_999);
  let isOver = false;
  void all.then(() => isOver = true);
  await clock.advance(0);
  assert.ok(!isOver);
  await clock.advance(1);
  assert.deepEqual((await all).map(({ name, kind, message }) => [name, kind, message.split(".")[0]]), [
    ["spooler", "fail", "no answer within 5 s"],
    ["task", "note", "no answer within 2 s"],
    ["fine", "ok", "yes"],
  ]);
});

Deno.test("carryOut() makes a finding of what a look throws, at once or later", async () => {
  const all = await carryOut([
    probe("now", () => {
      throw new Error("no rights");
    }),
    probe("later", () => Promise.reject(new Error("gone")), { unanswered: "note" }),
  ], new FakeClock());
  assert.deepEqual(all, [
    fail("now", "cannot be looked at: no rights"),
    note("later", "cannot be looked at: gone"),
  ]);
});

Deno.test("verdict() counts what is to do, and not what is only worth knowing", () => {
  const cases = [
    [[ok("a", ""), note("b", "")], "Ready to print."],
    [[fail("a", ""), ok("b", "")], "Not ready: 1 thing to do."],
    [[fail("a", ""), note("c", ""), fail("b", "")], "Not ready: 2 things to do."],
  ] as const;
  for (const [findings, expected] of cases) assert.equal(verdict(findings), expected);
  assert.equal(thingsToDo(cases[2][0]), 2);
});
