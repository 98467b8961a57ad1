import type { Align, ColumnWidth } from "../domain/document.ts";
import type { PictureWidth } from "../domain/picture.ts";
import { shown } from "../domain/printable.ts";

/** The attributes of one start tag, names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** A tag that does not say what it should: the message names tag, attribute, what was expected and what was there. */
export class MarkupError extends Error {
  override readonly name = "MarkupError";
  /** Where the tag begins and ends in the markup, filled in by the reader. */
  start = 0;
  end = 0;
}

/** Whether a yes/no attribute is set: `bold`, `bold=""`, `bold="yes"`; not `bold="no"`. */
export function flag(tag: string, attributes: Attributes, name: string): boolean | undefined {
  const value = attributes[name]?.trim().toLowerCase();
  if (value === undefined) return undefined;
  if (value === "" || value === "yes" || value === "true" || value === "1" || value === name) return true;
  if (value === "no" || value === "false" || value === "0" || value === "none") return false;
  throw wrong(tag, name, "yes or no", value);
}

/** A whole number from `min` to `max`; `undefined` when the attribute is missing. */
export function whole(
  tag: string,
  attributes: Attributes,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const value = attributes[name];
  if (value === undefined) return undefined;
  const number = /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw wrong(tag, name, `a whole number from ${min} to ${max}`, value);
}

/** One of `words`, without regard to case; `undefined` when the attribute is missing. */
export function choice<const W extends string>(
  tag: string,
  attributes: Attributes,
  name: string,
  words: readonly W[],
): W | undefined {
  const value = attributes[name];
  if (value === undefined) return undefined;
  const wanted = value.trim().toLowerCase();
  const word = words.find((each) => each.toLowerCase() === wanted);
  if (word === undefined) throw wrong(tag, name, `one of ${words.join(", ")}`, value);
  return word;
}

/** The `align` of a tag. */
export function alignment(tag: string, attributes: Attributes): Align | undefined {
  return choice(tag, attributes, "align", ["left", "center", "right"]);
}

/** The one character of `char`, which takes one place on the line and can be seen. */
export function character(tag: string, attributes: Attributes): string | undefined {
  const value = attributes.char;
  if (value === undefined) return undefined;
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(value)) return value;
  throw wrong(tag, "char", "one visible character", value);
}

/** A column's width: `auto`, `12` (characters), `40%`, `*`, `2*`. */
export function columnWidth(tag: string, attributes: Attributes): ColumnWidth | undefined {
  const value = attributes.width?.trim().toLowerCase();
  if (value === undefined) return undefined;
  if (value === "auto") return { kind: "auto" };
  const match = /^(\d{0,3})([%*]?)$/.exec(value);
  const [, digits = "", unit = ""] = match ?? [];
  const number = digits === "" ? unit === "*" ? 1 : 0 : Number(digits);
  if (number > 0 && unit === "*") return { kind: "star", weight: number };
  if (number > 0 && number <= 100 && unit === "%") return { kind: "percent", percent: number };
  if (number > 0 && unit === "") return { kind: "fixed", columns: number };
  throw wrong(tag, "width", 'auto, a number of characters, a share as "40%", or a weight as "*" or "2*"', value);
}

/** A picture's width: dots as `384`, a share of the paper as `50%`. HTML's `px` are dots. */
export function pictureWidth(tag: string, attributes: Attributes): PictureWidth | undefined {
  const value = attributes.width;
  if (value === undefined) return undefined;
  const [, digits = "", unit] = /^\s*(\d{1,5}(?:\.\d{1,4})?)\s*(px|%|)\s*$/i.exec(value) ?? [];
  const number = digits === "" ? 0 : Number(digits);
  if (unit === "%" && number > 0 && number <= 100) return { kind: "percent", percent: number };
  if (unit !== "%" && number >= 1) return { kind: "dots", dots: Math.round(number) };
  throw wrong(tag, "width", 'a number of dots, or a share of the paper as "50%"', value);
}

function wrong(tag: string, name: string, expected: string, value: string): MarkupError {
  return new MarkupError(`<${tag} ${name}>: expected ${expected}, got ${shown(value)}`);
}
