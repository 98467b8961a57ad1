import assert from "node:assert/strict";
import { fromWide, toWide } from "../../src/winspool/wide.ts";

Deno.test("toWide() ends with a NUL and keeps surrogate pairs", () => {
  assert.deepEqual([...toWide("ë🍕")], [0xeb, 0xd83c, 0xdf55, 0]);
  assert.deepEqual([...toWide("")], [0]);
});

Deno.test("toWide() cuts at a NUL", () => {
  assert.deepEqual([...toWide("a\0b")], [0x61, 0]);
});

Deno.test("fromWide() gives back what toWide() made, lone surrogates too", () => {
  for (const text of ["", "Kuzhina ë", "🍕🍕", "a\ud800b", "厨房"]) {
    const bytes = new Uint8Array(toWide(text).buffer);
    assert.equal(fromWide(bytes, 0), text);
  }
});

Deno.test("fromWide() reads from an offset and stops at the end when no NUL comes", () => {
  const bytes = new Uint8Array([9, 9, 0x41, 0, 0x42, 0, 0x43]);
  assert.equal(fromWide(bytes, 2), "AB");
  assert.equal(fromWide(bytes, 100), "");
});
