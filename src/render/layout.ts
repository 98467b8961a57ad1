import { type Align, type Document, PLAIN, type Style } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { pagesOf } from "./code_page.ts";
import { displayColumns } from "./display_width.ts";
import { flowOf, type Medium, type WhiteSpace } from "./flow.ts";
import type { Line, TextLine } from "./line.ts";
import { layoutTable } from "./table.ts";
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

// A wide character must find room on every paper.
const MIN_COLUMNS = 2;

function mediumOf(profile: Profile): Medium {
  const columns = Math.floor(profile.columns);
  return {
    columns: columns >= MIN_COLUMNS ? columns : MIN_COLUMNS,
    pages: pagesOf(profile),
    styled: profile.format !== "text",
  };
}

function ruler(character: string, medium: Medium): TextLine {
  const { text } = flowOf([{ text: character, style: PLAIN }], medium, "fold");
  const unit = [...text].find((one) => displayColumns(one) > 0 && one !== "\n") ?? "-";
  const count = Math.floor(medium.columns / displayColumns(unit));
  const columns = count * displayColumns(unit);
  return { kind: "text", align: "left", spans: [{ text: unit.repeat(count), style: PLAIN }], columns };
}
