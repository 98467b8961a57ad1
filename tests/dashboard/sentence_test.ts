import assert from "node:assert/strict";
import { LANGUAGES } from "../../src/dashboard/language.ts";
import { sentenceOf } from "../../src/dashboard/sentence.ts";
import type { PrinterNow, ShopNow, TroubleKind } from "../../src/dashboard/shop_now.ts";
import { ENGLISH } from "../../src/dashboard/words/english.ts";
import { WELL } from "./asked_app.ts";

const NOW = new Date(2026, 2, 7, 21, 15).getTime();
const printer = (name: string, kind: TroubleKind | null = null, waiting = 0): PrinterNow => ({
  name,
  waiting,
  trouble: kind === null ? null : { kind, problem: "", sinceMs: NOW },
  lastMs: null,
  printed: 0,
});
const down = (agoMs: number): Partial<ShopNow> => ({
  connection: { is: "down", problem: "refused", sinceMs: NOW - agoMs },
});
const three = [printer("BAR"), printer("KITCHEN"), printer("PIZZA")];
const NO_LINE = "No connection to the server: new tickets do not arrive.";

Deno.test("sentenceOf() says what most needs a person", async (t) => {
  const rows: [string, Partial<ShopNow>, string, string][] = [
    ["all is well", { printers: three, lastMs: NOW - 60_000 }, "good", "Ready. 3 printers. Last paper 21:14."],
    ["nothing printed yet", {}, "good", "Ready. 1 printer. Nothing printed yet."],
    [
      "jobs that flow are no trouble",
      { printers: [printer("BAR", null, 3)] },
      "good",
      "Ready. 1 printer. Nothing printed yet.",
    ],
    [
      "no paper, and tickets wait",
      { printers: [printer("BAR", "offline", 1), printer("KITCHEN", "paper_out", 4)], ...down(90_000) },
      "bad",
      "KITCHEN has no paper: 4 tickets are waiting.",
    ],
    ["one ticket", { printers: [printer("BAR", "offline", 1)] }, "bad", "BAR cannot be reached: 1 ticket is waiting."],
    ["no paper, nobody waits", { printers: [printer("BAR", "paper_out")] }, "warn", "BAR has no paper."],
    ["nearly no paper", { printers: [printer("BAR", "paper_low", 2)] }, "warn", "BAR is running out of paper."],
    ["the server, a moment", down(5_000), "warn", NO_LINE],
    ["the server, for long", { ...down(31_000), uncertain: 1 }, "bad", NO_LINE],
    [
      "given up",
      { connection: { is: "ended", problem: "", sinceMs: 0 } },
      "bad",
      "The program has stopped connecting: new tickets do not arrive.",
    ],
    [
      "the start",
      { connection: { is: "starting", problem: "", sinceMs: NOW } },
      "warn",
      "Starting. The server has not answered yet.",
    ],
    ["a question", { uncertain: 2, failed: 1 }, "warn", "2 tickets may be on paper or not."],
    ["not printed", { failed: 1 }, "warn", "1 ticket was not printed."],
  ];
  for (const [name, shop, tone, text] of rows) {
    await t.step(name, () => {
      const sentence = sentenceOf({ ...WELL, ...shop }, ENGLISH, NOW);
      assert.deepEqual([sentence.tone, sentence.text], [tone, text]);
    });
  }
});

Deno.test("sentenceOf() has something to say and to do about every trouble, in every language", () => {
  const kinds = Object.keys(ENGLISH.now.trouble) as TroubleKind[];
  for (const words of Object.values(LANGUAGES)) {
    const texts = kinds.map((kind) => {
      const { text, advice, tone } = sentenceOf({ ...WELL, printers: [printer("Bar-1", kind, 2)] }, words, NOW);
      assert.ok(text.includes("Bar-1") && advice.length > 5, `${words.code} ${kind}`);
      assert.equal(tone, kind === "paper_low" ? "warn" : "bad");
      return text;
    });
    assert.equal(new Set(texts).size, kinds.length, words.code);
  }
});

Deno.test("the languages differ in every word, and say all that English says", () => {
  const leaves = (value: unknown, path: string): [string, string][] => {
    if (typeof value === "function") return [[path, String(value(2))]];
    if (typeof value !== "object" || value === null) return [[path, String(value)]];
    return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
  };
  const english = new Map(leaves(ENGLISH, ""));
  for (const words of Object.values(LANGUAGES)) {
    const same = leaves(words, "").filter(([path, text]) => text.trim() === "" || english.get(path) === text);
    if (words === ENGLISH) continue;
    // "Server" is the same word in German and Italian.
    assert.deepEqual(same.filter(([path]) => path !== ".now.connection").map(([path]) => `${words.code}${path}`), []);
  }
});
