import { fail, type Finding, note, ok } from "./finding.ts";

/** How far the backend could be reached. */
export type BackendFacts =
  /** It was asked to take our session just now; `message` is a sentence, with what to do when it did not. */
  | { readonly how: "asked"; readonly isAccepted: boolean; readonly message: string }
  /** The client runs and holds the session; a second one would disturb it. `connected`: by its log; `null` unknown. */
  | { readonly how: "held"; readonly connected: boolean | null; readonly lastWord: string }
  /** The client runs and holds the session, and the server cannot be reached from here. */
  | { readonly how: "unreachable"; readonly problem: string };

/** Whether jobs can come. */
export function backendFinding(url: string, facts: BackendFacts): Finding {
  const name = "backend";
  switch (facts.how) {
    case "asked":
      return facts.isAccepted ? ok(name, facts.message) : fail(name, facts.message);
    case "unreachable":
      return fail(name, facts.problem);
    case "held":
      if (facts.connected === true) return ok(name, `the running program is connected to ${url}${facts.lastWord}`);
      if (facts.connected === false) {
        return fail(name, `the running program is not connected to ${url}${facts.lastWord}. See --logs.`);
      }
      return note(
        name,
        `${url} answers; whether the running program is connected, its log does not tell. Look at its window.`,
      );
  }
}
