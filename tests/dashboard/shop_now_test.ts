import assert from "node:assert/strict";
import type { AgentEvent } from "../../src/agent/events.ts";
import { ShopWatch } from "../../src/dashboard/shop_now.ts";
import type { Backlog } from "../../src/domain/ports.ts";
import { FakeClock } from "../fakes.ts";

const about = { job: "j1", document: "Receipt 41", lane: "KITCHEN", printer: "KITCHEN", attempt: 1 };
const waits = (code: string): AgentEvent => ({
  event: "job_waits",
  ...about,
  code,
  problem: `It is ${code}.`,
  retryInMs: 1,
});
const printed: AgentEvent = {
  event: "job_printed",
  ...about,
  stage: "spooled",
  ms: 1,
  renderMs: 0,
  printMs: 1,
  bytes: 9,
  warnings: [],
};

function watching(backlog: Backlog[] = []) {
  const clock = new FakeClock(1_000);
  const watch = new ShopWatch({
    printers: ["BAR", "KITCHEN"],
    nowMs: () => clock.nowMs(),
    backlog: () => backlog,
    uncertain: () => 0,
  });
  const trouble = () => watch.now().printers.find(({ name }) => name === "KITCHEN")?.trouble;
  return { clock, watch, trouble };
}

Deno.test("ShopWatch knows a printer's trouble from its jobs, since it began, until one is printed", () => {
  const { clock, watch, trouble } = watching();
  assert.equal(trouble(), null);
  watch.take(waits("connection_refused"));
  clock.set(9_000);
  watch.take(waits("timed_out"));
  assert.deepEqual(trouble(), { kind: "offline", problem: "It is timed_out.", sinceMs: 1_000 });
  watch.take(printed);
  assert.equal(trouble(), null);
  const { lastMs, printers } = watch.now();
  assert.deepEqual([lastMs, printers[1]?.lastMs, printers[1]?.printed], [9_000, 9_000, 1]);
});

Deno.test("ShopWatch hears the Windows queue", () => {
  const { watch, trouble } = watching();
  const news = {
    event: "job_news",
    ...about,
    stage: "spooled",
    message: "KITCHEN: out of paper",
    wasTrouble: false,
  } as const;
  watch.take({ ...news, isTrouble: true });
  assert.equal(trouble()?.kind, "not_ready");
  watch.take({ ...news, isTrouble: false });
  assert.equal(trouble(), null);
});

Deno.test("ShopWatch counts what waits, of printers that are not in the settings too", () => {
  const { watch } = watching([{ lane: "KITCHEN", jobs: 4, oldestMs: 0 }, { lane: "Office", jobs: 1, oldestMs: 0 }]);
  assert.deepEqual(watch.now().printers.map(({ name, waiting }) => `${name} ${waiting}`), [
    "BAR 0",
    "KITCHEN 4",
    "Office 1",
  ]);
});

Deno.test("ShopWatch speaks of a job that was given up for a quarter of an hour, or until somebody has seen to it", () => {
  const { clock, watch } = watching();
  const failed = (job: string): AgentEvent => ({
    event: "job_failed",
    ...about,
    job,
    code: "access_denied",
    problem: "No.",
  });
  watch.take(failed("a"));
  watch.take(failed("b"));
  watch.take({ event: "job_failed", ...about, job: "c", code: "cancelled", problem: "By hand." });
  assert.equal(watch.now().failed, 2);
  watch.seenTo("b");
  assert.equal(watch.now().failed, 1);
  clock.set(1_000 + 15 * 60_000);
  assert.equal(watch.now().failed, 0);
});

Deno.test("ShopWatch follows the connection, and remembers since when it is away", () => {
  const { clock, watch } = watching();
  assert.equal(watch.now().connection.is, "starting");
  watch.take({ event: "connect_failed", problem: "refused", first: true });
  clock.set(5_000);
  watch.take({ event: "connect_failed", problem: "refused", first: false });
  assert.deepEqual(watch.now().connection, { is: "down", problem: "refused", sinceMs: 1_000 });
  watch.take({ event: "connected", transport: "websocket" });
  assert.deepEqual(watch.now().connection, { is: "up", problem: "", sinceMs: 5_000 });
});

Deno.test("ShopWatch believes what a printer says of itself before what became of its jobs", () => {
  const { clock, watch, trouble } = watching();
  const is = (state: "paper_out" | "paper_low" | "ready" | "deleted", isTrouble: boolean) =>
    watch.take({ event: "printer_state", lane: "KITCHEN", state, message: `${state}.`, isTrouble, wasTrouble: false });
  const [trouble_, fine] = [Boolean(1), Boolean(0)];
  watch.take(waits("printer_not_ready"));
  clock.set(4_000);
  is("paper_out", trouble_);
  assert.deepEqual(trouble(), { kind: "paper_out", problem: "paper_out.", sinceMs: 4_000 });
  is("paper_low", fine);
  assert.equal(trouble()?.kind, "not_ready");
  watch.take(printed);
  assert.equal(trouble()?.kind, "paper_low");
  is("deleted", trouble_);
  assert.equal(trouble()?.kind, "missing");
  is("ready", fine);
  assert.equal(trouble(), null);
});

Deno.test("ShopWatch says first that a person has paused a printer, and still knows what it reports", () => {
  const { watch, trouble } = watching();
  watch.take(waits("connection_refused"));
  assert.ok(watch.take({ event: "lane_paused", lane: "KITCHEN", sinceMs: 500 }));
  watch.take(printed);
  watch.take(waits("timed_out"));
  assert.deepEqual(trouble(), { kind: "held", problem: "", sinceMs: 500 });
  assert.equal(watch.reportedBy("KITCHEN")?.kind, "offline");
  assert.equal(watch.reportedBy("BAR"), null);
  watch.take({ event: "lane_paused", lane: "KITCHEN", sinceMs: null });
  assert.equal(trouble()?.kind, "offline");
});
