import type { Profile } from "../domain/profile.ts";
import { altLines, leftOut } from "./alt_text.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { pagesOf } from "./code_page.ts";
import { displayColumns } from "./display_width.ts";
import type { Encoded } from "./encoder.ts";
import { layoutPlain } from "./layout.ts";
import type { Line, TextLine } from "./line.ts";
import { Missing } from "./missing.ts";
import { paperColumns, within } from "./range.ts";
import { TextWriter } from "./text_writer.ts";

const [LF, FF, CR] = [0x0a, 0x0c, 0x0d];

/** Lines one feed may have, as on an ESC/POS printer. */
const MAX_FEED = 255;

const LEFT_OUT = {
  drawer: 'the drawer was not opened: format "text" has no command for it',
  beep: 'the printer did not beep: format "text" has no command for it',
};

// One document at a time is encoded, so one buffer serves them all.
const buffer = new ByteBuffer();

/**
 * Plain lines in the profile's encoding, for any printer that takes text. Lines end with CR LF: many such printers feed
 * on LF without going back to the left, and Notepad shows the file the same way. A form feed ends each page (at a cut
 * and at the end) on which anything was printed; empty lines in front of it are left out. Styles are dropped, codes
 * become their data, pictures their text. Never throws.
 */
export function encodeText(lines: readonly Line[], profile: Profile, missing = new Missing(null)): Encoded {
  buffer.clear();
  const asText: Profile = profile.format === "text" ? profile : { ...profile, format: "text" };
  const set = pagesOf(asText);
  const writer = new TextWriter(buffer, set, set.pages[0] ?? null, () => {});
  const left = new Set<string>();
  let isPageEmpty = true;
  let emptyLines = 0;
  const put = (line: TextLine) => {
    if (line.spans.length === 0) return void emptyLines++;
    for (; emptyLines > 0; emptyLines--) lineEnd();
    writer.write(indent(line, paperColumns(profile)));
    for (const { text } of line.spans) writer.write(text);
    lineEnd();
    isPageEmpty = false;
  };
  const endPage = () => {
    if (!isPageEmpty) buffer.put(FF);
    isPageEmpty = true;
    emptyLines = 0;
  };
  for (const line of lines) {
    if (line.kind === "text") put(line);
    else if (line.kind === "feed") emptyLines += within(line.lines, 0, MAX_FEED);
    else if (line.kind === "cut") endPage();
    else if (line.kind === "qr" || line.kind === "barcode" || line.kind === "pdf417") {
      layoutPlain(line.data, line.align, asText, missing).forEach(put);
    } else if (line.kind === "image") {
      const why = "problem" in line.picture ? line.picture.problem : 'format "text" has no pictures';
      if (line.alt !== "" || "problem" in line.picture) left.add(leftOut(line, why));
      altLines(line, asText, missing).forEach(put);
    } else left.add(LEFT_OUT[line.kind]);
  }
  endPage();
  return { bytes: buffer.take(), warnings: [...left, ...missing.warnings(), ...writer.warnings()] };
}

function lineEnd(): void {
  buffer.put(CR);
  buffer.put(LF);
}

/** Wide characters are printed narrow here, so the room is measured again. */
function indent({ align, spans }: TextLine, columns: number): string {
  if (align === "left") return "";
  const used = spans.reduce((sum, { text }) => sum + displayColumns(text), 0);
  const free = Math.max(0, columns - used);
  return " ".repeat(align === "right" ? free : free >> 1);
}
