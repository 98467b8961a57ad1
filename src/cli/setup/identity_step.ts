import { isTaken, plainly, type Setup, type Step } from "./step.ts";

/** Who we are for the backend: asked, and tried with the backend. */
export const IDENTITY_STEP: Step = {
  title: "Your shop",
  async run(setup) {
    for (;;) {
      await ask(setup);
      if (await isAcceptedOrKept(setup)) return;
    }
  },
};

async function ask(setup: Setup): Promise<void> {
  const { interview, draft } = setup;
  const put = async (question: string, enter: string | null, set: (value: string) => string | null) => {
    while (!isTaken(setup, set(await interview.text(question, enter)))) { /* asked again */ }
  };
  await put(
    "What is the tax number (NIPT) of your business? It stands on your fiscal receipts, such as L12345678A.",
    draft.value("NIPT") || null,
    (value) => draft.set({ key: "NIPT", value }),
  );
  await put(
    "Which name does this PC have at the server? If nobody gave you one, press Enter.",
    draft.username || "printer_client",
    (value) => draft.setUsername(value),
  );
  await put(
    "Which session number (SESSION_ID) does it have there? If nobody gave you one, press Enter.",
    draft.value("SESSION_ID") || `printer_client_${setup.newId().replaceAll("-", "").slice(0, 12)}`,
    (value) => draft.set({ key: "SESSION_ID", value }),
  );
}

async function isAcceptedOrKept(setup: Setup): Promise<boolean> {
  const { interview, draft } = setup;
  for (;;) {
    const loaded = draft.settings();
    if ("problems" in loaded) {
      interview.say("This cannot be used:", ...draft.problems().map((line) => `  ${line}`));
      return false;
    }
    interview.say("Asking the server …");
    const { isAccepted, isThere, message } = await setup.reach(loaded.settings);
    if (isAccepted) {
      interview.say("Good: the server accepts this PC.");
      return true;
    }
    interview.say(
      isThere ? "The server did not accept this PC." : "The server cannot be reached.",
      `  ${plainly(message)}`,
    );
    const choice = await interview.choose("What now?", [
      "Correct the tax number, the name or the session",
      "Ask the server again",
      "Go on all the same: the program will keep trying",
    ], 0);
    if (choice !== 1) return choice === 2;
  }
}
