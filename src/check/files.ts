import { count } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** The templates that are used. */
export interface TemplateFacts {
  readonly folder: string;
  /** Names of the shop's own. */
  readonly own: readonly string[];
  readonly problems: readonly string[];
}

/** The shop's own templates, and what is wrong with them. */
export function templatesFinding({ folder, own, problems }: TemplateFacts): Finding {
  const name = "templates";
  if (problems.length > 0) return fail(name, problems.join(" "));
  return ok(
    name,
    own.length === 0
      ? `the shipped ones; none of the shop's own in ${folder}`
      : `the shop's own ${own.join(", ")} in ${folder}`,
  );
}

/** What papers are drawn with. */
export interface FilesFacts {
  /** Fonts of the program that are not there. */
  readonly missingFonts: readonly string[];
  /** What is wrong with the shop's own fonts; `null` when nothing. */
  readonly fontProblem: string | null;
  readonly logo: { readonly width: number; readonly height: number } | null;
  readonly assetsDir: string;
  /** Pictures in that folder. */
  readonly pictures: number;
}

/** Fonts, logo and pictures. */
export function filesFinding({ missingFonts, fontProblem, logo, assetsDir, pictures }: FilesFacts): Finding {
  const name = "fonts and pictures";
  const what = [
    logo === null ? "no logo" : `logo ${logo.width}x${logo.height}`,
    pictures === 0 ? `no pictures in ${assetsDir}` : `${count(pictures, "picture")} in ${assetsDir}`,
  ].join(", ");
  if (missingFonts.length > 0) {
    return note(
      name,
      `the program is not complete: ${
        missingFonts.join(", ")
      } is missing. Download it again; until then some letters print as others.`,
    );
  }
  if (fontProblem !== null) {
    return note(name, `${fontProblem}. Take it out of the folder fonts, or put a sound one there. ${what}`);
  }
  return ok(name, `fonts complete, ${what}`);
}
