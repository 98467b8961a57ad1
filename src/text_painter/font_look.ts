import { statSync } from "node:fs";
import { FACES } from "./faces.ts";
import { FontShelf } from "./font_shelf.ts";

/** What is known of the fonts without drawing anything. */
export interface FontLook {
  /** Fonts that are part of the program and cannot be found. */
  readonly missing: readonly string[];
  /** What is wrong with the shop's own, in words; `null` when nothing. */
  readonly problem: string | null;
}

/** Looks whether the fonts are there: those of the program, and the shop's own in `folder`. */
export function lookAtFonts(folder: string): FontLook {
  const shelf = new FontShelf(() => folder);
  // A character that is in one font of the program: it and the shop's own are read.
  shelf.cut("Ж");
  return {
    missing: [...new Set(FACES.map(({ file }) => file))].filter((file) => !isThere(file)),
    problem: shelf.problem,
  };
}

function isThere(file: string): boolean {
  try {
    return statSync(new URL(`./fonts/${file}.ttf.gz`, import.meta.url)).size > 0;
  } catch {
    return false;
  }
}
