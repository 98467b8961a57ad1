import assert from "node:assert/strict";
import { printable, shown } from "../../src/domain/printable.ts";

Deno.test("printable() shows control characters as spaces and folds them", () => {
  assert.equal(printable("Order\u001b[2J\r\n\u0007 12"), "Order [2J 12");
  assert.equal(printable("a\r\nb"), "a b");
  assert.equal(printable("a\u202eb\u2066c\u2028d\u009be"), "a b c d e");
});

Deno.test("printable() keeps letters of every script and emoji whole", () => {
  for (const text of ["Tiranë çaj €", "مرحبا", "日本語", "👩‍🍳"]) assert.equal(printable(text), text);
});

Deno.test("printable() cuts long text with an ellipsis and never in half of a character", () => {
  assert.equal(printable("x".repeat(300)).length, 200);
  assert.equal(printable("ab😀", 4), "ab😀");
  assert.equal(printable("ab😀d", 4), "ab…");
});

Deno.test("printable() repairs lone surrogates", () => {
  assert.equal(printable("a\ud800b"), "a\ufffdb");
});

Deno.test("shown() describes any value in a few characters", async (t) => {
  const cases: [unknown, string][] = [
    ['a"b', '"a\\"b"'],
    [5, "5"],
    [null, "null"],
    [undefined, "nothing"],
    [[1], "a list"],
    [{}, "an object"],
    [NaN, "NaN"],
  ];
  for (const [value, expected] of cases) await t.step(expected, () => assert.equal(shown(value), expected));
});
