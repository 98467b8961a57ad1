import * as z from "zod";
import { printable, shown } from "./printable.ts";
import { parseDecimal, toFixed } from "./money.ts";

/**
 * Schemas for values as backends send them: numbers may come as text, text as numbers, and `null` (Python's `None`)
 * means the field is not there. A schema's message is what was expected; `problemsOf` makes the sentence of it.
 */

/** Characters one text field may have; more is a mistake of the sender and not something for paper. */
export const MAX_FIELD_CHARACTERS = 4_000;

function field<T>(expected: string, read: (value: unknown) => T | undefined): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });
}

/** A field that may be missing or `null`. */
export function optional<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodType<z.output<T> | undefined>> {
  return z.preprocess((value) => value === null ? undefined : value, schema.optional()).optional();
}

/** Text, a number or a yes/no, as text. */
export const text: z.ZodType<string> = field(`text of at most ${MAX_FIELD_CHARACTERS} characters`, (value) => {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value.length <= MAX_FIELD_CHARACTERS ? value : undefined;
});

/** A decimal number as plain digits (`"3.50"`), from a number or text. */
export const decimal: z.ZodType<string> = field("a number", (value) => {
  const parsed = parseDecimal(value);
  return parsed === null ? undefined : toFixed(parsed, parsed.scale);
});

/** A yes or no: `true`, `"true"`, `1`, `"yes"`, `"on"` and their opposites; an empty text is no. */
export const flag: z.ZodType<boolean> = field("true or false", (value) => {
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (word === true || word === 1 || word === "true" || word === "1" || word === "yes" || word === "on") return true;
  if (word === false || word === 0 || word === "false" || word === "0" || word === "no" || word === "off") return false;
  return word === "" ? false : undefined;
});

/** A whole number from `min` to `max`, as a number or as text. */
export function whole(min: number, max: number): z.ZodType<number> {
  return field(`a whole number from ${min} to ${max}`, (value) => {
    if (typeof value !== "number" && (typeof value !== "string" || !/^\s*[+-]?\d{1,9}\s*$/.test(value))) {
      return undefined;
    }
    const number = Number(value);
    return Number.isInteger(number) && number >= min && number <= max ? number : undefined;
  });
}

/** A list of at most `max` entries. */
export function listOf<T extends z.ZodType>(entry: T, max: number): z.ZodArray<T> {
  return z.array(entry).max(max, `at most ${max} entries`);
}

/** The problems of a failed parse, each `path: expected …, got …`; `prefix` is put before every path. */
export function problemsOf(error: z.ZodError, input: unknown, prefix: string): string[] {
  return error.issues.slice(0, 20).map((issue) => {
    // The names of fields are the sender's too.
    const path = printable([prefix, ...issue.path].reduce<string>(
      (left, key) => typeof key === "number" ? `${left}[${key}]` : left === "" ? String(key) : `${left}.${String(key)}`,
      "",
    ));
    const value = issue.path.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      input,
    );
    if (value === undefined) return `${path}: missing, expected ${expectation(issue)}`;
    const got = issue.code === "too_big" && Array.isArray(value) ? `${value.length}` : tooLong(value) ?? shown(value);
    return `${path}: expected ${expectation(issue)}, got ${got}`;
  });
}

function tooLong(value: unknown): string | undefined {
  return typeof value === "string" && value.length > MAX_FIELD_CHARACTERS ? `${value.length} characters` : undefined;
}

const KINDS: Record<string, string> = { object: "an object", array: "a list", string: "text" };

function expectation(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" ? KINDS[issue.expected] ?? issue.expected : issue.message;
}
