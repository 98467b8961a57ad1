import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import type { Job } from "../../src/domain/job.ts";
import type { PrintResponse } from "../../src/domain/outcome.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";

const DONE = { kind: "done", stage: "spooled", evidence: "spooler" } as const;

function job(id: string, fields: Partial<Job> = {}): Job {
  return {
    id,
    type: "text",
    documentName: `Text ${id}`,
    data: { content: "x" },
    printerName: null,
    copies: 1,
    openDrawer: false,
    cut: true,
    beep: false,
    priority: 0,
    expiresAtMs: null,
    dryRun: false,
    receivedAtMs: 1_000,
    ...fields,
  };
}

function response(id: string, message = "ok"): PrintResponse {
  return {
    status: "success",
    message,
    timestamp: "2026-03-07T21:14:05.000+01:00",
    printer: "Kitchen",
    job_id: id,
    document_name: null,
    type: "text",
    attempts: 1,
    stage: "spooled",
    evidence: "spooler",
    warnings: [],
  };
}

/** Runs `action` with a store on disk that can be closed and opened again as a crash would leave it. */
function withFile(action: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    action(`${folder}/jobs.sqlite`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

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
  assert.equal(store.oweAgain("a"), true);
  assert.deepEqual(store.owedResponses(10).map((owed) => owed.unconfirmedTries), [0, 0]);
  assert.equal(store.oweAgain("never seen"), false);
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

type Step =
  | { do: "enqueue"; id: string }
  | { do: "claim" }
  | { do: "settle"; how: "done" | "failed" | "retry" }
  | { do: "confirm" }
  | { do: "crash" };

Deno.test("in any order of enqueue, claim, settle, confirm and crash no job is lost and none is claimed after its end", () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ do: fc.constant("enqueue" as const), id: fc.constantFrom("a", "b", "c", "d", "e") }),
    fc.record({ do: fc.constant("claim" as const) }),
    fc.record({ do: fc.constant("settle" as const), how: fc.constantFrom("done", "failed", "retry") }),
    fc.record({ do: fc.constant("confirm" as const) }),
    fc.record({ do: fc.constant("crash" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      withFile((path) => {
        let store = new SqliteJobStore(path);
        const waiting: string[] = [];
        const ended = new Set<string>();
        const owed = new Set<string>();
        let printing: string | null = null;
        let nowMs = 0;
        for (const now of steps) {
          nowMs += 1;
          if (now.do === "enqueue") {
            const isKnown: boolean = waiting.includes(now.id) || ended.has(now.id) || printing === now.id;
            assert.equal(store.enqueue(job(now.id), "K"), isKnown ? "duplicate" : "accepted");
            if (!isKnown) waiting.push(now.id);
          } else if (now.do === "claim" && printing === null) {
            const claimed = store.claim("K", nowMs)?.job.id ?? null;
            assert.equal(claimed, waiting[0] ?? null);
            if (claimed !== null) printing = waiting.shift() ?? null;
          } else if (now.do === "settle" && printing !== null) {
            if (now.how === "retry") {
              store.settle(printing, { kind: "retry", code: "x", message: "", notBeforeMs: nowMs }, null, nowMs);
              // Back where it was: before everything that came after it.
              waiting.unshift(printing);
            } else {
              const outcome = now.how === "done" ? DONE : { kind: "failed", code: "x", message: "" } as const;
              store.settle(printing, outcome, response(printing), nowMs);
              ended.add(printing);
              owed.add(printing);
            }
            printing = null;
          } else if (now.do === "confirm") {
            const first = store.owedResponses(1)[0]?.jobId;
            if (first !== undefined) store.responseConfirmed(first);
            if (first !== undefined) owed.delete(first);
          } else if (now.do === "crash") {
            // The old connection is left as a killed process leaves it: its locks gone, nothing flushed.
            const crashed = store;
            store = new SqliteJobStore(path);
            crashed.close();
            assert.deepEqual(store.interrupted().map(({ job }) => job.id), printing === null ? [] : [printing]);
          }
          assert.deepEqual(new Set(store.owedResponses(99).map(({ jobId }) => jobId)), owed);
        }
        store.close();
      });
    }),
    { numRuns: 60 },
  );
});
