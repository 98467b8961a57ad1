import type { Element } from "domhandler";
import { BROWSER } from "./default_styles.ts";
import { picks } from "./matching.ts";
import { readSheet, readStyle, type Rule, type Settings } from "./style_sheet.ts";

/** The values that hold for an element, by property. */
export type Declared = ReadonlyMap<string, string>;

/** Characters of style sheets that are read; ten copies of Bootstrap have as many. */
const MAX_CSS = 2_000_000;
/** Compounds that are compared with elements, over the whole page: about a second. */
const MAX_STEPS = 5_000_000;

/** Finds out what the style sheets of one page say of its elements. */
export class Cascade {
  /** Whether some styles were left out because there are too many. */
  isCut = false;
  readonly #byKey = new Map<string, { rule: Rule; order: number }[]>();
  readonly #styles = new Map<string, Settings>();
  #steps = 0;
  #order = 0;
  readonly #spend = () => void this.#steps++;

  /** `sheets` in the order of the page: later ones win; `framework` is what loses against all of them. */
  constructor(sheets: readonly string[], framework: string, width: number) {
    this.#add(readSheet(BROWSER, width), -2_000_000);
    if (framework !== "") this.#add(readSheet(framework, width), -1_000_000);
    let left = MAX_CSS;
    for (const css of sheets) {
      if (css.length > left) this.isCut = true;
      else this.#add(readSheet(css, width), 0);
      left -= css.length;
    }
  }

  /** What holds for `element`; `hints` are its old attributes (`align`, `bgcolor` …), which lose against style sheets. */
  declared(element: Element, hints: Settings["normal"]): Declared {
    const values = new Map<string, string>();
    const found = this.#rulesOf(element);
    const set = (settings: Settings["normal"]) => {
      for (const [name, value] of settings) values.set(name, value);
    };
    const own = element.attribs.style === undefined ? null : this.#styleOf(element.attribs.style);
    let hinted = false;
    for (const { rule } of found) {
      if (!hinted && rule.weight >= -500_000) {
        hinted = true;
        set(hints);
      }
      set(rule.normal);
    }
    if (!hinted) set(hints);
    if (own !== null) set(own.normal);
    for (const { rule } of found) set(rule.important);
    if (own !== null) set(own.important);
    return values;
  }

  #add(rules: readonly Rule[], weight: number): void {
    for (const rule of rules) {
      const key = keyOf(rule);
      const entry = { rule: { ...rule, weight: rule.weight + weight }, order: this.#order++ };
      const list = this.#byKey.get(key);
      if (list === undefined) this.#byKey.set(key, [entry]);
      else list.push(entry);
    }
  }

  #rulesOf(element: Element): { rule: Rule; order: number }[] {
    const { id, class: classes = "" } = element.attribs;
    const keys = new Set([element.name, "*"]);
    if (id !== undefined) keys.add(`#${id}`);
    for (const name of classes.split(/\s+/).slice(0, 50)) keys.add(`.${name}`);
    const found: { rule: Rule; order: number }[] = [];
    for (const key of keys) {
      for (const entry of this.#byKey.get(key) ?? []) {
        if (this.#steps > MAX_STEPS) {
          this.isCut = true;
          return [];
        }
        if (picks(entry.rule.selector, element, this.#spend)) found.push(entry);
      }
    }
    return found.sort((a, b) => a.rule.weight - b.rule.weight || a.order - b.order);
  }

  #styleOf(css: string): Settings {
    let style = this.#styles.get(css);
    if (style === undefined) {
      style = readStyle(css.slice(0, 20_000));
      this.#styles.set(css, style);
    }
    return style;
  }
}

/** What an element must have for the rule: the rarest thing that its last compound names. */
function keyOf({ selector }: Rule): string {
  let key = "*";
  for (let index = selector.length - 1; index >= 0; index--) {
    const part = selector[index];
    if (part === undefined) break;
    if (["descendant", "child", "adjacent", "sibling"].includes(part.type)) break;
    if (part.type === "attribute" && part.name === "id" && part.action === "equals") return `#${part.value}`;
    if (part.type === "attribute" && part.name === "class" && part.action === "element") key = `.${part.value}`;
    else if (part.type === "tag" && key === "*") key = part.name.toLowerCase();
  }
  return key;
}
