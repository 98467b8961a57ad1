import * as anyAscii from "any-ascii";
import type { TextPainter } from "../domain/painter.ts";
import { kindOf, type PageSet, SPECIAL } from "./code_page.ts";

/** Characters named in a warning. */
const MAX_NAMED = 10;

/** Runs of one document that are painted: some milliseconds each, and nothing else is done meanwhile. */
const MAX_RUNS = 1_000;

const KEPT = /^[\p{Default_Ignorable_Code_Point}\ufffd]$/u;
const MARK = /^\p{M}$/u;
/** Where the library writes nothing although a letter is heard: alef. */
const HEARD = new Map([["\u0627", "a"]]);

/** What becomes of characters that no code page has. */
export interface Substitution {
  /** What stands on the paper for `character`, one code point that is not on `pages`: plain letters, or itself. */
  instead(character: string, pages: PageSet): string;
}

/** Everything stays. */
export const NO_SUBSTITUTION: Substitution = { instead: (character) => character };

/** What becomes of characters that no code page has, in one document: they stay to be painted, or others stand in. */
export class Missing implements Substitution {
  readonly #painter: TextPainter | null;
  readonly #written = new Map<string, string>();
  readonly #painted = new Map<string, number>();
  #hasMissing = false;
  #runs = 0;

  /** `painter` is null where nothing may be painted. */
  constructor(painter: TextPainter | null) {
    this.#painter = painter;
  }

  /** Whether characters wait for a painter that has not been loaded. */
  get wantsPainter(): boolean {
    return this.#hasMissing && this.#painter !== null && !this.#painter.isLoaded && this.#painter.problem === null;
  }

  /** What paints, when it can. */
  get painter(): TextPainter | null {
    return this.#painter?.isLoaded === true ? this.#painter : null;
  }

  instead(character: string, pages: PageSet): string {
    if (KEPT.test(character)) return character;
    this.#hasMissing = true;
    if (this.wantsPainter || this.painter?.has(character) === true) return character;
    const written = this.#written.get(character) ?? withoutAccent(character, pages) ?? plainLetters(character);
    if (written === "" && !MARK.test(character)) return character;
    this.#written.set(character, written);
    return written;
  }

  /** Whether one run more may be painted; asking counts it. */
  mayPaint(): boolean {
    return ++this.#runs <= MAX_RUNS;
  }

  /** Counts graphemes that were painted. */
  count(graphemes: readonly string[]): void {
    for (const grapheme of graphemes) this.#painted.set(grapheme, (this.#painted.get(grapheme) ?? 0) + 1);
  }

  /** Sentences about what was painted, and about what stands in for something else. */
  warnings(): string[] {
    const warnings: string[] = [];
    if (this.#painted.size > 0) {
      const total = [...this.#painted.values()].reduce((sum, count) => sum + count, 0);
      warnings.push(`${counted(total)} drawn as a picture: ${listed([...this.#painted.keys()].map(codePoints))}`);
    }
    if (this.#written.size > 0) {
      const pairs = [...this.#written].map(([character, written]) =>
        written === "" ? `${codePoints(character)} left out` : `"${character}" printed as "${written}"`
      );
      warnings.push(listed(pairs));
    }
    const problem = this.#hasMissing ? this.#painter?.problem ?? null : null;
    return problem === null ? warnings : [...warnings, problem];
  }
}

/** `character` as warnings name it. */
export function codePoints(character: string): string {
  return [...character].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");
}

/** So many characters, in words. */
export function counted(total: number): string {
  return `${total} ${total === 1 ? "character" : "characters"}`;
}

/** The first of `names`, and whether there are more. */
export function listed(names: readonly string[]): string {
  return [...names.slice(0, MAX_NAMED), ...(names.length > MAX_NAMED ? ["…"] : [])].join(", ");
}

function withoutAccent(character: string, pages: PageSet): string | null {
  const [base = ""] = character.normalize("NFD");
  return base !== character && kindOf(base.codePointAt(0) ?? 0, pages) !== SPECIAL ? base : null;
}

function plainLetters(character: string): string {
  return (HEARD.get(character) ?? anyAscii.default(character)).replace(/[^\x20-\x7e]/g, "");
}
