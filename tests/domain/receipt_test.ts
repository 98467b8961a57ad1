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
