import { add, type Decimal, parseDecimal, subtract, toShortest, ZERO } from "./money.ts";

/** A dish as a ticket carries it. */
export interface Dish {
  /** The backend's own, of the line of the order. */
  readonly id?: string;
  readonly name: string;
  /** A decimal number; 1 when missing. */
  readonly quantity?: string;
  readonly course?: string;
  readonly seat?: string;
  readonly note?: string;
  readonly extras?: readonly string[];
  /** Counts as none of it. */
  readonly cancelled?: boolean;
}

/** What about a dish is different now, as it was before; `""` or an empty list where there was nothing. */
export interface Was {
  readonly course?: string;
  readonly seat?: string;
  readonly note?: string;
  readonly extras?: readonly string[];
}

/** One dish that is not as it was: the dish as it is now (a cancelled one as it was), and what changed. */
export interface DishChange extends Dish {
  /** `more` and `less` of a dish may have changed otherwise too; `changed` is as many as before. */
  readonly kind: "new" | "more" | "less" | "changed" | "cancelled";
  /** How many more or fewer, above 0; 0 for `changed`. */
  readonly difference: string;
  readonly before: string;
  readonly now: string;
  readonly was: Was | null;
}

/** What became of an order. */
export interface OrderChanges {
  /** In the order of the new ticket, then what was cancelled. */
  readonly items: readonly DishChange[];
  readonly unchanged: readonly Dish[];
}

interface Line {
  readonly dish: Dish;
  readonly count: Decimal;
}

/** Dishes that differ only in these are the same dish, changed. */
const DETAILS = ["course", "seat", "note", "extras"] as const;

/**
 * An order as its lines say, each dish once: equal lines are one, what is cancelled or counts to none is left out.
 * Dishes are equal with the same name, note, extras, seat and course; upper case and spaces around do not count.
 */
export function merged(dishes: readonly Dish[]): readonly Dish[] {
  return [...lines(dishes.filter(({ cancelled }) => cancelled !== true)).values()].filter(isAny).map(asDish);
}

/** An order after a ticket that carries only what is added to it, or taken off it again (`cancelled`). */
export function added(order: readonly Dish[], more: readonly Dish[]): readonly Dish[] {
  const taken = more.map((dish) => {
    if (dish.cancelled !== true) return dish;
    const { cancelled: _, ...rest } = dish;
    return { ...rest, quantity: toShortest(subtract(ZERO, countOf(dish))) };
  });
  return merged([...order, ...taken]);
}

/**
 * What makes `now` of `before`. An equal dish is the same dish; of the others those of the same id and name, then those
 * whose name is left once on both sides. Nothing is ever cancelled that stands in `now`.
 */
export function changesBetween(before: readonly Dish[], now: readonly Dish[]): OrderChanges {
  const old = lines(merged(before));
  const left = new Set(old.values());
  const pairs = new Map<Line, Line>();
  const current = [...lines(merged(now))];
  const pair = (line: Line, match: Line | undefined) => {
    if (match === undefined) return;
    pairs.set(line, match);
    left.delete(match);
  };
  for (const [key, line] of current) pair(line, old.get(key));
  const open = current.map(([, line]) => line);
  for (const keyOf of [idAndName, nameOf]) {
    const mine = byKey(open.filter((line) => !pairs.has(line)), keyOf);
    const theirs = byKey([...left], keyOf);
    for (const [key, [line, ...others]] of mine) {
      const [match, ...rest] = theirs.get(key) ?? [];
      if (line !== undefined && others.length === 0 && rest.length === 0) pair(line, match);
    }
  }
  const items: DishChange[] = [];
  const unchanged: Dish[] = [];
  for (const line of open) {
    const change = changeOf(pairs.get(line), line);
    if (change === null) unchanged.push(asDish(line));
    else items.push(change);
  }
  for (const { dish, count } of left) {
    const before = toShortest(count);
    items.push({ ...dish, kind: "cancelled", quantity: before, difference: before, before, now: "0", was: null });
  }
  return { items, unchanged };
}

function changeOf(old: Line | undefined, { dish, count }: Line): DishChange | null {
  const now = toShortest(count);
  if (old === undefined) {
    return { ...dish, kind: "new", quantity: now, difference: now, before: "0", now, was: null };
  }
  const difference = subtract(count, old.count);
  const was: Record<string, string | readonly string[]> = {};
  for (const detail of DETAILS) {
    if (folded(dish[detail]) !== folded(old.dish[detail])) {
      was[detail] = old.dish[detail] ?? (detail === "extras" ? [] : "");
    }
  }
  const isOther = Object.keys(was).length > 0;
  if (difference.units === 0n && !isOther) return null;
  const kind = difference.units > 0n ? "more" : difference.units < 0n ? "less" : "changed";
  const size = difference.units < 0n ? subtract(ZERO, difference) : difference;
  return {
    ...dish,
    kind,
    quantity: now,
    difference: toShortest(size),
    before: toShortest(old.count),
    now,
    was: isOther ? was : null,
  };
}

function lines(dishes: readonly Dish[]): Map<string, Line> {
  const found = new Map<string, Line>();
  for (const dish of dishes) {
    const key = JSON.stringify([nameOf({ dish }), ...DETAILS.map((detail) => folded(dish[detail]))]);
    const known = found.get(key);
    found.set(key, { dish: known?.dish ?? dish, count: add(known?.count ?? ZERO, countOf(dish)) });
  }
  return found;
}

function byKey(lines: readonly Line[], keyOf: (line: Line) => string | null): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key !== null) groups.set(key, [...groups.get(key) ?? [], line]);
  }
  return groups;
}

function idAndName(line: Line): string | null {
  const { id } = line.dish;
  return id === undefined || id === "" ? null : JSON.stringify([id, nameOf(line)]);
}

function nameOf({ dish }: { readonly dish: Dish }): string {
  return folded(dish.name);
}

/** Two spellings that a person would not tell apart are one; the order of extras says nothing. */
function folded(value: string | readonly string[] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  const sorted = value.map((one) => folded(one)).filter((one) => one !== "").sort();
  return sorted.length === 0 ? "" : JSON.stringify(sorted);
}

function countOf({ quantity }: Dish): Decimal {
  return parseDecimal(quantity ?? "1") ?? ZERO;
}

function isAny({ count }: Line): boolean {
  return count.units > 0n;
}

function asDish({ dish, count }: Line): Dish {
  return { ...dish, quantity: toShortest(count) };
}
