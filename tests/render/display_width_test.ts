import { equal } from "node:assert/strict";
import { displayColumns } from "../../src/render/display_width.ts";

Deno.test("displayColumns() counts columns and not characters", async (t) => {
  const rows: [text: string, columns: number][] = [
    ["", 0],
    ["Tiranë 3,50 €", 13],
    ["e\u0308", 1],
    ["中文", 4],
    ["ｶﾅ", 2],
    ["Ａ", 2],
    ["한국어", 6],
    ["😀", 2],
    ["👨‍👩‍👧", 2],
    ["👍🏽", 2],
    ["🇦🇱", 2],
    ["a\u200bb", 2],
    ["\u202eab", 2],
    ["│█", 2],
  ];
  for (const [text, columns] of rows) {
    await t.step(JSON.stringify(text), () => equal(displayColumns(text), columns));
  }
});
