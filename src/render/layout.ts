import { type Align, type Document, PLAIN, type Style } from "../domain/document.ts";
import type { Format, Profile } from "../domain/profile.ts";
import { kindOf, ORDINARY, pagesOf } from "./code_page.ts";
import { flowOf, type Medium, type WhiteSpace } from "./flow.ts";
import type { Line, TextLine } from "./line.ts";
import { paperColumns } from "./range.ts";
import { layoutTable } from "./table.ts";
import { cleanText } from "./typography.ts";
import { unitAt } from "./unit_at.ts";
import { wrap } from "./wrap.ts";

/**
 * Breaks a document into the lines of one printer. No line is wider than the paper and no character of a text is lost;
 * characters the printer lacks stay, to be replaced and counted by the encoder. Never throws.
 */
export function layout(document: Document, profile: Profile): Line[] {
  const medium = mediumOf(profile);
  const lines: Line[] = [];
  for (const block of document.blocks) {
    switch (block.kind) {
      case "text":
        for (const { spans, columns } of wrapped(block.spans, medium, block.pre ? "pre" : "fold")) {
          lines.push({ kind: "text", align: block.align, spans, columns });
        }
        break;
      case "table":
        for (const line of layoutTable(block, medium)) lines.push(line);
        break;
      case "rule":
        lines.push(ruler(block.character, medium));
        break;
      default:
        lines.push(block);
    }
  }
  return lines;
}

/** Text that stands in for something else, such as the data of a code that cannot be printed. */
export function layoutPlain(text: string, align: Align, profile: Profile): TextLine[] {
  return wrapped([{ text, style: PLAIN }], mediumOf(profile), "pre").map(({ spans, columns }) => (
    { kind: "text", align, spans, columns }
  ));
}

function wrapped(spans: readonly { text: string; style: Style }[], medium: Medium, white: WhiteSpace) {
  return wrap(flowOf(spans, medium, white), medium.columns, white);
}

/** `GS !` goes up to 8, and so does what is drawn; Star's `ESC i` to 6. */
const MAX_FACTOR: Record<Format, number> = { escpos: 8, starprnt: 6, starline: 6, text: 0, gdi: 8 };

function mediumOf(profile: Profile): Medium {
  return {
    columns: paperColumns(profile),
    pages: pagesOf(profile),
    maxFactor: MAX_FACTOR[profile.format],
  };
}

function ruler(character: string, medium: Medium): TextLine {
  // One plain character: what the printer lacks would make a line of question marks.
  const clean = cleanText(character, medium.pages).trim();
  const unit = clean !== "" && kindOf(unitAt(clean, 0), medium.pages) === ORDINARY ? clean.charAt(0) : "-";
  const spans = [{ text: unit.repeat(medium.columns), style: PLAIN }];
  return { kind: "text", align: "left", spans, columns: medium.columns };
}
