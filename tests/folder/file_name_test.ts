import assert from "node:assert/strict";
import fc from "fast-check";
import { fileStem } from "../../src/folder/file_name.ts";

const NOW = new Date(2026, 2, 7, 21, 14, 5, 120).getTime();

Deno.test("fileStem() makes a safe name of any title", async (t) => {
  const rows: [string, string, string][] = [
    ["Receipt R-1", "0123456789abcdef", "2026-03-07_21-14-05.120_Receipt R-1_456789abcdef"],
    ["CON", "1", "2026-03-07_21-14-05.120_CON_1"],
    ["../../etc/passwd", "..\\..\\x", "2026-03-07_21-14-05.120_etc-passwd_x"],
    ['C:\\new?<>|*"', "a/b", "2026-03-07_21-14-05.120_C-new_a-b"],
    ["Kuzhinë çaj €", "id", "2026-03-07_21-14-05.120_Kuzhinë çaj €_id"],
    ["two\nlines\u202e\u0000", "id", "2026-03-07_21-14-05.120_two-lines_id"],
    ["dots...   ", "id", "2026-03-07_21-14-05.120_dots_id"],
    ["", "id", "2026-03-07_21-14-05.120_id"],
    ["x".repeat(300), "y".repeat(300), `2026-03-07_21-14-05.120_${"x".repeat(40)}_${"y".repeat(12)}`],
    ["😀".repeat(60), "id", `2026-03-07_21-14-05.120_${"😀".repeat(40)}_id`],
  ];
  for (const [title, jobId, stem] of rows) {
    await t.step(JSON.stringify(title.slice(0, 20)), () => assert.equal(fileStem(title, jobId, NOW), stem));
  }
});

Deno.test("fileStem() never has a separator, a control character or an end that Windows drops", () => {
  const text = fc.string({ unit: "binary", maxLength: 80 });
  fc.assert(fc.property(text, text, (title, jobId) => {
    const stem = fileStem(title, jobId, NOW);
    assert.match(stem, /^2026-03-07_[^<>:"/\\|?*\p{Cc}\p{Cf}]*[^. ]$/u);
    assert.ok(new TextEncoder().encode(stem).length < 240);
  }));
});
