import assert from "node:assert/strict";
import { unknownFields } from "../../src/domain/unknown_fields.ts";

Deno.test("unknownFields() survives objects in objects without end, and tells of those above", () => {
  let deep: Record<string, unknown> = { last: 1 };
  for (let level = 0; level < 20_000; level++) deep = { deep };
  const found = unknownFields("print_request", { data: { type: "menu", menu_data: deep } }, "menu", []);
  assert.ok(found.some(({ name }) => name === "deep"));
  assert.ok(!found.some(({ name }) => name === "last"));
});
