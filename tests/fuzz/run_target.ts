import fc from "fast-check";
import type { AnyTarget } from "./target.ts";
import { toText } from "./corpus.ts";

/** One case may take so long on a busy machine; the longest of the program's own limits is the second of a template. */
const MAX_CASE_MS = 10_000;
/** Shrinking a case that takes long must not take for ever. */
const MAX_SHRINK_MS = 60_000;

/** A case that fails, as small as it could be made. */
export interface Failure {
  readonly input: unknown;
  readonly reason: string;
}

/** `runs` cases of a target, the same for the same seed. `about` is told of each before it is tried. */
export async function runTarget(
  target: AnyTarget,
  seed: number,
  runs: number,
  about: (input: unknown) => void = () => {},
): Promise<Failure | null> {
  let lastInput: unknown;
  let failedAtMs: number | null = null;
  const property = fc.asyncProperty(target.inputs, async (input) => {
    // What is left of shrinking is given up by letting everything pass.
    if (failedAtMs !== null && performance.now() - failedAtMs > MAX_SHRINK_MS) return;
    about(input);
    try {
      await checkOnce(target, input);
    } catch (error) {
      failedAtMs ??= performance.now();
      lastInput = input;
      throw error;
    }
  });
  const found = await fc.check(property, { seed, numRuns: runs });
  if (!found.failed) return null;
  const error = found.errorInstance;
  return { input: lastInput, reason: error instanceof Error ? error.stack ?? error.message : String(error) };
}

/** Tries one input: also fails when that takes too long, or changes the input. */
export async function checkOnce(target: AnyTarget, input: unknown): Promise<void> {
  const before = toText(input);
  const startMs = performance.now();
  await target.check(input);
  const tookMs = performance.now() - startMs;
  if (tookMs > MAX_CASE_MS) throw new Error(`it took ${tookMs.toFixed(0)} ms`);
  if (toText(input) !== before) throw new Error("the input was changed");
}
