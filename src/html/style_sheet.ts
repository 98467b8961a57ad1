import parse from "css-tree/parser";
import { parse as parseSelector, type Selector } from "css-what";
import { mediaHolds } from "./media.ts";
import { type Setting, settings } from "./properties.ts";

/** One selector with what it sets. */
export interface Rule {
  /** Compounds and combinators as they are read, the element itself last. */
  readonly selector: readonly Selector[];
  /** What settles between rules that set the same: ids, classes, tags. */
  readonly weight: number;
  readonly normal: readonly Setting[];
  readonly important: readonly Setting[];
}

/** A declaration list: what it sets, and what it sets with `!important`. */
export interface Settings {
  readonly normal: readonly Setting[];
  readonly important: readonly Setting[];
}

/** The parts of css-tree's nodes that are used, as they are without values and preludes parsed. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly property?: string;
  readonly important?: boolean | string;
  readonly prelude?: { readonly value?: string } | null;
  readonly value?: { readonly value?: string } | string;
  readonly block?: Node | null;
  readonly children?: Iterable<Node>;
}

const RAW = { parseValue: false, parseRulePrelude: false, parseAtrulePrelude: false, parseCustomProperty: false };
const MAX_SELECTOR = 300;
const MAX_AT_RULES_DEEP = 5;

/** The rules of a style sheet that hold on paper of `width` CSS pixels. Never throws: what is broken is left out. */
export function readSheet(css: string, width: number): Rule[] {
  const rules: Rule[] = [];
  collect(parse(css, RAW) as Node, width, rules, 0);
  return rules;
}

/** What a `style` attribute sets. */
export function readStyle(css: string): Settings {
  return declarations(parse(css, { ...RAW, context: "declarationList" }) as Node);
}

function collect(parent: Node, width: number, rules: Rule[], depth: number): void {
  for (const node of parent.children ?? []) {
    const { block } = node;
    const prelude = node.prelude?.value ?? "";
    if (block === undefined || block === null) continue;
    if (node.type === "Atrule") {
      const name = node.name?.toLowerCase();
      const isOpen = name === "media" ? mediaHolds(prelude, width) : name === "layer" ||
        (name === "supports" && !/^\s*not\b/i.test(prelude));
      if (isOpen && depth < MAX_AT_RULES_DEEP) collect(block, width, rules, depth + 1);
    } else if (node.type === "Rule") {
      const set = declarations(block);
      if (set.normal.length === 0 && set.important.length === 0) continue;
      // Files that were put together leave comment marks of HTML behind.
      for (const selector of selectorsOf(prelude.replace(/<!--|-->/g, ""))) {
        rules.push({ selector, weight: weightOf(selector), ...set });
      }
    }
  }
}

function declarations(block: Node): Settings {
  const normal: Setting[] = [];
  const important: Setting[] = [];
  for (const { type, property, value, important: isImportant } of block.children ?? []) {
    if (type !== "Declaration" || property === undefined) continue;
    const text = typeof value === "string" ? value : value?.value ?? "";
    (isImportant ? important : normal).push(...settings(property, text));
  }
  return { normal, important };
}

/** The selectors of a list; those with something that is not for paper (`:hover`, `::before`) are left out. */
function selectorsOf(prelude: string): Selector[][] {
  const hasInner = prelude.includes("(");
  if (prelude.length > (hasInner ? 2_000 : 20_000)) return [];
  const found: Selector[][] = [];
  for (const one of prelude.split(hasInner ? /,(?![^(]*\))/ : ",")) {
    if (one.trim() === "" || one.length > MAX_SELECTOR) continue;
    try {
      for (const selector of parseSelector(one)) if (isUsable(selector, 0)) found.push(selector);
    } catch {
      // One that nobody understands concerns no element; browsers drop it too.
    }
  }
  return found;
}

/** Pseudo-classes that paper can have. */
const PSEUDO =
  /^(?:(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type)|not|is|where|root|empty|link)$/;

function isUsable(selector: readonly Selector[], depth: number): boolean {
  return selector.every((part) => {
    if (part.type === "pseudo") {
      const { name, data } = part;
      if (!PSEUDO.test(name)) return false;
      return !Array.isArray(data) || (depth < 2 && data.every((inner) => isUsable(inner, depth + 1)));
    }
    return ["tag", "universal", "attribute", "descendant", "child", "adjacent", "sibling"].includes(part.type);
  });
}

function weightOf(selector: readonly Selector[]): number {
  let weight = 0;
  for (const part of selector) {
    if (part.type === "tag") weight += 1;
    else if (part.type === "attribute") weight += part.name === "id" && part.action === "equals" ? 10_000 : 100;
    else if (part.type === "pseudo") {
      if (!Array.isArray(part.data)) weight += 100;
      else if (part.name !== "where") weight += Math.max(0, ...part.data.map(weightOf));
    }
  }
  return weight;
}
