import { deepEqual, equal, notEqual } from "node:assert/strict";
import fc from "fast-check";
import { add, parseDecimal, subtract, toShortest, ZERO } from "../../src/domain/money.ts";
import { added, changesBetween, type Dish, merged, type OrderChanges } from "../../src/domain/kitchen_changes.ts";

const dish: fc.Arbitrary<Dish> = fc.record({
  id: fc.constantFrom("1", "2", "3", ""),
  name: fc.constantFrom("Pizza", "Beer", "Soup", "soup ", "Bukë"),
  quantity: fc.constantFrom("1", "2", "0.5", "0", "-1", "12"),
  course: fc.constantFrom("Starters", "Mains"),
  seat: fc.constantFrom("1", ""),
  note: fc.constantFrom("no salt", ""),
  extras: fc.constantFrom([], ["cheese"], ["cheese", "ham"], ["ham", "cheese"]),
  cancelled: fc.boolean(),
}, { requiredKeys: ["name"] });
const order = fc.array(dish, { maxLength: 8 });

/** The order that a cook has who follows the changes on what was there before. */
function followed(before: readonly Dish[], { items, unchanged }: OrderChanges): readonly Dish[] {
  const ofKind = (dish: Dish, quantity: string) => ({ ...dish, quantity });
  const taken = items.flatMap((change) => {
    if (change.kind === "new") return [];
    return [ofKind({ ...change, ...change.was }, change.before)];
  });
  // Everything that was there is either changed or unchanged.
  deepEqual(counts([...taken, ...unchanged]), counts(merged(before)));
  return [...unchanged, ...items.filter(({ kind }) => kind !== "cancelled").map((one) => ofKind(one, one.now))];
}

function counts(dishes: readonly Dish[]): [string, string][] {
  const found = new Map<string, string>();
  for (const { name, note = "", extras = [], seat = "", course = "", quantity = "1" } of dishes) {
    const key = JSON.stringify([name.trim().toLowerCase(), note, [...extras].sort(), seat, course]);
    const sum = add(parseDecimal(found.get(key) ?? "0") ?? ZERO, parseDecimal(quantity) ?? ZERO);
    found.set(key, toShortest(sum));
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1);
}

