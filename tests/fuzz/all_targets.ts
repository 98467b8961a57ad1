import type { AnyTarget } from "./target.ts";
import { anyTarget } from "./target.ts";
import { answersTarget, escposTarget, packetTarget, starTarget } from "./targets/byte_targets.ts";
import { payloadTarget } from "./targets/payload_target.ts";
import { codeTarget, imageTarget, textTarget } from "./targets/picture_targets.ts";
import { argumentsTarget, envEditTarget, envTarget } from "./targets/settings_targets.ts";
import { labelsTarget, pageTarget, templateTarget } from "./targets/template_targets.ts";

/** Every input from outside. */
export const TARGETS: readonly AnyTarget[] = [
  anyTarget(payloadTarget),
  anyTarget(packetTarget),
  anyTarget(envTarget),
  anyTarget(envEditTarget),
  anyTarget(argumentsTarget),
  anyTarget(templateTarget),
  anyTarget(labelsTarget),
  anyTarget(pageTarget),
  anyTarget(imageTarget),
  anyTarget(codeTarget),
  anyTarget(textTarget),
  anyTarget(escposTarget),
  anyTarget(starTarget),
  anyTarget(answersTarget),
];
