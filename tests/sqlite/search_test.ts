import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { job } from "./samples.ts";

const GUESTS = [
  ["a", "receipt", { customer_name: "Arben Gashi", total: 12.5, receipt_number: "4711" }],
  ["b", "receipt", { customer_name: "Ελένη Παπαδοπούλου", note: "ΝΙΚΟΣ" }],
  ["c", "receipt", { customer_name: "José Ñúñez", receipt_number: "147110" }],
  // The same in letters with their marks behind them.
  ["d", "receipt", { customer_name: "Jose\u0301 Mu\u0308ller" }],
  ["e", "html", { content: '<p class="gashi">Çelësi &amp; Straße</p>' }],
  ["f", "raw", { content: "Z2FzaGk=" }],
  ["g", "receipt", { items: [{ name: "4711 Kölnisch", more: [true, null, 4711] }], line: "one\ntwo" }],
  ["h", "receipt", { note: `${"x ".repeat(12_000)} behind` }],
] as const;

const SEARCHES = [
  ..."4711|471|711|gashi|GASHI ar|ben|ελενη|Ελένη|παπαδοπουλ|νικος|νικο|nunez|jose|josé m|muller|celesi|straße|strasse"
    .split("|"),
  ..."class|Z2FzaGk|two|one two|12.5|customer|behind|c|receipt a|<p>|'; DROP TABLE jobs|\"*|x NOT y|한".split("|"),
];

function filled(): SqliteJobStore {
  const store = new SqliteJobStore(":memory:");
  for (const [id, type, data] of GUESTS) store.enqueue(job(id, { type, data, documentName: `Job ${id}` }), "BAR");
  return store;
}

const anything = { states: null, lane: null, beforeSeq: null, limit: 25 };

Deno.test("search() finds the same with an index, without one, and with half of one", async () => {
  const [never, always, half] = [filled(), filled(), filled()];
  await always.archive.prepareSearch();
  await half.archive.prepareSearch();
  for (const [id, type, data] of GUESTS) {
    for (const store of [never, always, half]) store.enqueue(job(`${id}2`, { type, data }), "KITCHEN");
  }
  await always.archive.prepareSearch();
  for (const text of SEARCHES) {
    for (const wish of [{}, { lane: "BAR" }, { limit: 2 }, { beforeSeq: 9 }, { states: ["printed"] }]) {
      const found = async ({ archive }: SqliteJobStore) =>
        (await archive.search({ ...anything, ...wish, text })).map(({ id }) => id);
      const expected = await found(never);
      assert.deepEqual(await found(always), expected, text);
      assert.deepEqual(await found(half), expected, text);
    }
  }
});

Deno.test("search() finds words and their beginnings, in small letters and without accents", async () => {
  const { archive } = filled();
  const found = async (text: string) =>
    (await archive.search({ ...anything, text })).map(({ id }) => id).sort().join("");
  for (
    const [text = "", expected] of [
      ...[["4711", "ag"], ["711", ""], ["gashi", "a"], ["Arb 4711", "a"], ["ελενη", "b"], ["Νικος", "b"], [
        "nikos",
        "",
      ]],
      ...[["nunez", "c"], ["josé", "cd"], ["muller", "d"], ["celesi", "e"], ["z2fzagk", ""], ["TWO", "g"], [
        "job h",
        "h",
      ]],
    ]
  ) assert.equal(await found(text), expected, text);
  assert.equal(await found("behind"), "", "too far behind in a long job");
});

Deno.test("prepareSearch() keeps the parts of its index few, however little comes at a time", async () => {
  const path = await Deno.makeTempFile();
  const store = new SqliteJobStore(path);
  for (let n = 0; n < 120; n++) {
    store.enqueue(job(`j${n}`, { data: { name: `Ana ${n}` } }), "BAR");
    await store.archive.prepareSearch();
  }
  assert.equal((await store.archive.search({ ...anything, text: "ana", limit: 200 })).length, 120);
  store.close();
  const database = new DatabaseSync(path);
  const { parts } = database.prepare("SELECT count(DISTINCT segid) AS parts FROM job_words_idx").get() ?? {};
  database.close();
  assert.ok(Number(parts) < 20, String(parts));
  await Deno.remove(path);
});

Deno.test("prepareSearch() ends with the store, and begins again where it was", async () => {
  const path = await Deno.makeTempFile();
  const store = new SqliteJobStore(path);
  for (let n = 0; n < 60; n++) store.enqueue(job(`j${n}`, { data: { name: "Ana" } }), "BAR");
  const preparing = store.archive.prepareSearch();
  assert.equal(store.archive.prepareSearch(), preparing);
  store.close();
  await preparing;
  const again = new SqliteJobStore(path);
  await again.archive.prepareSearch();
  assert.equal((await again.archive.search({ ...anything, text: "ana", limit: 100 })).length, 60);
  again.close();
  await Deno.remove(path);
});
