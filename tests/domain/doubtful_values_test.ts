import assert from "node:assert/strict";
import { CONTENT } from "../../src/domain/content.ts";
import { doubtfulValues } from "../../src/domain/doubtful_values.ts";
import { parseJob } from "../../src/domain/job.ts";

function doubts(type: string, data: Record<string, unknown>): string[] {
  const context = { nipt: "L1", types: [...CONTENT.keys(), "menu"], nowMs: 0, wallMs: 0, newId: () => "new" };
  const parsed = parseJob("print_request", { type, [`${type}_data`]: data }, context);
  assert.ok(parsed.kind === "job", JSON.stringify(parsed));
  return doubtfulValues(parsed.job);
}

Deno.test("doubtfulValues() doubts days, times and currencies that cannot be meant", async (t) => {
  const iso = "is not written as an ISO date such as 2026-03-07: it is printed as it stands, whatever the language";
  const rows: [field: string, value: unknown, doubt: string | null][] = [
    ["date", "2026-03-07", null],
    ["date", " 2000-01-01 ", null],
    ["date", "2100-12-31T23:59:59Z", null],
    ["date", "2026-03-07 00:00", null],
    ["date", "7.3.2026", iso],
    ["date", "2026-3-7", iso],
    ["date", "12026-03-07", iso],
    ["date", "2026-02-29", "is no day of the calendar"],
    ["date", "2024-02-29", null],
    ["date", "2026-00-10", "is no day of the calendar"],
    ["date", "2026-13-01", "is no day of the calendar"],
    ["date", "2026-03-00", "is no day of the calendar"],
    ["date", "2026-03-07T24:00", "has no time of the day"],
    ["date", "2026-03-07T23:60", "has no time of the day"],
    ["date", "1999-12-31", "is in the year 1999"],
    ["date", "2101-01-01", "is in the year 2101"],
    ["opened", "soon", iso],
    ["closed", "soon", iso],
    ["packed", "soon", iso],
    ["best_before", "soon", iso],
    ["name", "soon", null],
    ["date", "", null],
    ["date", 20260307, null],
    ["time", "23:59", null],
    ["time", "9:05 pm", null],
    ["time", "9:75", "is no time of the day"],
    ["time", "123:00", null],
    ["time", "at noon", null],
    ["time", "24:00", "is no time of the day"],
    ["time", "12:60", "is no time of the day"],
    ["currency", "EUR", null],
    ["currency", "XQZ", "is no code of a currency (ISO 4217)"],
    ["currency", "€", null],
    ["currency", "LEK (i vjetër", "is long for a currency: at most 12 characters fit beside amounts"],
    ["currency", "LEK (i vjetë", null],
    ["currency", "3 €", "has digits in it: it is the currency alone, without an amount"],
  ];
  for (const [field, value, doubt] of rows) {
    await t.step(`${field} ${JSON.stringify(value)}`, () => {
      const shown = typeof value === "string" ? JSON.stringify(value.trim()) : "";
      assert.deepEqual(doubts("menu", { [field]: value }), doubt === null ? [] : [`${field}: ${shown} ${doubt}`]);
    });
  }
});

Deno.test("doubtfulValues() tells of every field, those behind an empty one too", () => {
  assert.equal(doubts("menu", { time: "", date: "soon", currency: 1, closed: "soon" }).length, 2);
});

Deno.test("doubtfulValues() compares a receipt's total with its lines", async (t) => {
  const items = [{ name: "a", quantity: 2, price: "1.25" }];
  const rows: [name: string, data: Record<string, unknown>, doubts: string[]][] = [
    ["the same", { items, total: "2.5" }, []],
    ["less its discount", { items, discount: "0.50", total: 2 }, []],
    ["other", { items, total: "2.51" }, ["total: the lines make 2.50, and 2.51 is printed"]],
    ["of other places", { items, total: 3 }, ["total: the lines make 2.50, and 3.00 is printed"]],
    ["none given", { items }, []],
    ["no lines", { items: [], total: 3 }, ["items: there are none, so the receipt has no lines"]],
  ];
  for (const [name, data, expected] of rows) {
    await t.step(name, () => assert.deepEqual(doubts("receipt", data), expected));
  }
  await t.step("and no other type's", () => assert.deepEqual(doubts("menu", { items: [], total: 3 }), []));
});
