import type { Profile } from "../domain/profile.ts";
import { printable } from "../domain/printable.ts";
import { layoutPlain } from "./layout.ts";
import type { ImageBlock, TextLine } from "./line.ts";
import type { Substitution } from "./missing.ts";

/** The text that stands where a picture cannot. */
export function altLines({ alt, align }: ImageBlock, profile: Profile, missing: Substitution): TextLine[] {
  const text = alt?.trim() ?? "";
  return text === "" ? [] : layoutPlain(text, align, profile, missing);
}

/** The warning that a picture is not on the paper. */
export function leftOut({ alt }: ImageBlock, why: string): string {
  const text = printable(alt ?? "", 40);
  return text === "" ? `a picture was left out: ${why}` : `a picture was printed as ${JSON.stringify(text)}: ${why}`;
}
