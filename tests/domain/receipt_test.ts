import assert from "node:assert/strict";
import { receiptSchema, receiptView } from "../../src/domain/receipt.ts";

function view(data: unknown): ReturnType<typeof receiptView> {
  return receiptView(receiptSchema.parse(data));
}

Deno.test("receiptView() works out line totals from quantity, unit price and discount", async (t) => {
  const cases: [Record<string, unknown>, string, string][] = [
    [{ name: "Coffee", quantity: 2, price: 3.5 }, "2", "7.0"],
    [{ name: "Tea", price: "1.20" }, "1", "1.20"],
    [{ name: "Raki", quantity: 0.5, price: 900, discount: 50 }, "0.5", "400.0"],
    [{ name: "Gum", quantity: 3, price: 0.1 }, "3", "0.3"],
    [{ name: "Gift" }, "1", "0"],
    [{ name: "Menu", quantity: 2, total: "25.00" }, "2", "25.00"],
  ];
  for (const [item, quantity, total] of cases) {
    await t.step(JSON.stringify(item), () => {
      const line = view({ items: [item] }).lines[0];
      assert.equal(line?.quantity, quantity);
      assert.equal(line?.total, total);
    });
  }
});

Deno.test("receiptView() sums the lines when the total is missing, less the receipt's discount", () => {
  const items = [{ name: "a", quantity: 2, price: 3.5 }, { name: "b", price: "5.99" }];
  assert.equal(view({ items }).total, "12.99");
  assert.equal(view({ items, discount: "2.99" }).total, "10.00");
  assert.equal(view({ items, total: 12 }).total, "12");
});

Deno.test("receiptView() leaves out discounts of nothing", () => {
  const shown = view({ items: [{ name: "a", discount: 0 }], discount: "0.00" });
  assert.equal(shown.discount, undefined);
  assert.equal(shown.lines[0]?.discount, null);
});

Deno.test("receiptView() keeps fields it does not know for templates", () => {
  const shown = view({ items: [{ name: "a", course: 2 }], waiter_mood: "good" });
  assert.equal(shown.waiter_mood, "good");
  assert.equal((shown.lines[0] as unknown as Record<string, unknown>).course, 2);
});

Deno.test("receiptView() shows discounts and prices as they came, and no price where only the total came", () => {
  const items = [{ name: "a", price: "3.00", discount: "0.50" }, { name: "b", total: "2.00" }];
  const shown = view({ items, discount: "1.00" });
  assert.deepEqual(shown.lines.map(({ price, discount }) => [price, discount]), [["3.00", "0.50"], [null, null]]);
  assert.equal(shown.discount, "1.00");
});

Deno.test("receiptSchema takes up to 50 taxes and payments", async (t) => {
  const lists = { taxes: { name: "TVSH", amount: 1 }, payments: { method: "Cash", amount: 1 } };
  for (const [field, entry] of Object.entries(lists)) {
    await t.step(field, () => {
      const of = (count: number) => ({ items: [], [field]: Array.from({ length: count }, () => entry) });
      const taken = [50, 51].map((count) => receiptSchema.safeParse(of(count)).error?.issues.length ?? 0);
      assert.deepEqual(taken, [0, 1]);
    });
  }
});
