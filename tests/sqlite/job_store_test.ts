import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response, withFile } from "./samples.ts";

Deno.test("claim() gives the jobs of a lane in order of priority, then of arrival, each once", () => {
  const store = new SqliteJobStore(":memory:");
  for (const [id, priority, lane] of [["a", 0, "K"], ["b", 0, "K"], ["c", 5, "K"], ["d", 0, "Bar"]] as const) {
    assert.equal(store.enqueue(job(id, { priority }), lane), "accepted");
  }
  const order = [];
  for (let claimed = store.claim("K", 1); claimed !== null; claimed = store.claim("K", 1)) order.push(claimed.job.id);
  assert.deepEqual(order, ["c", "a", "b"]);
  assert.deepEqual(store.waitingLanes(), ["Bar"]);
});

Deno.test("enqueue() says duplicate for an id it has seen, in any state, and changes nothing", () => {
  const store = new SqliteJobStore(":memory:");
  store.enqueue(job("a"), "K");
  assert.equal(store.enqueue(job("a", { data: { content: "other" } }), "Bar"), "duplicate");
  assert.deepEqual(store.claim("K", 1)?.job.data, { content: "x" });
  assert.equal(store.enqueue(job("a"), "K"), "duplicate");
  store.settle("a", DONE, response("a"), 2);
  assert.equal(store.enqueue(job("a"), "K"), "duplicate");
  assert.equal(store.claim("K", 3), null);
});

Deno.test("settle() with a retry puts the job back at the head of its lane until its time has come", () => {
  const store = new SqliteJobStore(":memory:");
  store.enqueue(job("a"), "K");
  store.enqueue(job("b"), "K");
  assert.equal(store.claim("K", 1_000)?.attempts, 1);
  store.settle("a", { kind: "retry", code: "timed_out", message: "", notBeforeMs: 5_000 }, null, 1_000);
  assert.equal(store.claim("K", 4_999), null);
  assert.equal(store.nextAtMs("K"), 5_000);
  const again = store.claim("K", 5_000);
  assert.deepEqual([again?.job.id, again?.attempts], ["a", 2]);
});

Deno.test("claim() does not wait for a retry that was set under a clock that has been put back since", () => {
  const store = new SqliteJobStore(":memory:");
  const hour = 3_600_000;
  store.enqueue(job("a"), "K");
  store.claim("K", 2 * hour);
  store.settle("a", { kind: "retry", code: "timed_out", message: "", notBeforeMs: 2 * hour + 60_000 }, null, 2 * hour);
  assert.equal(store.claim("K", hour)?.job.id, "a");
});

Deno.test("settle() does nothing to a job that has ended", () => {
  const store = new SqliteJobStore(":memory:");
  store.enqueue(job("a"), "K");
  store.claim("K", 1);
  store.settle("a", DONE, response("a"), 2);
  store.settle("a", { kind: "retry", code: "timed_out", message: "", notBeforeMs: 0 }, null, 3);
  assert.equal(store.claim("K", 4), null);
});

Deno.test("responses are owed until confirmed, oldest first, with their unconfirmed tries counted", () => {
  const store = new SqliteJobStore(":memory:");
  for (const id of ["a", "b"]) {
    store.enqueue(job(id), "K");
    store.claim("K", 1);
    store.settle(id, DONE, response(id), 2);
  }
  store.responseUnconfirmed("a");
  assert.deepEqual(store.owedResponses(10).map((owed) => [owed.jobId, owed.unconfirmedTries]), [["a", 1], ["b", 0]]);
  store.responseConfirmed("a");
  assert.deepEqual(store.owedResponses(10).map((owed) => owed.jobId), ["b"]);
  assert.ok(store.oweAgain("a"));
  assert.deepEqual(store.owedResponses(10).map((owed) => owed.unconfirmedTries), [0, 0]);
  assert.ok(!store.oweAgain("never seen"));
});

Deno.test("record() keeps the response of a refused request, and that of the first time when it comes again", () => {
  const store = new SqliteJobStore(":memory:");
  store.record(response("a", "first"), 1);
  store.responseConfirmed("a");
  store.record(response("a", "second"), 2);
  assert.deepEqual(store.owedResponses(10).map((owed) => owed.response.message), ["first"]);
  assert.equal(store.enqueue(job("a"), "K"), "duplicate");
});

Deno.test("what was committed is there after a restart, and printing jobs are known as interrupted", () => {
  withFile((path) => {
    const before = new SqliteJobStore(path);
    before.enqueue(job("a"), "K");
    before.enqueue(job("b"), "K");
    before.enqueue(job("c"), "Bar");
    before.claim("K", 1);
    before.claim("Bar", 1);
    before.settle("c", DONE, response("c"), 2);
    const after = new SqliteJobStore(path);
    assert.deepEqual(after.interrupted().map(({ job, lane, attempts }) => [job.id, lane, attempts]), [["a", "K", 1]]);
    assert.deepEqual(after.waitingLanes(), ["K"]);
    assert.deepEqual(after.owedResponses(10).map((owed) => owed.jobId), ["c"]);
    before.close();
    after.close();
  });
});

Deno.test("a commit is synchronous and in write-ahead mode", () => {
  withFile((path) => {
    new SqliteJobStore(path).close();
    const database = new DatabaseSync(path);
    assert.equal(database.prepare("PRAGMA journal_mode").get()?.journal_mode, "wal");
    database.close();
  });
});

Deno.test("a file of a newer version or no database is refused with words", () => {
  withFile((path) => {
    const newer = new DatabaseSync(path);
    newer.exec("PRAGMA user_version = 999");
    newer.close();
    assert.throws(() => new SqliteJobStore(path), /newer version/);
    Deno.writeTextFileSync(`${path}.txt`, "this is no database, but long enough to be read as one".repeat(100));
    assert.throws(() => new SqliteJobStore(`${path}.txt`), /not a database/);
  });
});

Deno.test("responseConfirmed() forgets the SVG of a dry run, and nothing else of any response", () => {
  const store = new SqliteJobStore(":memory:");
  const dryRun = { printer_because: "", bytes: 3, text: "abc", svg: "<svg/>" };
  const responses = [
    { ...response("a"), dry_run: dryRun },
    { ...response("b"), dry_run: { ...dryRun, svg: null } },
    response("c", '"dry_run":{"svg":"<svg/>"}'),
  ];
  for (const one of responses) store.record(one, 1);
  assert.deepEqual(store.owedResponses(9).map(({ response }) => response), responses);
  for (const { job_id } of responses) {
    store.responseConfirmed(job_id);
    store.oweAgain(job_id);
  }
  const [, ...others] = responses;
  assert.deepEqual(store.owedResponses(9).map(({ response }) => response), [
    { ...responses[0], dry_run: { ...dryRun, svg: null } },
    ...others,
  ]);
});
