import { type Align, type Block, PLAIN } from "../domain/document.ts";
import type { Painters } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { renderPainted } from "../render/render.ts";
import type { Sheet } from "./step.ts";

/** Empty lines that bring the last sample where it can be read. */
const FEED: Block = { kind: "feed", lines: 5 };

const FORM_FEED = 0x0c;

/** The bytes of a sheet: each part as the program itself would print it on a printer of the part's profile. */
export async function sheetBytes(sheet: Sheet, painters: Painters): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const [index, { blocks, profile }] of sheet.entries()) {
    const isLast = index === sheet.length - 1;
    const { bytes } = await renderPainted({ blocks: isLast ? [...blocks, FEED] : blocks }, profile, painters);
    // One page for the sheet, not one for each sample.
    pieces.push(!isLast && bytes.at(-1) === FORM_FEED ? bytes.slice(0, -1) : bytes);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** A line of text that stays as it is. */
export function textBlock(text: string, align: Align = "left"): Block {
  return { kind: "text", align, spans: [{ text, style: PLAIN }], pre: true };
}

/** The profile with room for any line: where it breaks is the printer's affair. */
export function unlimited(profile: Profile): Profile {
  return { ...profile, columns: 96 };
}
