import type { Block } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";
import { boxPicture } from "./box.ts";
import { textBlock, unlimited } from "./sheet.ts";
import type { Step } from "./step.ts";

/** Widths that receipt printers have: 58 mm paper, 76 mm impact printers, 80 mm, 112 mm. */
const COLUMNS = [30, 32, 33, 35, 40, 42, 44, 46, 48, 52, 53, 56, 64, 69];

/** Dots across that heads have. */
const DOTS = [360, 384, 420, 432, 512, 528, 546, 560, 576, 640, 832];

/**
 * `#32 -----10--------20---…<`, so many characters long; the numbers end at the columns they name. What goes on in the next
 * line never begins with `#`.
 */
export function ruler(columns: number): string {
  const line = Array.from({ length: columns }, () => "-");
  const put = (text: string, end: number) => [...text].forEach((it, index) => line[end - text.length + index] = it);
  for (let column = 10; column < columns - 2; column += 10) put(String(column), column);
  put(`#${columns} `, String(columns).length + 2);
  put("<", columns);
  return line.join("");
}

/** How many characters a line has. */
export function columnsStep(profile: Profile): Step {
  return {
    title: "Width",
    sheets: [[{ blocks: COLUMNS.map((columns) => textBlock(ruler(columns))), profile: unlimited(profile) }]],
    expected: [ruler(32), "…"],
    question: "Which is the longest ruler that stays on ONE line and ends with < ? Type the number behind its #.",
    numbers: COLUMNS,
    conclude(right) {
      if (right.length > 0) return { found: { columns: Math.max(...right) } };
      return { found: {}, remark: "The width stays as it is; set it by hand where it is less than 30 characters." };
    },
  };
}

/** How many dots the head has; characters of font A are 12 to 14 dots wide. */
export function dotsStep(profile: Profile): Step | null {
  if (profile.format === "text" || profile.pictureMode === "none") return null;
  const { columns } = profile;
  const widths = [...new Set([columns * 12, ...DOTS])]
    .filter((dots) => dots >= columns * 12 - 12 && dots <= columns * 14).sort((left, right) => left - right);
  return {
    title: "Width of pictures",
    sheets: [
      widths.map((dots) => ({
        blocks: [textBlock(`${dots}`), box(dots)],
        profile: { ...unlimited(profile), dots },
      })),
    ],
    expected: ["Long empty boxes, each with a thick right side: 576 [          ▌"],
    question: "Which is the longest box whose thick right side is there in full? Type the number above it.",
    numbers: widths,
    conclude(right) {
      if (right.length > 0) return { found: { dots: Math.max(...right) } };
      return { found: {}, remark: "The width of pictures stays as it is." };
    },
  };
}

function box(dots: number): Block {
  const picture = boxPicture(dots, 24, { right: 8, isCrossed: false });
  return { kind: "image", picture, align: "left", dither: "threshold", alt: "" };
}
