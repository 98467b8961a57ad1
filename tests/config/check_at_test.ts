import assert from "node:assert/strict";
import { parseSettings } from "../../src/config.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

Deno.test("parseSettings() reads the times of CHECK_AT, sorted and each once", () => {
  const rows: [string, string[]][] = [
    ["", []],
    ["08:30", ["8:30"]],
    ["8.05", ["8:5"]],
    ["17:00, 08:30; 8:30 23:59", ["8:30", "17:0", "23:59"]],
    ["00:00", ["0:0"]],
  ];
  for (const [text, expected] of rows) {
    const times = settingsOf(`CHECK_AT=${text}`).checkAt.map(({ hour, minute }) => `${hour}:${minute}`);
    assert.deepEqual(times, expected, text);
  }
});

Deno.test("parseSettings() refuses a CHECK_AT that is no time of day, and says how one is written", () => {
  for (const text of ["24:00", "8:60", "8", "morning", "08:30, x"]) {
    const loaded = parseSettings(source(`${GUIDE}CHECK_AT=${text}\n`));
    assert.match(problemsOf(loaded).join("\n"), /CHECK_AT.* is no time of day.*Write 08:30/, text);
  }
});
