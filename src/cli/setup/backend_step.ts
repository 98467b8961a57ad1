import { maskedUrl } from "../../config.ts";
import { DIRECT } from "../../domain/network.ts";
import { readBackendAddress } from "../../setup/backend_address.ts";
import type { Line } from "../dial.ts";
import { isTaken, plainly, type Setup, type Step } from "./step.ts";

/** Where the jobs come from: asked, and tried at once. */
export const BACKEND_STEP: Step = {
  title: "The server",
  async run(setup) {
    const { interview, draft } = setup;
    interview.say(
      "Your till system has a server that sends the receipts. Whoever installed it knows its address;",
      "it looks like 192.168.1.20 or http://192.168.1.20:5001.",
    );
    let typed = draft.value("SOCKET_URL");
    for (let again = false;;) {
      if (!again) {
        typed = await interview.text("What is the server's address?", typed === "" ? null : typed);
      }
      const address = readBackendAddress(typed);
      if ("problem" in address) {
        interview.say(address.problem);
        [typed, again] = [draft.value("SOCKET_URL"), false];
        continue;
      }
      const [first = ""] = address.urls;
      const found = await tried(setup, address.urls);
      if (found !== null && isTaken(setup, draft.set({ key: "SOCKET_URL", value: found }))) return;
      const choice = await interview.choose("What now?", [
        "Type another address",
        "Try this address again",
        `Keep ${maskedUrl(first)}: the server is off now, and it is right`,
      ], 0);
      if (choice === 2 && isTaken(setup, draft.set({ key: "SOCKET_URL", value: first }))) return;
      again = choice === 1;
      if (!again) typed = draft.value("SOCKET_URL");
    }
  },
};

/** The first of the addresses where a backend answers; says what was found. */
async function tried(setup: Setup, urls: readonly string[]): Promise<string | null> {
  const { interview } = setup;
  interview.say(`Trying ${urls.map(maskedUrl).join(", ")} …`);
  const answers = await Promise.all(urls.map((url) => setup.reach(lineTo(setup, url))));
  const place = answers.findIndex(({ isThere }) => isThere);
  if (place >= 0) {
    interview.say(`Good: the server answers at ${maskedUrl(urls[place] ?? "")}.`);
    return urls[place] ?? null;
  }
  // What the likeliest of them says is reason enough.
  interview.say("That did not work.", `  ${plainly(answers[0]?.message ?? "")}`);
  return null;
}

/** The line to an address as it is known so far; who we are may be asked later. */
function lineTo({ draft }: Setup, socketUrl: string): Line {
  const unknown = "setup";
  const loaded = draft.settings();
  const base = "settings" in loaded ? loaded.settings.network : DIRECT;
  return {
    socketUrl,
    sessionId: draft.value("SESSION_ID") || unknown,
    username: draft.username || unknown,
    nipt: draft.value("NIPT") || unknown,
    reconnectDelayMs: 1_000,
    maxReconnectAttempts: 1,
    network: base,
  };
}
