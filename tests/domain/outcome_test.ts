import assert from "node:assert/strict";
import { isoTime } from "../../src/domain/outcome.ts";

Deno.test("isoTime() writes the same instant with this PC's offset", () => {
  const ms = Date.UTC(2026, 2, 7, 20, 14, 5, 120);
  assert.match(isoTime(ms), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.120[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(isoTime(ms)), ms);
});
