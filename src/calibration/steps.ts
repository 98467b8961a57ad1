import type { Painters } from "../domain/painter.ts";
import { buzzerStep, cutStep, drawerStep } from "./actions.ts";
import { codesStep } from "./codes.ts";
import { alphabetStep, lettersStep, OTHER_ALPHABETS } from "./letters.ts";
import { chineseStep, realtimeStep } from "./modes.ts";
import { picturesStep } from "./pictures.ts";
import { columnsStep, dotsStep } from "./rulers.ts";
import type { StepMaker } from "./step.ts";

/** The steps in the order in which they build on one another: no sample needs what a later one finds out. */
export function stepMakers(painters: Painters): readonly StepMaker[] {
  return [
    realtimeStep,
    chineseStep,
    lettersStep,
    ...OTHER_ALPHABETS.map((alphabet): StepMaker => (profile) => alphabetStep(alphabet, profile)),
    columnsStep,
    picturesStep,
    dotsStep,
    (profile) => codesStep(profile, painters),
    cutStep,
    drawerStep,
    buzzerStep,
  ];
}
