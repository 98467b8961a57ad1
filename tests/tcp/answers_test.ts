import assert from "node:assert/strict";
import { AnswerReader } from "../../src/tcp/answers.ts";

function heard(bytes: readonly number[]): { kinds: string[]; isNoisy: boolean } {
  const reader = new AnswerReader();
  const kinds = bytes.map((byte) => reader.read(byte)).filter((kind) => kind !== null);
  return { kinds, isNoisy: reader.isNoisy };
}

Deno.test("AnswerReader.read() tells answers from what else a printer sends", async (t) => {
  const rows: [string, number[], string[], boolean][] = [
    ["DLE EOT, all well", [0x12], ["real-time"], false],
    ["DLE EOT, drawer signal high", [0x16], ["real-time"], false],
    ["DLE EOT, every free bit on", [0x7e], ["real-time"], false],
    ["GS r, paper", [0x00], ["in-turn"], false],
    ["GS r, paper near its end", [0x03], ["in-turn"], false],
    ["GS r, no paper", [0x0f], ["in-turn"], false],
    ["GS r, undefined bits on", [0x60], ["in-turn"], false],
    ["XON and XOFF", [0x11, 0x13], [], false],
    ["automatic status", [0x10, 0x00, 0x00, 0x00], [], false],
    ["automatic status, cover open and no paper", [0x38, 0x00, 0x0c, 0x0f], [], false],
    ["an answer after an automatic status", [0x14, 0, 0, 0, 0x00], ["in-turn"], false],
    ["an answer within an automatic status", [0x14, 0, 0x12, 0, 0, 0x03], ["real-time", "in-turn"], false],
    ["flow control within an automatic status", [0x10, 0, 0x13, 0, 0], [], false],
    ["bit 7 on", [0x92], [], true],
    ["one bit of a sensor's two", [0x01], [], true],
    ["bits 0 and 1 as in no answer", [0x1f], [], true],
    ["text", [..."Hello"].map((letter) => letter.charCodeAt(0)), ["in-turn", "in-turn", "in-turn"], true],
  ];
  for (const [name, bytes, kinds, isNoisy] of rows) {
    await t.step(name, () => assert.deepEqual(heard(bytes), { kinds, isNoisy }));
  }
});
