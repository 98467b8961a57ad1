import assert from "node:assert/strict";
import * as z from "zod";
import {
  decimal,
  flag,
  listOf,
  MAX_FIELD_CHARACTERS,
  optional,
  problemsOf,
  text,
  whole,
} from "../../src/domain/fields.ts";

/** What a schema makes of a value; `"refused"` when it takes none of it. */
function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : "refused";
}

Deno.test("flag reads the words that backends have for yes and no", () => {
  const yes = [true, 1, "true", "1", "yes", "on", " YES "];
  const no = [false, 0, "false", "0", "no", "off", "", "  "];
  const neither = [2, "2", "perhaps", [], {}, NaN];
  assert.deepEqual(yes.map((value) => read(flag, value)), yes.map(() => true));
  assert.deepEqual(no.map((value) => read(flag, value)), no.map(() => false));
  assert.deepEqual(neither.map((value) => read(flag, value)), neither.map(() => "refused"));
});

Deno.test("whole() reads whole numbers and text of them, its limits included", () => {
  const rows: [value: unknown, result: unknown][] = [
    ...[-3, 0, 7, " 7 ", "+7", "-3"].map((value): [unknown, unknown] => [value, Number(value)]),
    ...[-4, 8, "8", 1.5, "1.5", "1e1", "0x1", "", true, null, [1], NaN].map((
      value,
    ): [unknown, unknown] => [value, "refused"]),
  ];
  for (const [value, result] of rows) assert.equal(read(whole(-3, 7), value), result, String(value));
});

Deno.test("text reads numbers and yes or no as text, and up to 4,000 characters", () => {
  const longest = "x".repeat(MAX_FIELD_CHARACTERS);
  const given = ["a", 3.5, false, longest, `${longest}x`, {}, null];
  assert.deepEqual(given.map((value) => read(text, value)), [
    "a",
    "3.5",
    "false",
    longest,
    "refused",
    "refused",
    "refused",
  ]);
});

Deno.test("optional() takes null for a field that is not there", () => {
  assert.deepEqual(read(z.object({ a: optional(decimal) }), { a: null }), { a: undefined });
});

Deno.test("problemsOf() tells of twenty problems at most, with what was expected and what came", () => {
  const schema = z.object({ prices: listOf(decimal, 100) });
  const input = { prices: Array.from({ length: 30 }, () => "x") };
  const problems = problemsOf(schema.safeParse(input).error ?? new z.ZodError([]), input, "receipt_data");
  assert.deepEqual(
    problems,
    Array.from({ length: 20 }, (_, index) => `receipt_data.prices[${index}]: expected a number, got "x"`),
  );

  const long = { prices: ["x".repeat(MAX_FIELD_CHARACTERS + 1)] };
  assert.deepEqual(problemsOf(schema.safeParse(long).error ?? new z.ZodError([]), long, ""), [
    "prices[0]: expected a number, got 4001 characters",
  ]);
});
