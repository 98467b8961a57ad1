import assert from "node:assert/strict";
import { hasPaper, type Question, troubleOf } from "../../src/tcp/device_state.ts";

Deno.test("troubleOf() says what keeps a printer from printing", async (t) => {
  const rows: [string, [Question, number][], string | null][] = [
    ["nothing is known", [], null],
    ["ready", [[1, 0x12], [2, 0x12], [3, 0x12], [4, 0x12]], null],
    ["drawer signal high", [[1, 0x16]], null],
    ["paper near its end", [[1, 0x12], [4, 0x1e]], null],
    ["paper out by its sensor", [[1, 0x12], [4, 0x72]], "paper out"],
    ["one bit of the paper sensor's two", [[4, 0x32]], null],
    ["stopped for want of paper", [[1, 0x1a], [2, 0x32]], "paper out"],
    ["cover open, which lifts the paper too", [[1, 0x1a], [2, 0x36], [4, 0x72]], "cover open"],
    ["cutter", [[1, 0x1a], [2, 0x52], [3, 0x1a]], "cutter jammed"],
    ["fault", [[2, 0x52], [3, 0x32]], "printer fault"],
    ["too hot", [[2, 0x52], [3, 0x52]], "print head too hot"],
    ["error of an unknown kind", [[1, 0x1a], [2, 0x52], [3, 0x12]], "printer error"],
    ["paper feed button", [[1, 0x1a], [2, 0x1a]], "paper is being fed"],
    ["offline and no more said", [[1, 0x1a]], "offline"],
  ];
  for (const [name, answers, words] of rows) {
    await t.step(name, () => assert.equal(troubleOf(new Map(answers))?.words ?? null, words));
  }
});

Deno.test("hasPaper() reads the paper end sensor, not the near end sensor", () => {
  assert.deepEqual([0x00, 0x03, 0x60, 0x0c, 0x0f].map(hasPaper), [true, true, true, false, false]);
});
