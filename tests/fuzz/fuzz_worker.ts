/// <reference lib="deno.worker" />
// Runs rounds of one target after the other for fuzz.ts, which watches it: a case without an end cannot be stopped from here.
import { TARGETS } from "./all_targets.ts";
import { toText } from "./corpus.ts";
import { runTarget } from "./run_target.ts";

/** One round for the worker. */
export interface Round {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
}

/** What the worker says: the case it is about to try, or how the round ended. */
export type Said =
  | { readonly kind: "ready" }
  | { readonly kind: "about"; readonly input: string }
  | { readonly kind: "done"; readonly failure: { readonly input: string; readonly reason: string } | null };

const say = (said: Said) => self.postMessage(said);

self.onmessage = async ({ data }: MessageEvent<Round>) => {
  const target = TARGETS.find(({ name }) => name === data.target);
  if (target === undefined) throw new Error(`there is no target ${data.target}`);
  const failure = await runTarget(
    target,
    data.seed,
    data.runs,
    (input) => say({ kind: "about", input: toText(input) }),
  );
  say({
    kind: "done",
    failure: failure === null ? null : { input: toText(failure.input), reason: failure.reason },
  });
};

// What is sent before there is somebody to listen is lost.
say({ kind: "ready" });
