const UNITS: Readonly<Record<string, number>> = {
  ...{ "": 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6 },
  ...{ vw: 3, vh: 5, vmin: 3, vmax: 5 },
};

/** A CSS length as pixels; `em` and `rem` are those of the text, a percent is of `whole`. `null` for anything else. */
export function lengthOf(value: string, em: number, rem: number, whole: number): number | null {
  const [, digits = "", unit = ""] = /^\s*([+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9}))\s*([a-z%]*)\s*$/i.exec(value) ??
    [];
  if (digits === "") return null;
  const number = Number(digits);
  const name = unit.toLowerCase();
  if (name === "%") return number / 100 * whole;
  if (name === "em") return number * em;
  if (name === "rem") return number * rem;
  if (name === "ex" || name === "ch") return number * em / 2;
  const factor = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  return factor === undefined ? null : number * factor;
}

const NAMED_SIZES: Readonly<Record<string, number>> = {
  ...{ "xx-small": 9, "x-small": 10, small: 13, medium: 16, large: 18, "x-large": 24, "xx-large": 32, "xxx-large": 48 },
};

/** A `font-size` as pixels inside text of `parent` pixels. */
export function fontSize(value: string, parent: number, root: number): number {
  const named = Object.hasOwn(NAMED_SIZES, value) ? NAMED_SIZES[value] : undefined;
  if (named !== undefined) return named;
  if (value === "smaller") return parent / 1.2;
  if (value === "larger") return parent * 1.2;
  const px = lengthOf(value, parent, root, parent);
  return px === null || px < 0 ? parent : Math.min(px, 1_000);
}
