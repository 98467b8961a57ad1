import assert from "node:assert/strict";
import type { AgentEvent } from "../../src/agent/events.ts";
import { type Alert, AlertWatch } from "../../src/alerts/alert_watch.ts";
import { isTroubled, type PrinterStateName } from "../../src/domain/printer_state.ts";
import { FakeClock } from "../fakes.ts";

const MINUTE = 60_000;

/** A watch of five minutes, and what it sent; `arrives` says whether messages do. */
function watching() {
  const clock = new FakeClock();
  const sent: string[] = [];
  const net = { arrives: true };
  const start = clock.nowMs();
  const minute = (ms: number | null) => ms === null ? "" : ` until ${(ms - start) / MINUTE}`;
  const send = ({ state, about, problem, sinceMs, untilMs }: Alert) => {
    sent.push(`${state} ${about}: ${problem} since ${(sinceMs - start) / MINUTE}${minute(untilMs)}`);
    return Promise.resolve(net.arrives);
  };
  const watch = new AlertWatch({ afterMs: 5 * MINUTE, clock, send });
  return { clock, sent, net, take: (event: AgentEvent) => watch.take(event), stop: () => watch.stop() };
}

const about = { job: "1", document: "Order", lane: "KITCHEN", printer: "EPSON TM", attempt: 1 };
const waits = (problem: string): AgentEvent => ({ event: "job_waits", ...about, code: "x", problem, retryInMs: 1 });
const printed: AgentEvent = {
  event: "job_printed",
  ...about,
  stage: "printed",
  ms: 1,
  renderMs: 1,
  printMs: 1,
  bytes: 1,
  warnings: [],
};
const connected: AgentEvent = { event: "connected", transport: "websocket" };
const lost: AgentEvent = { event: "disconnected", reason: "gone" };

Deno.test("AlertWatch says once that the backend has been away, and once that it is back", async () => {
  const { clock, sent, take } = watching();
  take(connected);
  take(lost);
  await clock.advance(4 * MINUTE);
  assert.deepEqual(sent, []);
  take({ event: "connect_failed", problem: "Nothing listens.", first: false });
  await clock.advance(60 * MINUTE);
  assert.deepEqual(sent, ["problem backend: Nothing listens. since 0"]);
  take(connected);
  take(connected);
  await clock.advance(60 * MINUTE);
  assert.deepEqual(sent.slice(1), ["resolved backend: Nothing listens. since 0 until 64"]);
});

Deno.test("AlertWatch tells of a start without a backend, and of no short trouble", async () => {
  const { clock, sent, take } = watching();
  await clock.advance(5 * MINUTE);
  assert.deepEqual(sent, ["problem backend: Not connected to the backend since the start. since 0"]);
  take(connected);
  await clock.advance(0);
  take(lost);
  await clock.advance(4 * MINUTE);
  take(connected);
  await clock.advance(60 * MINUTE);
  assert.equal(sent.length, 2);
});

Deno.test("AlertWatch tells of a printer that has jobs and does not print them", async () => {
  const { clock, sent, take } = watching();
  take(connected);
  take(waits("no paper"));
  await clock.advance(3 * MINUTE);
  take(waits("cover open"));
  await clock.advance(3 * MINUTE);
  take(printed);
  await clock.advance(MINUTE);
  assert.deepEqual(sent, ["problem KITCHEN: cover open since 0", "resolved KITCHEN: cover open since 0 until 6"]);
});

Deno.test("AlertWatch sends again what did not arrive, and one message when it is over by then", async () => {
  const { clock, sent, net, take } = watching();
  take(connected);
  take(lost);
  net.arrives = false;
  await clock.advance(7 * MINUTE);
  assert.equal(sent.length, 3);
  take(connected);
  await clock.advance(0);
  net.arrives = true;
  await clock.advance(10 * MINUTE);
  assert.deepEqual(sent.slice(3), [
    "resolved backend: The connection to the backend was lost: gone. since 0 until 7",
    "resolved backend: The connection to the backend was lost: gone. since 0 until 7",
  ]);
});

Deno.test("AlertWatch tells the end of a trouble that ended while its message was under way", async () => {
  const clock = new FakeClock();
  const sent: string[] = [];
  const hasArrived = true;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const send = ({ state }: Alert) => {
    sent.push(state);
    return state === "problem" ? promise : Promise.resolve(hasArrived);
  };
  const watch = new AlertWatch({ afterMs: MINUTE, clock, send });
  await clock.advance(MINUTE);
  watch.take(connected);
  resolve(hasArrived);
  await clock.advance(MINUTE);
  assert.deepEqual(sent, ["problem", "resolved"]);
});

Deno.test("AlertWatch is silent once stopped", async () => {
  const { clock, sent, take, stop } = watching();
  stop();
  take(lost);
  await clock.advance(60 * MINUTE);
  assert.deepEqual(sent, []);
});

const isNow = (state: PrinterStateName): AgentEvent => {
  const isTrouble = isTroubled(state);
  return { event: "printer_state", lane: "KITCHEN", state, message: `${state}.`, isTrouble, wasTrouble: !isTrouble };
};

Deno.test("AlertWatch says that a printer reports trouble, with no job too", async () => {
  const { clock, sent, take } = watching();
  take(connected);
  take(isNow("ready"));
  take(isNow("offline"));
  await clock.advance(4 * MINUTE);
  take(isNow("paper_out"));
  await clock.advance(2 * MINUTE);
  assert.deepEqual(sent, ["problem KITCHEN: Paper_out. since 0"]);
  take(isNow("unknown"));
  await clock.advance(MINUTE);
  assert.equal(sent.length, 1);
  take(isNow("ready"));
  assert.deepEqual(sent.slice(1), ["resolved KITCHEN: Paper_out. since 0 until 7"]);
});

Deno.test("AlertWatch says that a printer is right again when its jobs and its state say so", async () => {
  const { clock, sent, take } = watching();
  take(connected);
  take(waits("It is out of paper."));
  take(isNow("paper_out"));
  await clock.advance(6 * MINUTE);
  assert.equal(sent.length, 1);
  take(isNow("ready"));
  await clock.advance(MINUTE);
  assert.equal(sent.length, 1);
  take(printed);
  await clock.advance(MINUTE);
  assert.equal(sent.length, 2);
  // Windows takes a document although its queue is offline: that is no proof of paper.
  take(isNow("offline"));
  take(printed);
  await clock.advance(6 * MINUTE);
  assert.match(sent[2] ?? "", /^problem KITCHEN: Offline\./);
  assert.equal(sent.length, 3);
});

Deno.test("AlertWatch tells of a printer that a person has paused for long, until it goes on", async () => {
  const { clock, sent, take } = watching();
  take(connected);
  take({ event: "lane_paused", lane: "KITCHEN", sinceMs: clock.nowMs() });
  take(printed);
  await clock.advance(5 * MINUTE);
  assert.deepEqual(sent, ["problem KITCHEN: KITCHEN is paused by a person at the PC: its jobs wait. since 0"]);
  take({ event: "lane_paused", lane: "KITCHEN", sinceMs: null });
  await clock.advance(MINUTE);
  assert.match(sent[1] ?? "", /^resolved KITCHEN: .* until 5$/);
});
