import assert from "node:assert/strict";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response } from "./samples.ts";

Deno.test("together() keeps all of what it did, or nothing when it throws", () => {
  const store = new SqliteJobStore(":memory:");
  assert.throws(() =>
    store.together(() => {
      store.enqueue(job("a"), "K");
      store.record(response("b"), 1);
      throw new Error("no");
    }), /no/);
  assert.deepEqual([store.waitingLanes(), store.owedResponses(9)], [[], []]);
  store.together(() => {
    store.enqueue(job("a"), "K");
    store.settle("a", DONE, response("a"), 2);
  });
  assert.deepEqual(store.owedResponses(9).map(({ jobId }) => jobId), ["a"]);
  assert.deepEqual(store.owedResponses(9, (id) => id === "a"), []);
});

Deno.test("claimSome() takes jobs in order up to the first that is not of the plain kind", async (t) => {
  const retry = { kind: "retry", code: "write_failed", message: "", notBeforeMs: 0 } as const;
  const cases = {
    "as many as asked for": [job("c"), ["a", "b", "c"]],
    "not one that is lent": [job("c", { isLent: true }), ["a", "b"]],
    "not a ticket that is compared with earlier ones": [
      job("c", { type: "kitchen_ticket", data: { order_number: "7", items: [] } }),
      ["a", "b"],
    ],
  } as const;
  for (const [name, [third, expected]] of Object.entries(cases)) {
    await t.step(name, () => {
      const store = new SqliteJobStore(":memory:");
      for (const each of [job("a"), job("b"), third, job("d")]) store.enqueue(each, "K");
      assert.deepEqual(store.claimSome("K", 1, 3).map(({ job }) => job.id), expected);
    });
  }
  await t.step("not one that was tried, but that alone", () => {
    const store = new SqliteJobStore(":memory:");
    for (const id of ["a", "b"]) store.enqueue(job(id), "K");
    store.claim("K", 1);
    store.settle("a", retry, null, 2);
    assert.deepEqual(store.claimSome("K", 3, 5).map(({ job, attempts }) => [job.id, attempts]), [["a", 2]]);
    assert.deepEqual(store.claimSome("K", 3, 5).map(({ job, attempts }) => [job.id, attempts]), [["b", 1]]);
    assert.deepEqual(store.claimSome("K", 3, 5), []);
  });
});
