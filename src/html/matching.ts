import type { Selector } from "css-what";
import { type Element, isTag } from "domhandler";

/** Compounds looked at for one element and one selector: `div div div div` on a deep page would try without end. */
const MAX_STEPS = 1_000;

/**
 * Whether `selector` picks `element`. `spend` is told of every step; a selector that needs too many picks nothing.
 * (css-select would be the library for this, but needs minutes for `a b b b b b b b b` on 256 nested `<b>`.)
 */
export function picks(selector: readonly Selector[], element: Element, spend: () => void): boolean {
  let steps = 0;
  const step = () => {
    spend();
    return ++steps <= MAX_STEPS;
  };
  const from = (end: number, here: Element): boolean => {
    if (!step()) return false;
    let index = end;
    for (; index >= 0; index--) {
      const part = selector[index];
      if (part === undefined || isCombinator(part)) break;
      if (!holds(part, here, spend)) return false;
    }
    const next = index - 1;
    switch (selector[index]?.type) {
      case undefined:
        return true;
      case "child": {
        const parent = parentOf(here);
        return parent !== null && from(next, parent);
      }
      case "adjacent": {
        const before = beforeOf(here);
        return before !== null && from(next, before);
      }
      case "sibling":
        for (let at = beforeOf(here); at !== null && steps <= MAX_STEPS; at = beforeOf(at)) {
          if (from(next, at)) return true;
        }
        return false;
      default:
        for (let at = parentOf(here); at !== null && steps <= MAX_STEPS; at = parentOf(at)) {
          if (from(next, at)) return true;
        }
        return false;
    }
  };
  return from(selector.length - 1, element);
}

function isCombinator({ type }: Selector): boolean {
  return type === "descendant" || type === "child" || type === "adjacent" || type === "sibling";
}

function holds(part: Selector, element: Element, spend: () => void): boolean {
  switch (part.type) {
    case "universal":
      return true;
    case "tag":
      return element.name === part.name.toLowerCase();
    case "attribute":
      return hasAttribute(part, element);
    case "pseudo":
      return isSuch(part.name, part.data, element, spend);
    default:
      return false;
  }
}

function hasAttribute(part: Extract<Selector, { type: "attribute" }>, { attribs }: Element): boolean {
  const given = Object.hasOwn(attribs, part.name.toLowerCase()) ? attribs[part.name.toLowerCase()] : undefined;
  if (given === undefined) return part.action === "not";
  const [value, wanted] = part.ignoreCase === true
    ? [given.toLowerCase(), part.value.toLowerCase()]
    : [given, part.value];
  switch (part.action) {
    case "exists":
      return true;
    case "equals":
      return value === wanted;
    case "element":
      return wanted !== "" && value.includes(wanted) && value.split(/\s+/).includes(wanted);
    case "start":
      return wanted !== "" && value.startsWith(wanted);
    case "end":
      return wanted !== "" && value.endsWith(wanted);
    case "any":
      return wanted !== "" && value.includes(wanted);
    case "hyphen":
      return value === wanted || value.startsWith(`${wanted}-`);
    default:
      return false;
  }
}

function isSuch(name: string, data: unknown, element: Element, spend: () => void): boolean {
  const isTyped = name.endsWith("-of-type");
  switch (name) {
    case "not":
      return Array.isArray(data) && !data.some((inner: Selector[]) => picks(inner, element, spend));
    case "is":
    case "where":
      return Array.isArray(data) && data.some((inner: Selector[]) => picks(inner, element, spend));
    case "root":
      return element.name === "html";
    case "link":
      return element.name === "a" && element.attribs.href !== undefined;
    case "empty":
      return element.children.length === 0;
    case "first-child":
    case "first-of-type":
      return countFrom(element, beforeOf, isTyped, 1) === 0;
    case "last-child":
    case "last-of-type":
      return countFrom(element, afterOf, isTyped, 1) === 0;
    case "only-child":
    case "only-of-type":
      return countFrom(element, beforeOf, isTyped, 1) + countFrom(element, afterOf, isTyped, 1) === 0;
    default: {
      const toward = name.startsWith("nth-last") ? afterOf : beforeOf;
      return isNth(String(data), countFrom(element, toward, isTyped, MAX_STEPS) + 1);
    }
  }
}

/** How many siblings stand on that side, counted up to `most`. */
function countFrom(element: Element, toward: typeof beforeOf, isTyped: boolean, most: number): number {
  let count = 0;
  for (let at = toward(element); at !== null && count < most; at = toward(at)) {
    if (!isTyped || at.name === element.name) count++;
  }
  return count;
}

/** `2n+1`, `odd`, `3`, `-n+3`: whether it counts the one at `place`, from 1. */
function isNth(formula: string, place: number): boolean {
  const text = formula.toLowerCase().replace(/\s+/g, "").replace(/^odd$/, "2n+1").replace(/^even$/, "2n");
  const [, stepText, offsetText] = /^(?:([+-]?\d{0,5})n)?([+-]?\d{1,5})?$/.exec(text) ?? [];
  if (stepText === undefined) return offsetText !== undefined && place === Number(offsetText);
  const step = /\d/.test(stepText) ? Number(stepText) : stepText === "-" ? -1 : 1;
  const offset = Number(offsetText ?? 0);
  return step === 0 ? place === offset : (place - offset) % step === 0 && (place - offset) / step >= 0;
}

function parentOf(element: Element): Element | null {
  const { parent } = element;
  return parent !== null && isTag(parent) ? parent : null;
}

function beforeOf(element: Element): Element | null {
  let at = element.prev;
  while (at !== null && !isTag(at)) at = at.prev;
  return at;
}

function afterOf(element: Element): Element | null {
  let at = element.next;
  while (at !== null && !isTag(at)) at = at.next;
  return at;
}
