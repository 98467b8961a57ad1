import { formatNotice } from "../../config.ts";
import { isTaken, type Setup } from "./step.ts";

/** Asked in the steps themselves. */
const ASKED = ["SOCKET_URL", "SESSION_ID", "USERNAME", "CLIENT_USERNAME", "NIPT"];

/**
 * Lines of the file that cannot be used, and that no step asks about: each is switched off where the person agrees.
 * Whether the set-up can go on.
 */
export async function isFreeOfFaults(setup: Setup): Promise<boolean> {
  const { interview, draft } = setup;
  for (;;) {
    const loaded = draft.settings();
    const problems = "problems" in loaded ? loaded.problems : [];
    const fault = problems.find(({ key }) => key === null || !ASKED.includes(key.toUpperCase()));
    if (fault === undefined) return true;
    interview.say("", "This line of the settings cannot be used:", `  ${formatNotice(fault)}`);
    if (fault.key === null || fault.line === null) return false;
    const isOff = await interview.yes("Switch it off? It stays in the file as a remark.", "y");
    if (!isOff || !isTaken(setup, draft.set({ key: fault.key, value: null }))) return false;
  }
}
