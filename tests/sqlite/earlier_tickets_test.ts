import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { orderKey } from "../../src/domain/earlier_tickets.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { MIGRATIONS } from "../../src/sqlite/migrations.ts";
import { openJobStore } from "../../src/sqlite/open_store.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job, response, withFile } from "./samples.ts";

function ticket(id: string, more: Partial<Job> = {}): Job {
  return job(id, { type: "kitchen_ticket", data: { order_number: "7", id }, ...more });
}

const KEY = orderKey(ticket("")) ?? "";

/** Takes a ticket through a lane until it has ended so. */
function end(store: SqliteJobStore, one: Job, lane = "K", outcome: Outcome = DONE, nowMs = 2_000): void {
  store.enqueue(one, lane);
  store.claim(lane, nowMs);
  store.settle(one.id, outcome, response(one.id), nowMs);
}

function earlier(store: SqliteJobStore, id: string, lane = "K", sinceMs = 0, limit = 9): unknown[] {
  return store.earlier(id, KEY, lane, sinceMs, limit).map(({ data, isSure }) => `${data.id}${isSure ? "" : "?"}`);
}

Deno.test("earlier() gives the printed tickets of the order and lane that came before, latest first", () => {
  const store = new SqliteJobStore(":memory:");
  end(store, ticket("a"));
  end(store, ticket("other order", { data: { order_number: "8" } }));
  end(store, ticket("other station", { data: { order_number: "7", station: "Bar" } }));
  end(store, ticket("other type", { type: "receipt" }));
  end(store, ticket("other lane"), "Bar");
  end(store, ticket("b"));
  end(store, ticket("c"));
  assert.deepEqual(earlier(store, "c"), ["b", "a"]);
  assert.deepEqual(earlier(store, "not stored"), ["c", "b", "a"]);
  assert.deepEqual(earlier(store, "not stored", "K", 0, 2), ["c", "b"]);
  assert.deepEqual(earlier(store, "b"), ["a"]);
});

Deno.test("earlier() leaves out what is not on paper and marks what may not be", () => {
  const store = new SqliteJobStore(":memory:");
  const failed = { code: "access_denied", message: "" } as const;
  end(store, ticket("printed"), "K", { kind: "done", stage: "printed", evidence: "device" });
  end(store, ticket("failed"), "K", { kind: "failed", ...failed });
  end(store, ticket("expired"), "K", { kind: "expired", message: "" });
  end(store, ticket("uncertain"), "K", { kind: "uncertain", ...failed });
  store.record(response("refused"), 2_000);
  store.enqueue(ticket("waiting"), "K");
  store.enqueue(ticket("now"), "K");
  assert.deepEqual(earlier(store, "now"), ["uncertain?", "printed"]);
});

Deno.test("earlier() does not take yesterday's order of the same number", () => {
  const store = new SqliteJobStore(":memory:");
  end(store, ticket("yesterday", { receivedAtMs: 1_000 }));
  end(store, ticket("today", { receivedAtMs: 1_001 }));
  assert.deepEqual(earlier(store, "now", "K", 1_000), ["today"]);
});

Deno.test("earlier() goes by the lane a ticket was meant for, not the one that stood in", () => {
  const store = new SqliteJobStore(":memory:");
  store.enqueue(ticket("a"), "K");
  store.claim("K", 1);
  store.divert("a", "Bar", "out of paper");
  store.claim("Bar", 2);
  store.settle("a", DONE, response("a"), 3);
  assert.deepEqual([earlier(store, "b", "K"), earlier(store, "b", "Bar")], [["a"], []]);
  assert.deepEqual([store.copy("a")?.lane, store.copy(null)?.lane], ["K", "K"]);
});

Deno.test("earlier() says the same of a ticket that is printed again, whatever came out since", () => {
  const store = new SqliteJobStore(":memory:");
  end(store, ticket("a"));
  store.enqueue(ticket("slow", { priority: -1 }), "K");
  end(store, ticket("b"), "K", DONE, 3_000);
  const first = earlier(store, "b");
  store.claim("K", 4_000);
  store.settle("slow", DONE, response("slow"), 4_000);
  end(store, ticket("c"), "K", DONE, 5_000);
  assert.deepEqual([first, earlier(store, "b")], [["a"], ["a"]]);
});

Deno.test("earlier() works after a restart, and in a database of the version before", () => {
  withFile((path) => {
    const old = new DatabaseSync(path);
    for (const sql of MIGRATIONS.slice(0, 3)) old.exec(sql);
    old.exec("PRAGMA user_version = 3");
    old.prepare("INSERT INTO jobs (id, lane, state, job, received_at_ms, settled_at_ms) VALUES (?, 'K', ?, ?, 1, 2)")
      .run("old", "spooled", JSON.stringify(ticket("old")));
    old.close();
    const before = new SqliteJobStore(path);
    end(before, ticket("a"));
    before.close();
    const store = new SqliteJobStore(path);
    assert.deepEqual(earlier(store, "b"), ["a"]);
    store.responseConfirmed("a");
    store.prune(9_000, 99);
    assert.deepEqual(earlier(store, "b"), []);
    store.close();
  });
});

Deno.test("the tickets of an order are known in what was saved of a damaged database", () => {
  withFile((path) => {
    const before = new SqliteJobStore(path);
    end(before, ticket("a"));
    before.close();
    const bytes = Deno.readFileSync(path);
    bytes.fill(0xff, 0, 100);
    Deno.writeFileSync(path, bytes);
    const { store, salvage } = openJobStore(path, 1);
    assert.match(salvage ?? "", /damaged/);
    assert.deepEqual(earlier(store, "b"), ["a"]);
    store.close();
  });
});

Deno.test("earlier() looks at no other order, however long the history is", () => {
  withFile((path) => {
    const store = new SqliteJobStore(path);
    end(store, ticket("a"));
    const database = new DatabaseSync(path);
    const detail = planOf(database);
    assert.match(detail, /SEARCH jobs USING INDEX jobs_of_order \(order_key=\? AND seq<\?\)/);
    assert.doesNotMatch(detail, /SCAN|TEMP B-TREE/);
    database.close();
    store.close();
  });
});

/** How SQLite finds the tickets, with the statement as the store has it. */
function planOf(database: DatabaseSync): string {
  const source = Deno.readTextFileSync(new URL("../../src/sqlite/job_store.ts", import.meta.url));
  const [, sql = ""] = /earlier: statement\(\s*`([^`]+)`/.exec(source) ?? [];
  return database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => String(detail)).join("\n");
}
