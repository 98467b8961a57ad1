import assert from "node:assert/strict";
import { isoTime } from "../../src/domain/outcome.ts";

Deno.test("isoTime() writes the same instant with this PC's offset", () => {
  const ms = Date.UTC(2026, 2, 7, 20, 14, 5, 120);
  assert.match(isoTime(ms), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.120[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(isoTime(ms)), ms);
});

Deno.test("isoTime() is right east and west of Greenwich, and where the offset is no whole hour", async (t) => {
  const rows: [zone: string, time: string][] = [
    ["Europe/Tirane", "2026-03-07T21:14:05.120+01:00"],
    ["Asia/Kathmandu", "2026-03-08T01:59:05.120+05:45"],
    ["America/St_Johns", "2026-03-07T16:44:05.120-03:30"],
    ["UTC", "2026-03-07T20:14:05.120+00:00"],
  ];
  const before = Deno.env.get("TZ");
  try {
    for (const [zone, time] of rows) {
      await t.step(zone, () => {
        Deno.env.set("TZ", zone);
        assert.equal(isoTime(Date.UTC(2026, 2, 7, 20, 14, 5, 120)), time);
      });
    }
  } finally {
    if (before === undefined) Deno.env.delete("TZ");
    else Deno.env.set("TZ", before);
  }
});
