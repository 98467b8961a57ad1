import type { Document } from "../domain/document.ts";
import type { PageOptions } from "../domain/html_page.ts";
import { PrintError } from "../domain/print_error.ts";
import { Cascade } from "./cascade.ts";
import { frameworkFor } from "./default_styles.ts";
import { Looks } from "./look.ts";
import { mediaHolds, PIXELS_PER_COLUMN } from "./media.ts";
import { PageReader } from "./reader.ts";
import { Strip } from "./strip.ts";
import { readTree } from "./tree.ts";

/** Characters on the paper of one page: 13 metres of it. */
const MAX_TEXT = 200_000;

/**
 * The document of a page as backends make them: any HTML with its styles becomes paper as wide as `columns`. No script is
 * run, nothing is loaded. Throws PrintError("document_invalid") for what is no page at all.
 */
export function readPage(html: string, { columns, pictures }: PageOptions): Document {
  const tree = readTree(html);
  const width = columns * PIXELS_PER_COLUMN;
  const sheets = tree.sheets.filter(({ media }) => mediaHolds(media, width)).map(({ css }) => css);
  const cascade = new Cascade(sheets, frameworkFor(tree.links), width);
  const looks = new Looks(tree.root, cascade);
  const strip = new Strip(columns);
  const reader = new PageReader(looks, columns, pictures);
  for (const element of tree.root) reader.block(element, strip);
  if (reader.characters > MAX_TEXT) {
    throw new PrintError(
      "document_invalid",
      `The page has ${reader.characters} characters of text; ${MAX_TEXT} is the most.`,
      {
        hint: "Send it in parts.",
      },
    );
  }
  const { blocks } = strip;
  // The program cuts by itself at the end of a job.
  if (blocks.at(-1)?.kind === "cut") blocks.pop();
  const warnings: string[] = [];
  if (cascade.isCut) warnings.push("some styles of the page were left out: it has too many");
  if (tree.isCut) warnings.push("some tags of the page were left out: it has too many, or too deep in one another");
  return warnings.length === 0 ? { blocks } : { blocks, warnings };
}
