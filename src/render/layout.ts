import { type Align, type Document, PLAIN } from "../domain/document.ts";
import type { Format, Profile } from "../domain/profile.ts";
import { kindOf, ORDINARY, pagesOf } from "./code_page.ts";
import { flowOf, type Medium } from "./flow.ts";
import type { Line, TextLine } from "./line.ts";
import { isRightToLeft } from "./painted_runs.ts";
import { paperColumns } from "./range.ts";
import { NO_SUBSTITUTION, type Substitution } from "./missing.ts";
import { layoutTable } from "./table.ts";
import { cleanText } from "./typography.ts";
import { unitAt } from "./unit_at.ts";
import { wrap } from "./wrap.ts";

/**
 * Breaks a document into the lines of one printer. No line is wider than the paper and no character of a text is lost;
 * what becomes of characters the printer lacks, `missing` says; without it they stay. Never throws.
 */
export function layout(document: Document, profile: Profile, missing = NO_SUBSTITUTION): Line[] {
  const medium = mediumOf(profile, missing);
  const lines: Line[] = [];
  for (const block of document.blocks) {
    switch (block.kind) {
      case "text": {
        const white = block.pre ? "pre" : "fold";
        const flow = flowOf(block.spans, medium, white);
        // A paragraph that is read from the right begins there, unless it is placed otherwise.
        const fromRight = flow.inside !== null && !block.pre && block.align === "left" && isRightToLeft(flow.text);
        const align = fromRight ? "right" : block.align;
        for (const { spans, columns } of wrap(flow, medium.columns, white)) {
          lines.push({ kind: "text", align, spans, columns });
        }
        break;
      }
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
export function layoutPlain(text: string, align: Align, profile: Profile, missing: Substitution): TextLine[] {
  const medium = mediumOf(profile, missing);
  return wrap(flowOf([{ text, style: PLAIN }], medium, "pre"), medium.columns, "pre").map(({ spans, columns }) => (
    { kind: "text", align, spans, columns }
  ));
}

/** `GS !` goes up to 8, and so does what is drawn; Star's `ESC i` to 6. */
const MAX_FACTOR: Record<Format, number> = { escpos: 8, starprnt: 6, starline: 6, text: 0, gdi: 8 };

function mediumOf(profile: Profile, missing: Substitution): Medium {
  return {
    missing,
    columns: paperColumns(profile),
    pages: pagesOf(profile),
    maxFactor: MAX_FACTOR[profile.format],
  };
}

function ruler(character: string, medium: Medium): TextLine {
  // One plain character: what the printer lacks would make a line of question marks.
  const clean = character === "-" ? character : cleanText(character, medium.pages, NO_SUBSTITUTION).trim();
  const unit = clean !== "" && kindOf(unitAt(clean, 0), medium.pages) === ORDINARY ? clean.charAt(0) : "-";
  const spans = [{ text: unit.repeat(medium.columns), style: PLAIN }];
  return { kind: "text", align: "left", spans, columns: medium.columns };
}
