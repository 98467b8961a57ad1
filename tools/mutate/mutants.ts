/** A source with one change. */
export interface Mutant {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The changed line, without the blanks around it. */
  readonly becomes: string;
}

/** What stands in for what. Blanks around an operator tell it from a type's bracket or an arrow. */
const SWAPS: readonly (readonly [from: RegExp, to: string])[] = [
  [/ === /g, " !== "],
  [/ !== /g, " === "],
  [/ < /g, " <= "],
  [/ <= /g, " < "],
  [/ > /g, " >= "],
  [/ >= /g, " > "],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/\bMath\.max\b/g, "Math.min"],
  [/\bMath\.min\b/g, "Math.max"],
  [/\btrue\b/g, "false"],
  [/\bfalse\b/g, "true"],
  [/(?<=\bif \()(?!!)/g, "!"],
  [/\bcontinue;/g, "break;"],
];

/** Every way to change `source` in one place: operators, numbers (one more), conditions. Comments and texts stay. */
export function mutantsOf(source: string): Mutant[] {
  const code = blanked(source);
  const found: Mutant[] = [];
  const add = (at: number, from: string, to: string) => {
    const text = source.slice(0, at) + to + source.slice(at + from.length);
    const line = source.slice(0, at).split("\n").length;
    found.push({ text, line, from: from.trim(), to: to.trim(), becomes: text.split("\n")[line - 1]?.trim() ?? "" });
  };
  for (const [from, to] of SWAPS) {
    // The condition of an `if` is turned round as a whole.
    for (const { index, 0: match } of code.matchAll(from)) {
      if (to !== "!") add(index, match, to);
      else {
        const end = closing(code, index - 1);
        if (end > 0) add(index, source.slice(index, end), `!(${source.slice(index, end)})`);
      }
    }
  }
  for (const { index, 0: match } of code.matchAll(/(?<![\w.#])(?:0x[0-9a-f]+|\d+)(?![\w.])/gi)) {
    add(index, match, String(Number(match) + 1));
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The place of the bracket that closes the one at `open`. */
function closing(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === "(") depth++;
    if (code[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

/** The source with blanks for all that is no code, character for character: comments, texts, imports, types. */
function blanked(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return source
    .replace(/\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, blank)
    .replace(/^import [^;]*;|^(?:export )?(?:type|interface) [^]*?\n(?=\n)/gm, blank);
}
