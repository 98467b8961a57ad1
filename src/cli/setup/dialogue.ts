import { inWords } from "../../setup/setting_words.ts";
import { printable } from "../../domain/printable.ts";
import { Left } from "./interview.ts";
import type { Setup, Step } from "./step.ts";

/** Characters of a value that the list shows. */
const LONG = 80;

/**
 * Goes through the steps, back and forth; at the end everything is shown and asked once more. Whether it is to be written;
 * `false` when the person left.
 */
export async function isAgreed(setup: Setup, steps: readonly Step[]): Promise<boolean> {
  const all = [...steps, SUMMARY];
  for (let at = 0; at < all.length;) {
    const step = all[at];
    if (step === undefined) break;
    const { interview } = setup;
    interview.begin();
    interview.say("", `[${at + 1}/${all.length}] ${step.title}`);
    try {
      await step.run(setup);
      at++;
    } catch (error) {
      if (!(error instanceof Left)) throw error;
      if (error.way === "quit") return false;
      // Whoever is in the middle of a step begins it again; at its first question it is the step before.
      if (interview.isMidStep) continue;
      if (at === 0) interview.say("This is the first question. q leaves, and nothing is written.");
      else at--;
    }
  }
  return true;
}

function nameKey(settings: readonly { readonly key: string }[]): string | undefined {
  return settings.find(({ key }) => inWords(key) === inWords("USERNAME"))?.key;
}

const SUMMARY: Step = {
  title: "All together",
  async run({ interview, draft, wishes }) {
    const all = draft.newSettings();
    // Two settings have that name; people have one.
    const lines = all.filter(({ key }) => inWords(key) !== inWords("USERNAME") || key === nameKey(all));
    interview.say(
      lines.length === 0 ? "Nothing is otherwise than before." : "This is what was found:",
      ...lines.map(({ key, value }) => `  ${inWords(key).padEnd(24)} ${printable(value, LONG)}`),
    );
    const dropped = draft.droppedKeys();
    if (dropped.length > 0) interview.say(`No longer counts: ${dropped.join(", ")}.`);
    if (wishes.startWithWindows) interview.say("  It starts with Windows.");
    while (!(await interview.yes(`Write this to ${draft.file.path}?`, "y"))) {
      interview.say("Not written. b goes back and lets you change it, q leaves.");
    }
  },
};
