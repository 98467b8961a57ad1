import { PLAIN } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { LINE_DOTS, type Paper, type PaperItem } from "./paper.ts";
import { PDF417_ROW_HEIGHT } from "./pdf417.ts";
import { qrModules } from "./qr.ts";
import { paperDots } from "./range.ts";
import { CHARACTER_HEIGHT, lineHeight } from "./svg_line.ts";

/** Paper between head and knife, which every feed-and-cut passes: 10 to 15 mm in the receipt printers we know. */
const TO_KNIFE_MM = 12;

/** Rows of a PDF417 code of average length; how many it takes is the printer's choice. */
const PDF417_ROWS = 20;

/**
 * The length of a roll that a document takes, in mm. An estimate: printers differ in what they feed to their knife and in
 * how large they make a code. Heads of 512 dots have 180 dots to the inch, the others 203.
 */
export function paperMm({ items }: Paper, profile: Profile): number {
  const dotsToMm = paperDots(profile) === 512 ? 180 / 25.4 : 203 / 25.4;
  return items.reduce((sum, item) => sum + (item.kind === "cut" ? TO_KNIFE_MM : dotsOf(item) / dotsToMm), 0);
}

function dotsOf(item: PaperItem): number {
  switch (item.kind) {
    case "line":
      return Math.max(lineHeight(item), item.spacingDots ?? LINE_DOTS);
    case "picture":
      return item.rows.length;
    case "feed":
      return item.dots ?? item.lines * LINE_DOTS;
    case "barcode":
      return item.heightDots + (item.text ? CHARACTER_HEIGHT * PLAIN.height : 0);
    case "qr":
      return (qrModules(new TextEncoder().encode(item.data).length, item.level) ?? 0) * item.moduleDots;
    case "pdf417":
      return PDF417_ROWS * PDF417_ROW_HEIGHT * item.moduleDots;
    default:
      return 0;
  }
}
