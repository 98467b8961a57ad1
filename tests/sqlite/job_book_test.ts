import assert from "node:assert/strict";
import type { Job } from "../../src/domain/job.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response } from "./samples.ts";

const DAY_MS = 86_400_000;
const CAME_MS = new Date(2026, 2, 1, 12).getTime();

function filled() {
  const store = new SqliteJobStore(":memory:");
  const add = (id: string, type: string, data: Job["data"], receivedAtMs = CAME_MS) => {
    store.enqueue(job(id, { type, data, receivedAtMs }), "BAR");
    store.claim("BAR", receivedAtMs);
    store.settle(id, DONE, response(id), receivedAtMs);
    store.responseConfirmed(id);
  };
  const of = async (day: string) => (await store.book.reservations(day, 100)).map(({ id }) => id);
  return { store, add, of };
}

Deno.test("book.reservations() gives those of a day, and all with a number of one of them", async () => {
  const { add, of } = filled();
  add("a", "reservation", { date: "2026-03-08", confirmation_number: "R1" });
  add("b", "receipt", { items: [] });
  add("c", "reservation", { date: "09.03.2026", confirmation_number: "R1" });
  add("d", "reservation", { date: "soon" });
  assert.deepEqual(await of("2026-03-08"), ["a", "c"]);
  assert.deepEqual(await of("2026-03-01"), ["d"]);
  add("e", "reservation", { date: "2026-03-08" });
  assert.deepEqual(await of("2026-03-08"), ["a", "c", "e"]);
  assert.deepEqual(await of("2026-03-07"), []);
});

Deno.test("book.orders() gives the latest receipts and kitchen tickets, without copies of them", async () => {
  const { store, add } = filled();
  add("a", "receipt", { items: [] });
  add("b", "text", { content: "x" });
  add("c", "kitchen_ticket", {});
  assert.equal(store.wishes.copy(1, "copy-1", null, CAME_MS).is, "done");
  assert.deepEqual((await store.book.orders(10)).map(({ id }) => id), ["c", "a"]);
  assert.deepEqual((await store.book.orders(1)).map(({ id }) => id), ["c"]);
});

Deno.test("book.prepare() reads ahead what reservations() and orders() give, and ends with the store", async () => {
  const { store, add, of } = filled();
  store.together(() => {
    for (let n = 0; n < 1_000; n++) {
      add(`j${n}`, n % 10 === 0 ? "reservation" : "receipt", { date: n === 500 ? "2026-03-08" : "2026-03-09" });
    }
  });
  const preparing = store.book.prepare();
  assert.equal(store.book.prepare(), preparing);
  // Whoever does not wait for it misses nothing, and nothing is there twice.
  assert.deepEqual(await of("2026-03-08"), ["j500"]);
  assert.equal((await store.book.reservations("2026-03-09", 500)).length, 99);
  await preparing;
  assert.equal((await store.book.reservations("2026-03-09", 500)).length, 99);
  assert.deepEqual((await store.book.orders(1)).map(({ id }) => id), ["j999"]);
  const other = filled();
  for (let n = 0; n < 500; n++) other.add(`j${n}`, "receipt", {});
  const ending = other.store.book.prepare();
  other.store.close();
  await ending;
});

Deno.test("book.newestMs() is when a backend's last job came, not a person's", () => {
  const { store, add } = filled();
  assert.equal(store.book.newestMs(), null);
  add("a", "text", { content: "x" }, 5_000);
  store.wishes.copy(1, "copy-1", null, 9_000);
  store.wishes.own(job("book-1", { receivedAtMs: 9_500 }), "BAR");
  assert.equal(store.book.newestMs(), 5_000);
});

Deno.test("prune() keeps a reservation until its own day is as long ago as other jobs are kept", async () => {
  const { store, add, of } = filled();
  add("later", "reservation", { date: "2026-03-20" });
  add("text", "text", { content: '"type":"reservation" 2026-03-20' });
  add("never", "reservation", { date: "9999-01-01" });
  store.wishes.copy(1, "copy-1", null, CAME_MS);
  const after = (days: number) => store.prune(CAME_MS + days * DAY_MS, 99);
  assert.deepEqual(await of("2026-03-20"), ["later"]);
  assert.equal(after(10), 2);
  assert.deepEqual(await of("2026-03-20"), ["later"]);
  assert.equal(after(18), 0);
  assert.equal(after(20), 1);
  assert.deepEqual(await of("2026-03-20"), []);
});

Deno.test("wishes.own() stores a job once, and nobody is owed its response", () => {
  const { store } = filled();
  const own = job("book-1", { isOwn: true });
  assert.deepEqual([store.wishes.own(own, "BAR").is, store.wishes.own(own, "BAR").is], ["done", "twice"]);
  store.claim("BAR", 2_000);
  store.settle("book-1", DONE, response("book-1"), 3_000);
  assert.deepEqual(store.owedResponses(9), []);
  const copy = store.wishes.copy(1, "copy-1", null, 4_000);
  assert.equal(copy.is === "done" && copy.job.asked?.copy, 2);
});
