import { PLAIN } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { decodeBytes } from "./code_page.ts";
import { displayColumns } from "./display_width.ts";
import { interpret } from "./interpret.ts";
import type { Paper, PaperItem } from "./paper.ts";

const [LF, FF, CR] = [0x0a, 0x0c, 0x0d];

/** The paper that bytes of `render` make on the printer of `profile`, in whatever format it has. Never throws. */
export function paperOf(bytes: Uint8Array, profile: Profile): Paper {
  return profile.format === "text" ? plainPaper(bytes, profile) : interpret(bytes, profile);
}

/** Plain lines; a form feed, which ends a page, is a cut. */
function plainPaper(bytes: Uint8Array, profile: Profile): Paper {
  const items: PaperItem[] = [];
  let start = 0;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index];
    if (byte !== LF && byte !== FF && index < bytes.length) continue;
    const end = byte === LF && bytes[index - 1] === CR ? index - 1 : index;
    if (end > start || byte === LF) {
      const text = decodeBytes(bytes.subarray(start, Math.max(start, end)), profile.textEncoding);
      items.push({ kind: "line", align: "left", runs: [{ text, style: PLAIN }], columns: displayColumns(text) });
    }
    if (byte === FF) items.push({ kind: "cut", partial: false });
    start = index + 1;
  }
  return { items };
}