Deno.test("the changes made to the order before give the order now", () => {
  fc.assert(
    fc.property(order, order, (before, now) => {
      deepEqual(counts(followed(before, changesBetween(before, now))), counts(merged(now)));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("changesBetween() counts right, and tells nothing twice", () => {
  fc.assert(fc.property(order, order, (before, now) => {
    const { items } = changesBetween(before, now);
    for (const { kind, difference, before, now, was } of items) {
      const step = subtract(parseDecimal(now) ?? ZERO, parseDecimal(before) ?? ZERO);
      const sign = step.units > 0n ? 1 : step.units < 0n ? -1 : 0;
      equal(difference, toShortest(sign < 0 ? subtract(ZERO, step) : step));
      equal({ new: 1, more: 1, less: -1, cancelled: -1, changed: 0 }[kind], sign);
      equal(kind === "new", before === "0");
      equal(kind === "cancelled", now === "0");
      if (kind === "changed") notEqual(was, null);
    }
  }));
});

Deno.test("an order has not changed from itself, in whatever order and pieces it comes", () => {
  const whole = fc.array(dish, { minLength: 1, maxLength: 8 }).chain((dishes) =>
    fc.tuple(fc.constant(dishes), fc.shuffledSubarray(dishes, { minLength: dishes.length }))
  );
  fc.assert(fc.property(whole, ([before, now]) => {
    const renumbered = now.map((dish, index) => ({ ...dish, id: `again-${index}` }));
    deepEqual(changesBetween(before, renumbered).items, []);
    equal(changesBetween(before, renumbered).unchanged.length, merged(before).length);
  }));
});

Deno.test("added() twice is adding both", () => {
  const additions = fc.array(dish.map(({ cancelled: _, ...rest }) => ({ ...rest, quantity: "2" })), { maxLength: 6 });
  fc.assert(fc.property(additions, additions, additions, (order, first, second) => {
    deepEqual(counts(added(added(order, first), second)), counts(merged([...order, ...first, ...second])));
  }));
});

Deno.test("added() takes off again what is cancelled", () => {
  const order = [{ name: "Soup", quantity: "3" }, { name: "Beer" }];
  deepEqual(added(order, [{ name: "soup", cancelled: true }, { name: "Beer", quantity: "1", cancelled: true }]), [
    { name: "Soup", quantity: "2" },
  ]);
});

Deno.test("changesBetween() pairs lines as a cook would", async (t) => {
  const cases: [name: string, before: Dish[], now: Dish[], expected: string[]][] = [
    ["a new dish", [{ name: "Soup" }], [{ name: "Soup" }, { name: "Pizza", quantity: "2" }], ["new 2 Pizza"]],
    ["more of it", [{ name: "Beer", quantity: "2" }], [{ name: "Beer", quantity: "3.0" }], ["more 1 Beer, now 3"]],
    ["less of it", [{ name: "Beer", quantity: "3" }], [{ name: "Beer" }], ["less 2 Beer, now 1"]],
    ["a dish that is gone", [{ name: "Soup" }, { name: "Beer" }], [{ name: "Beer" }], ["cancelled 1 Soup"]],
    ["a dish marked cancelled", [{ name: "Soup" }], [{ name: "Soup", cancelled: true }], ["cancelled 1 Soup"]],
    ["one cancelled before", [{ name: "Soup", cancelled: true }], [{ name: "Soup", cancelled: true }], []],
    ["a dish counted down to none", [{ name: "Soup" }], [{ name: "Soup", quantity: "0" }], ["cancelled 1 Soup"]],
    ["another note", [{ name: "Soup", note: "hot" }], [{ name: "Soup", note: "cold" }], [
      'changed 0 Soup, now 1, was {"note":"hot"}',
    ]],
    ["a note in other letters", [{ name: "Soup", note: "Hot " }], [{ name: "SOUP", note: "hot" }], []],
    ["another course", [{ name: "Soup", course: "1" }], [{ name: "Soup", course: "2" }], [
      'changed 0 Soup, now 1, was {"course":"1"}',
    ]],
    ["one of two with a wish", [{ name: "Soup", quantity: "2" }], [{ name: "Soup" }, { name: "Soup", note: "hot" }], [
      "less 1 Soup, now 1",
      "new 1 Soup",
    ]],
    [
      "the id tells which of two has another note",
      [{ id: "a", name: "Soup", note: "hot" }, { id: "b", name: "Soup", note: "cold" }],
      [{ id: "b", name: "Soup", note: "mild" }, { id: "a", name: "Soup", note: "spicy" }],
      ['changed 0 Soup, now 1, was {"note":"cold"}', 'changed 0 Soup, now 1, was {"note":"hot"}'],
    ],
    ["ids that are places in the list", [{ id: "0", name: "Soup" }, { id: "1", name: "Beer" }], [
      { id: "0", name: "Beer" },
    ], ["cancelled 1 Soup"]],
    ["ids of products", [{ id: "7", name: "Soup", note: "hot" }], [
      { id: "7", name: "Soup", note: "hot" },
      { id: "7", name: "Soup" },
    ], ["new 1 Soup"]],
    ["which of two had the note, nobody knows", [{ name: "Soup", note: "hot" }], [
      { name: "Soup", note: "mild" },
      { name: "Soup", note: "spicy" },
    ], ["new 1 Soup", "new 1 Soup", "cancelled 1 Soup"]],
    ["which of two has the note, nobody knows", [{ name: "Soup", note: "hot" }, { name: "Soup", note: "cold" }], [
      { name: "Soup", note: "mild" },
    ], ["new 1 Soup", "cancelled 1 Soup", "cancelled 1 Soup"]],
    [
      "no id tells nothing",
      [{ name: "Soup", note: "hot" }, { id: "1", name: "Soup", note: "cold" }],
      [{ name: "Soup", note: "mild" }, { id: "2", name: "Soup", note: "spicy" }],
      ["new 1 Soup", "new 1 Soup", "cancelled 1 Soup", "cancelled 1 Soup"],
    ],
    ["another dish under the same id", [{ id: "7", name: "Soup" }], [{ id: "7", name: "Beer" }], [
      "new 1 Beer",
      "cancelled 1 Soup",
    ]],
  ];
  for (const [name, before, now, expected] of cases) {
    await t.step(name, () => {
      const found = changesBetween(before, now).items.map((change) =>
        `${change.kind} ${change.difference} ${change.name}` +
        (["new", "cancelled"].includes(change.kind) ? "" : `, now ${change.now}`) +
        (change.was === null ? "" : `, was ${JSON.stringify(change.was)}`)
      );
      deepEqual(found, expected);
    });
  }
});
