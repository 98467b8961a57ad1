import assert from "node:assert/strict";
import { tally, verdict } from "./tally.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="6" failures="2" errors="0" time="0.011">
    <testsuite name="./a_test.ts" tests="6" disabled="2" errors="0" failures="2">
        <testcase name="a" classname="./a_test.ts" time="0.003" line="1" col="6">
            <failure message="1 test step failed">1 test step failed.</failure>
        </testcase>
        <testcase name="b" classname="./a_test.ts" time="0.000" line="2" col="6">
            <skipped/>
        </testcase>
        <testcase name="c &gt; d" classname="./a_test.ts" time="0.000" line="3" col="6">
        </testcase>
        <testcase name="a &gt; first" classname="./a_test.ts" time="0.000" line="1" col="37">
        </testcase>
        <testcase name="a &gt; second" classname="./a_test.ts" time="0.001" line="1" col="65">
            <failure message="Uncaught Error: x">Error: &lt;testcase name=&quot;no&quot;</failure>
        </testcase>
        <testcase name="c &gt; d &gt; third" classname="./a_test.ts" time="0.000" line="1" col="117">
            <skipped/>
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("tally() counts tests, not their steps, and every skip", () => {
  assert.deepEqual(tally(REPORT), { passed: 1, failed: 1, skipped: 2 });
});

Deno.test("verdict() fails a run that skipped where nothing may be skipped, ran nothing or broke outside of a test", async (t) => {
  const cases = [
    [{ passed: 3, failed: 0, skipped: 0 }, 0, false, "3 passed, 0 failed", 0],
    [{ passed: 3, failed: 0, skipped: 2 }, 0, true, "3 passed, 0 failed, 2 skipped", 0],
    [{ passed: 3, failed: 0, skipped: 2 }, 0, false, "3 passed, 2 failed", 1],
    [{ passed: 3, failed: 1, skipped: 0 }, 1, false, "3 passed, 1 failed", 1],
    [{ passed: 3, failed: 0, skipped: 0 }, 1, false, "3 passed, 1 failed", 1],
    [{ passed: 0, failed: 0, skipped: 0 }, 0, true, "0 passed, 0 failed", 1],
  ] as const;
  for (const [counted, exitCode, maySkip, line, code] of cases) {
    await t.step(line, () => assert.deepEqual(verdict(counted, exitCode, maySkip), { line, code }));
  }
});
