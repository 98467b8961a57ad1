/** How many tests passed, failed and were skipped. Steps count with their test, except that each skipped step counts. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const TESTCASE = /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>\s*<?(failure|error|skipped)?/g;

/** Counts a JUnit report of `deno test`, which lists a step as `TEST &gt; STEP` after every test of its file. */
export function tally(report: string): Tally {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const tests = new Set<string>();
  for (const [, name = "", file = "", mark] of report.matchAll(TESTCASE)) {
    const isStep = parents(name).some((parent) => tests.has(`${file}\n${parent}`));
    tests.add(`${file}\n${name}`);
    if (mark === "skipped") count.skipped++;
    else if (!isStep) count[mark === undefined ? "passed" : "failed"]++;
  }
  return count;
}

/** The names in front of each `&gt;` of a name: one of them is the test's, if the name is a step's. */
function parents(name: string): string[] {
  const words = name.split(" &gt; ");
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join(" &gt; "));
}

/** What a whole run comes to, in the words of its last line, and the exit code. */
export function verdict(
  counted: Tally,
  exitCode: number,
  maySkip: boolean,
): { readonly line: string; readonly code: 0 | 1 } {
  const { passed, skipped } = counted;
  const unwelcome = maySkip ? 0 : skipped;
  // A file that does not load, or a promise that breaks outside of a test, fails no test and yet fails the run.
  const failed = Math.max(counted.failed + unwelcome, exitCode === 0 ? 0 : 1);
  const line = `${passed} passed, ${failed} failed${skipped > unwelcome ? `, ${skipped} skipped` : ""}`;
  return { line, code: failed === 0 && passed > 0 ? 0 : 1 };
}
