import assert from "node:assert/strict";
import { DEFAULT_POLICY, type Policy } from "../../src/domain/policy.ts";
import { formatNotice, parseSettings } from "../../src/config.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

const policyOf = (text: string): Policy => settingsOf(text).policy;

Deno.test("parseSettings() reads a time in every form", async (t) => {
  const rows: [string, number][] = [
    ["90s", 90_000],
    ["90", 90_000],
    ["30m", 1_800_000],
    ["24h", 86_400_000],
    ["7d", 604_800_000],
    ["7 D", 604_800_000],
    ["1,5h", 5_400_000],
    ["0.5m", 30_000],
    ["0s", 0],
    ["0", 0],
  ];
  for (const [text, ms] of rows) {
    await t.step(text, () => assert.equal(policyOf(`FALLBACK_AFTER=${text}`).fallbackAfterMs, ms));
  }
});

Deno.test("parseSettings() reads how patient the program is", () => {
  const policy = policyOf([
    "EXPIRE_RECEIPT=2h",
    "expire_Kitchen_Ticket=45m",
    "EXPIRE_RESERVATION=",
    "EXPIRE_DEFAULT=3d",
    "EXPIRE_DRAWER=10",
    "UNCERTAIN_JOBS=Hold",
    "CATCH_UP_AFTER=1h",
    "FALLBACK_AFTER=15s",
    "HISTORY_DAYS=30",
  ].join("\n"));
  assert.deepEqual(policy, {
    lifetimeMs: new Map([["text", 14_400_000], ["receipt", 7_200_000], ["kitchen_ticket", 2_700_000]]),
    usualLifetimeMs: 259_200_000,
    drawerLifetimeMs: 10_000,
    uncertainJobs: "hold",
    catchUpAfterMs: 3_600_000,
    fallbackAfterMs: 15_000,
    historyMs: 30 * 86_400_000,
  });
});

Deno.test("parseSettings() lets EXPIRE_TEXT replace the default for text, and EXPIRE_DEFAULT leave it", () => {
  assert.deepEqual(policyOf("EXPIRE_TEXT=1h").lifetimeMs, new Map([["text", 3_600_000]]));
  assert.deepEqual(policyOf("EXPIRE_DEFAULT=1h").lifetimeMs, DEFAULT_POLICY.lifetimeMs);
});

Deno.test("parseSettings() takes EXPIRE_<TYPE> from the environment when the file lacks it", () => {
  const { policy } = settingsOf("", { environment: { EXPIRE_RECEIPT: "1h" } });
  assert.equal(policy.lifetimeMs.get("receipt"), 3_600_000);
});

Deno.test("parseSettings() refuses a patience that makes no sense, each in its own sentence", async (t) => {
  const write = "Write 90s, 30m, 24h or 7d; a number alone is seconds.";
  const rows: [string, string][] = [
    ["EXPIRE_RECEIPT=soon", `EXPIRE_RECEIPT "soon": expected a time from 1s to 365d. ${write}`],
    ["EXPIRE_RECEIPT=0", `EXPIRE_RECEIPT "0": expected a time from 1s to 365d. ${write}`],
    ["EXPIRE_RECEIPT=-1h", `EXPIRE_RECEIPT "-1h": expected a time from 1s to 365d. ${write}`],
    ["EXPIRE_RECEIPT=1h30m", `EXPIRE_RECEIPT "1h30m": expected a time from 1s to 365d. ${write}`],
    ["EXPIRE_DRAWER=30 sec", `EXPIRE_DRAWER "30 sec": expected a time from 1s to 365d. ${write}`],
    ["EXPIRE_DEFAULT=366d", `EXPIRE_DEFAULT "366d": expected a time from 1s to 365d. ${write}`],
    ["CATCH_UP_AFTER=0", `CATCH_UP_AFTER "0": expected a time from 1s to 365d. ${write}`],
    ["FALLBACK_AFTER=366d", `FALLBACK_AFTER "366d": expected a time from 0s to 365d. ${write}`],
    [
      "UNCERTAIN_JOBS=ask",
      'UNCERTAIN_JOBS "ask": expected one of reprint, hold. ' +
      "Write reprint to have it printed again as a possible duplicate, hold to leave it to a person.",
    ],
    [
      "HISTORY_DAYS=1",
      'HISTORY_DAYS "1": expected a whole number from 7 to 3650. ' +
      "Write 7 or more: what was forgotten would be printed again if the backend sent it again.",
    ],
    [
      "HISTORY_DAYS=7d",
      'HISTORY_DAYS "7d": expected a whole number from 7 to 3650. ' +
      "Write 7 or more: what was forgotten would be printed again if the backend sent it again.",
    ],
  ];
  for (const [text, expected] of rows) {
    await t.step(
      text,
      () => assert.deepEqual(problemsOf(parseSettings(source(GUIDE + text))), [`line 5: ${expected}`]),
    );
  }
});

Deno.test("parseSettings() warns when EXPIRE_ is followed by what is nearly a type", async (t) => {
  const rows: [string, string][] = [
    ["EXPIRE_RECIEPT", 'line 5: EXPIRE_RECIEPT "1h": "reciept" is no built-in job type. Did you mean receipt?'],
    ["EXPIRE_DRAWR", 'line 5: EXPIRE_DRAWR "1h": "drawr" is no built-in job type. Did you mean drawer?'],
  ];
  for (const [key, expected] of rows) {
    await t.step(key, () => {
      const loaded = parseSettings(source(`${GUIDE}${key}=1h`));
      assert.deepEqual(loaded.warnings.map(formatNotice), [expected]);
    });
  }
});
