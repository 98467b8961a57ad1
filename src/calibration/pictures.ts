import type { PictureMode, Profile } from "../domain/profile.ts";
import { boxPicture } from "./box.ts";
import { textBlock, unlimited } from "./sheet.ts";
import type { Step } from "./step.ts";

const MODES: readonly PictureMode[] = ["raster", "columns"];

/** Which of the two ways of sending pictures the printer understands. */
export function picturesStep(profile: Profile): Step | null {
  if (profile.format !== "escpos") return null;
  const picture = boxPicture(144, 96, { right: 3, isCrossed: true });
  return {
    title: "Pictures",
    sheets: [
      MODES.map((pictureMode, index) => ({
        blocks: [
          textBlock(`${index + 1}`),
          { kind: "image", picture, align: "left", dither: "threshold", alt: "" },
        ],
        profile: { ...unlimited(profile), pictureMode },
      })),
    ],
    expected: ["A box with one clean diagonal from the upper left to the lower right, without gaps: [\\]"],
    question: "Which of the pictures 1 and 2 are a clean box with a diagonal?",
    numbers: [1, 2],
    conclude(right) {
      const pictureMode = MODES.find((_, index) => right.includes(index + 1));
      if (pictureMode !== undefined) return { found: { pictureMode } };
      return { found: { pictureMode: "none" }, remark: "Then pictures are left out on this printer." };
    },
  };
}
