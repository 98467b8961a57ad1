import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Face, FACES, isWithin, ownFace } from "./faces.ts";
import { type FontFile, readFont } from "./font_file.ts";

/** A character's font, and how it is set. */
export interface Cut {
  readonly font: FontFile;
  readonly face: Omit<Face, "file" | "ranges">;
}

/** Bytes and number of fonts a shop may put beside the program: each is copied whenever it draws. */
const MAX_OWN_BYTES = 40_000_000;
const MAX_OWN_FONTS = 8;

/** Answers that are remembered. */
const MAX_CUTS = 10_000;

/** Code points with a meaning of their own, for which a font's glyph says nothing: private use, and U+FFFD and the like. */
const NO_CHARACTER = /^[\p{Co}\p{Cn}\p{Cs}\p{Cc}\ufff9-\uffff]$/u;
// Emoji younger than this program's Unicode tables are unassigned to them.
const YOUNG_EMOJI = /^\p{Extended_Pictographic}$/u;

/** The fonts there are: those of the shop's own folder, and those in the program, each read when a character needs it. */
export class FontShelf {
  readonly #folder: () => string | null;
  readonly #ready = new Map<string, FontFile | null>();
  readonly #cuts = new Map<string, Cut | null>();
  readonly #problems: string[] = [];
  #own: readonly FontFile[] | null = null;

  /** `folder` may have `.ttf` and `.otf` files; it need not be there. */
  constructor(folder: () => string | null) {
    this.#folder = folder;
  }

  /** What could not be read, or `null`. */
  get problem(): string | null {
    return this.#problems.length === 0 ? null : this.#problems.join("; ");
  }

  /** The font that has all of `characters`, or else the first of them; `null` when none has. Never throws. */
  cut(characters: string): Cut | null {
    let cut = this.#cuts.get(characters);
    if (cut !== undefined) return cut;
    cut = this.#find(characters);
    if (this.#cuts.size >= MAX_CUTS) this.#cuts.clear();
    this.#cuts.set(characters, cut);
    return cut;
  }

  #find(characters: string): Cut | null {
    const points = Array.from(characters, (character) => character.codePointAt(0) ?? 0).filter(isVisible);
    const [first] = points;
    if (first === undefined || points.some(isNoCharacter)) return null;
    return this.#withAll(points) ?? this.#withAll([first]);
  }

  #withAll(points: readonly number[]): Cut | null {
    const [first = 0] = points;
    this.#own ??= this.#readOwn();
    const own = this.#own.find((font) => points.every((point) => font.has(point)));
    if (own !== undefined) return { font: own, face: ownFace(first) };
    for (const face of FACES) {
      if (!points.every((point) => isWithin(face.ranges, point))) continue;
      const font = this.#embedded(face.file);
      if (font !== null && points.every((point) => font.has(point))) return { font, face };
    }
    return null;
  }

  #embedded(file: string): FontFile | null {
    const ready = this.#ready.get(file);
    if (ready !== undefined) return ready;
    let font: FontFile | null = null;
    try {
      font = readFont(gunzipSync(readFileSync(new URL(`./fonts/${file}.ttf.gz`, import.meta.url))));
    } catch (error) {
      this.#problems.push(`the font ${file} cannot be read: ${reason(error)}`);
    }
    this.#ready.set(file, font);
    return font;
  }

  #readOwn(): FontFile[] {
    const fonts: FontFile[] = [];
    const folder = this.#folder();
    for (const name of ownNames(folder)) {
      const path = join(folder ?? "", name);
      try {
        if (fonts.length === MAX_OWN_FONTS) throw new Error(`there are more than ${MAX_OWN_FONTS} fonts`);
        if (statSync(path).size > MAX_OWN_BYTES) throw new Error(`it has more than ${MAX_OWN_BYTES / 1e6} MB`);
        fonts.push(readFont(readFileSync(path)));
      } catch (error) {
        this.#problems.push(`the font "${path}" cannot be used: ${reason(error)}`);
      }
    }
    return fonts;
  }
}

function ownNames(folder: string | null): string[] {
  if (folder === null) return [];
  try {
    return readdirSync(folder).filter((name) => /\.[ot]tf$/i.test(name)).sort();
  } catch {
    return [];
  }
}

function isVisible(codePoint: number): boolean {
  return !/^\p{Default_Ignorable_Code_Point}$/u.test(String.fromCodePoint(codePoint));
}

function isNoCharacter(codePoint: number): boolean {
  const character = String.fromCodePoint(codePoint);
  return NO_CHARACTER.test(character) && !YOUNG_EMOJI.test(character);
}

function reason(error: unknown): string {
  // A font that ends too early is read beyond its end.
  if (error instanceof RangeError) return "it is damaged";
  return error instanceof Error ? error.message : String(error);
}
