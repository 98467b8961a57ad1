import assert from "node:assert/strict";
import fc from "fast-check";
import {
  add,
  type Decimal,
  multiply,
  parseDecimal,
  subtract,
  toFixed,
  toShortest,
  ZERO,
} from "../../src/domain/money.ts";

function decimal(value: unknown): Decimal {
  const parsed = parseDecimal(value);
  assert.ok(parsed !== null, `${String(value)} should be a decimal`);
  return parsed;
}

Deno.test("parseDecimal() reads numbers as backends write them", async (t) => {
  const cases: [unknown, string][] = [
    [3.5, "3.50"],
    ["3.50", "3.50"],
    [" 3,50 ", "3.50"],
    ["1.450,00", "1450.00"],
    ["1,450.00", "1450.00"],
    ["1,234,567.891", "1234567.89"],
    [0.1 + 0.2, "0.30"],
    [12.989999999999998, "12.99"],
    [1e3, "1000.00"],
    ["1e3", "1000.00"],
    ["1e-2", "0.01"],
    ["3,5", "3.50"],
    ["1,2345", "1.23"],
    [`1.${"0".repeat(38)}`, "1.00"],
    ["0e-60", "0.00"],
    ["9".repeat(18), `${"9".repeat(18)}.00`],
    [`-${"9".repeat(18)}`, `-${"9".repeat(18)}.00`],
    [-5, "-5.00"],
    ["+7", "7.00"],
    [".5", "0.50"],
    ["5.", "5.00"],
    [10n, "10.00"],
    [0, "0.00"],
  ];
  for (const [value, expected] of cases) {
    await t.step(`${String(value)} is ${expected}`, () => assert.equal(toFixed(decimal(value), 2), expected));
  }
});

Deno.test("parseDecimal() refuses what is no number or could mean two", async (t) => {
  const cases = [
    "abc",
    "",
    " ",
    ".",
    "-",
    "1,450",
    "3.50 €",
    "0x10",
    "1e99",
    "Infinity",
    NaN,
    Infinity,
    1e21,
    null,
    undefined,
    true,
    {},
    [],
    "9".repeat(19),
    `-${"9".repeat(19)}`,
    `1.${"0".repeat(39)}`,
    "0e-61",
    "0e100",
    "1234.567,00",
    "1234,567.00",
    "1.2.3",
    "1,2,3",
  ];
  for (const value of cases) {
    await t.step(String(value), () => assert.equal(parseDecimal(value), null));
  }
});

Deno.test("three times 0.10 is 0.30", () => {
  assert.equal(toFixed(multiply(decimal(3), decimal("0.10")), 2), "0.30");
});

Deno.test("toFixed() rounds half away from zero", async (t) => {
  const cases: [string, number, string][] = [
    ["0.125", 2, "0.13"],
    ["-0.125", 2, "-0.13"],
    ["0.124", 2, "0.12"],
    ["2410", 2, "2410.00"],
    ["0.5", 0, "1"],
    ["-0.004", 2, "0.00"],
  ];
  for (const [value, places, expected] of cases) {
    await t.step(`${value} to ${places} places`, () => assert.equal(toFixed(decimal(value), places), expected));
  }
});

Deno.test("toShortest() drops needless zeros and keeps those of whole numbers", async (t) => {
  const cases: [string, string][] = [["2.00", "2"], ["0.50", "0.5"], ["100", "100"], ["1.25", "1.25"], ["0", "0"]];
  for (const [value, expected] of cases) {
    await t.step(value, () => assert.equal(toShortest(decimal(value)), expected));
  }
});

Deno.test("arithmetic agrees with whole cents for every amount", () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const text = (value: number) =>
    `${value < 0 ? "-" : ""}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, "0")}`;
  fc.assert(fc.property(cents, cents, fc.integer({ min: 0, max: 999 }), (a, b, times) => {
    assert.equal(toFixed(add(decimal(text(a)), decimal(text(b))), 2), toFixed(decimal(text(a + b)), 2));
    assert.equal(toFixed(subtract(decimal(text(a)), decimal(text(b))), 2), toFixed(decimal(text(a - b)), 2));
    assert.equal(toFixed(multiply(decimal(text(a)), decimal(times)), 2), toFixed(decimal(text(a * times)), 2));
  }));
});

Deno.test("parseDecimal() keeps six digits after the point", () => {
  assert.deepEqual(decimal("1.2345674999"), { units: 1_234_567n, scale: 6 });
});

Deno.test("add() of nothing changes nothing", () => {
  assert.deepEqual(add(ZERO, decimal("1.10")), decimal("1.10"));
  assert.deepEqual(add(ZERO, decimal(5)), decimal(5));
});
