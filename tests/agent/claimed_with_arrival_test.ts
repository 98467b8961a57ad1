import assert from "node:assert/strict";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { FakeBackend, FakeClock, FakePrinters, idle } from "../fakes.ts";
import { job } from "../sqlite/samples.ts";
import { makeAgent, runningAgent } from "./running_agent.ts";

/** Counts the commits: calls of `together` that are not within another one. `isFull`: claiming in one fails. */
class CountedStore extends SqliteJobStore {
  commits = 0;
  isFull = false;
  #isWithin = false;

  override together<T>(action: () => T): T {
    if (this.#isWithin) return super.together(action);
    this.#isWithin = true;
    this.commits += 1;
    try {
      return super.together(action);
    } finally {
      this.#isWithin = false;
    }
  }

  override claimSome(lane: string, nowMs: number, most: number) {
    if (this.isFull && this.#isWithin) throw new Error("database or disk is full");
    return super.claimSome(lane, nowMs, most);
  }
}

async function countedAgent() {
  const [store, backend, printers] = [new CountedStore(":memory:"), new FakeBackend(), new FakePrinters()];
  const agent = makeAgent({ store, backend, printers, clock: new FakeClock() });
  await agent.start();
  backend.up();
  await idle();
  store.commits = 0;
  const send = async (id: string) => {
    backend.listener?.event("print_request", { data: { type: "text", content: id }, job_id: id });
    await idle();
  };
  return { agent, store, backend, send };
}

Deno.test("a job for a printer at rest is stored and claimed by one commit, then settled and confirmed", async () => {
  const { agent, store, backend, send } = await countedAgent();
  await send("a");
  assert.deepEqual(backend.responses.map(({ job_id, status }) => [job_id, status]), [["a", "success"]]);
  // Stored and claimed; settled; confirmed; and the look for more work.
  assert.equal(store.commits, 4);
  await agent.stop();
});

Deno.test("a job is printed once when claiming it with its arrival failed", async () => {
  const { agent, store, backend, send } = await countedAgent();
  store.isFull = true;
  await send("a");
  assert.deepEqual(backend.responses.map(({ job_id, status }) => [job_id, status]), [["a", "success"]]);
  await agent.stop();
});

Deno.test("what was claimed as a job came again is printed, though nothing new came", async () => {
  const { send, store, printers, clock } = await runningAgent();
  const again = { job_id: "a", data: { type: "text", content: "soup" } };
  await send("print_request", again);
  store.enqueue(job("b", { data: { content: "beer" }, receivedAtMs: clock.nowMs() }), "BAR");
  await send("print_request", again);
  await idle();
  const texts = printers.named("BAR").printed.map(({ bytes }) => new TextDecoder("latin1").decode(bytes));
  assert.equal(texts.length, 2);
  assert.match(texts[1] ?? "", /beer/);
});
