import type { Profile } from "../domain/profile.ts";
import { textBlock, unlimited } from "./sheet.ts";
import type { Step } from "./step.ts";

/** Whether the printer knows `GS ( D`, or prints it as `(D`. */
export function realtimeStep(profile: Profile): Step | null {
  if (profile.format !== "escpos") return null;
  const lines = ["1  Coffee 2.50", "2  Coffee 2.50"];
  return {
    title: "Clean start",
    sheets: [[
      { blocks: [textBlock(lines[0] ?? "")], profile: { ...unlimited(profile), disableRealtime: true } },
      { blocks: [textBlock(lines[1] ?? "")], profile: { ...unlimited(profile), disableRealtime: false } },
    ]],
    expected: lines,
    question: "Which lines are exactly so, with nothing odd such as (D in front of them?",
    numbers: [1, 2],
    conclude(right) {
      if (right.includes(1)) return { found: { disableRealtime: true } };
      if (right.includes(2)) return { found: { disableRealtime: false } };
      const remark = "Then it may not be an ESC/POS printer: see PRINT_FORMAT. The next samples will show.";
      return { found: {}, remark };
    },
  };
}

/** Whether the printer starts in Chinese mode, where two bytes above 0x7F are one Chinese character. */
export function chineseStep(profile: Profile): Step | null {
  if (profile.format !== "escpos") return null;
  // On page 0, which is CP437 on nearly all printers; what the letters look like does not matter here.
  const plain: Profile = { ...unlimited(profile), codePages: [{ encoding: "cp437", number: 0 }], drawMissing: false };
  const lines = ["1  ëçñëçñ äöüäöü", "2  ëçñëçñ äöüäöü"];
  return {
    title: "Chinese characters",
    sheets: [[
      { blocks: [textBlock(lines[0] ?? "")], profile: { ...plain, cancelChinese: false } },
      { blocks: [textBlock(lines[1] ?? "")], profile: { ...plain, cancelChinese: true } },
    ]],
    expected: lines,
    question: "Which lines have NO Chinese characters? (Other wrong letters do not matter yet.)",
    numbers: [1, 2],
    conclude(right) {
      if (right.includes(1)) return { found: { cancelChinese: false } };
      if (right.includes(2)) return { found: { cancelChinese: true } };
      const remark =
        "The printer cannot be told to leave Chinese mode: switch it off at the printer itself (its manual says " +
        "how, often a small switch or a setting), then calibrate again.";
      return { found: {}, remark };
    },
  };
}
