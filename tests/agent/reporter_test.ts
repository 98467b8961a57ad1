import assert from "node:assert/strict";
import { Reporter } from "../../src/agent/reporter.ts";
import { refusal } from "../../src/agent/responses.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { eventLog, FakeBackend, idle } from "../fakes.ts";

Deno.test("Reporter sends a thousand owed responses once each, in order, and never more than 200 at once", async () => {
  const store = new SqliteJobStore(":memory:");
  const backend = new FakeBackend();
  for (let n = 0; n < 1_000; n++) {
    store.record(refusal({ id: `j${n}`, type: null, documentName: null, problems: ["x"] }, 0), n);
  }
  let underWay = 0;
  let most = 0;
  backend.confirms = async () => {
    most = Math.max(most, ++underWay);
    await Promise.resolve();
    underWay -= 1;
    return true;
  };
  const reporter = new Reporter(store, backend, eventLog().notify);
  backend.isConnected = true;
  reporter.wake();
  while (store.owedResponses(1).length > 0) await idle();
  assert.deepEqual(backend.responses.map(({ job_id }) => job_id), Array.from({ length: 1_000 }, (_, n) => `j${n}`));
  assert.ok(most > 1 && most <= 200, String(most));
  store.close();
});

Deno.test("Reporter reports a store that cannot be read and goes on later", () => {
  const store = new SqliteJobStore(":memory:");
  const backend = new FakeBackend();
  const { events, notify } = eventLog();
  const reporter = new Reporter(store, backend, notify);
  backend.isConnected = true;
  store.owedResponses = () => {
    throw new Error("disk I/O error");
  };
  reporter.wake();
  assert.deepEqual(events.map(({ event }) => event), ["fault"]);
  store.close();
});
