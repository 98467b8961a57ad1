import { BUZZERS, type Profile } from "../domain/profile.ts";
import { textBlock } from "./sheet.ts";
import type { Step } from "./step.ts";

/** Whether there is a knife. */
export function cutStep(profile: Profile): Step | null {
  if (profile.format === "text") return null;
  return {
    title: "Knife",
    sheets: [
      [{
        blocks: [textBlock("1  full cut"), { kind: "cut", partial: false }],
        profile: { ...profile, cutter: true },
      }],
      [{
        blocks: [textBlock("2  partial cut"), { kind: "cut", partial: true }],
        profile: { ...profile, cutter: true },
      }],
    ],
    expected: ["1  cut through", "2  cut but for a small bridge"],
    question: "After which numbers was the paper cut, through or nearly?",
    numbers: [1, 2],
    conclude: (right) => ({ found: { cutter: right.length > 0 } }),
  };
}

const PINS = [2, 5] as const;

/** Which pin of the socket the drawer hangs on. */
export function drawerStep(profile: Profile): Step | null {
  if (profile.format === "text") return null;
  return {
    title: "Drawer",
    consent: "Is a cash drawer connected to this printer, and may it open now?",
    sheets: PINS.map((drawerPin, index) => [{
      blocks: [textBlock(`${index + 1}  drawer, pin ${drawerPin}`), { kind: "drawer" }],
      profile: { ...profile, drawerPin },
    }]),
    expected: [],
    question: "After which number did the drawer open?",
    numbers: [1, 2],
    conclude(right) {
      const drawerPin = PINS.find((_, index) => right.includes(index + 1));
      if (drawerPin !== undefined) return { found: { drawerPin } };
      const remark = "Check its cable, that it is unlocked, and try PRINTER_<ALIAS>_DRAWER_ON_MS=200.";
      return { found: {}, remark };
    },
  };
}

const SOUNDING = BUZZERS.filter((buzzer) => buzzer !== "none");

/** How the printer is made to beep. */
export function buzzerStep(profile: Profile): Step | null {
  if (profile.format !== "escpos") return null;
  return {
    title: "Buzzer",
    consent: "Try how it beeps? (The last of the four ways can open a cash drawer.)",
    sheets: SOUNDING.map((buzzer, index) => [{
      blocks: [textBlock(`${index + 1}  buzzer`), { kind: "beep", times: 2 }],
      profile: { ...profile, buzzer },
    }]),
    expected: [],
    question: "After which numbers did it beep? (none: it has no buzzer)",
    numbers: SOUNDING.map((_, index) => index + 1),
    conclude(right) {
      const buzzer = SOUNDING.find((_, index) => right.includes(index + 1)) ?? "none";
      return { found: { buzzer } };
    },
  };
}
