import assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { FakeClock, FakePrinters, idle, printerConfig } from "../fakes.ts";
import { asDocument, runningAgent, type RunningWishes } from "./running_agent.ts";

/** A till with BAR (the default printer), KITCHEN and PIZZA. */
async function till(wishes: RunningWishes = {}) {
  const settings = { printers: [printerConfig("KITCHEN"), printerConfig("PIZZA")], ...wishes.settings };
  const around = await runningAgent({
    compose: ({ type, id }) => asDocument(type === "test_page" ? "THE TEST PAGE" : id),
    ...wishes,
    settings,
  });
  const { send, printers, backend, agent } = around;
  const told = (event: string) => backend.emitted.filter((one) => one.event === event).map(({ body }) => body);
  return {
    ...around,
    desk: agent.laneDesk,
    print: async (job_id: string, printer_name?: string) =>
      void await send("print_request", { job_id, printer_name, data: { type: "text", content: job_id } }),
    papers: (name: string) => printers.named(name).printed.map(({ jobId }) => jobId),
    text: (name: string, n = 0) => new TextDecoder("latin1").decode(printers.named(name).printed[n]?.bytes),
    told: (event: string) => told(event) as Record<string, unknown>[],
  };
}

/** A printer that nobody reaches. */
function off(printers: FakePrinters, name: string): void {
  printers.named(name).before = () => Promise.reject(new PrintError("connection_refused", "Nobody answers."));
}

function on(printers: FakePrinters, name: string): void {
  printers.named(name).before = () => {};
}

async function file(): Promise<string> {
  return `${await Deno.makeTempDir()}/jobs.sqlite`;
}

Deno.test("pause() lets what is being printed finish; the rest waits, in order, until resume()", async () => {
  const { desk, print, papers, printers, backend, told, agent } = await till();
  let release = () => {};
  printers.named("BAR").before = () => new Promise<void>((resolve) => release = resolve);
  await print("1");
  await print("2");
  assert.deepEqual(await desk.pause("BAR"), { is: "done" });
  assert.deepEqual(await desk.pause("BAR"), { is: "twice" });
  on(printers, "BAR");
  release();
  await idle();
  await print("3");
  await print("k", "KITCHEN");
  assert.deepEqual([papers("BAR"), papers("KITCHEN")], [["1"], ["k"]]);
  assert.deepEqual(backend.responses.map(({ job_id }) => job_id), ["1", "k"]);
  assert.deepEqual(agent.backlog().map(({ lane, jobs }) => [lane, jobs]), [["BAR", 2]]);
  assert.deepEqual(told("print_status").map(({ job_id, stage, message }) => [job_id, stage, message]), [
    ["2", "queued", "BAR is paused by a person at this PC."],
  ]);
  assert.deepEqual(await desk.resume("BAR"), { is: "done" });
  assert.deepEqual(await desk.resume("BAR"), { is: "twice" });
  await idle();
  assert.deepEqual(papers("BAR"), ["1", "2", "3"]);
});

Deno.test("pause() is told to the backend as the printer's state, also of a printer that says nothing of itself", async () => {
  const printers = new FakePrinters();
  const state = () => Promise.resolve({ state: "ready", words: "ready", hint: "" });
  Object.assign(printers.named("KITCHEN"), { state });
  const { desk, told, backend } = await till({ printers });
  await desk.pause("KITCHEN");
  await desk.pause("PIZZA");
  await desk.resume("KITCHEN");
  await desk.resume("PIZZA");
  await idle();
  assert.deepEqual(told("printer_status").map(({ alias, state }) => [alias, state]), [
    ["KITCHEN", "ready"],
    ["KITCHEN", "paused"],
    ["PIZZA", "paused"],
    ["KITCHEN", "ready"],
    ["PIZZA", "unknown"],
  ]);
  await desk.pause("PIZZA");
  backend.up();
  await idle();
  const ready = told("printer_client_ready").at(-1) as { printers: { alias: string; state: string }[] };
  assert.equal(ready.printers.find(({ alias }) => alias === "PIZZA")?.state, "paused");
});

Deno.test("a pause holds after a restart, and is told again", async () => {
  const path = await file();
  const first = await till({ path });
  await first.desk.pause("BAR");
  await first.print("1");
  const { events, papers, desk, agent } = await till({ path });
  assert.deepEqual(papers("BAR"), []);
  assert.ok(events.some((event) => event.event === "lane_paused" && event.lane === "BAR" && event.sinceMs !== null));
  await desk.resume("BAR");
  await idle();
  assert.deepEqual(papers("BAR"), ["1"]);
  await agent.stop();
});

Deno.test("handOver() sends what waits and what comes to the other printer, marked, until takeBack()", async () => {
  const printers = new FakePrinters();
  off(printers, "BAR");
  const { desk, print, papers, text, backend, told } = await till({ printers });
  await print("1");
  await print("2");
  assert.deepEqual(await desk.handOver("BAR", "KITCHEN"), { is: "done" });
  assert.deepEqual(await desk.handOver("BAR", "KITCHEN"), { is: "twice" });
  await idle();
  await print("3");
  await print("k", "KITCHEN");
  assert.deepEqual([papers("BAR"), papers("KITCHEN")], [[], ["1", "2", "3", "k"]]);
  assert.match(text("KITCHEN"), /FOR BAR [^]*handed over by hand[^]*1/);
  assert.doesNotMatch(text("KITCHEN", 3), /FOR/);
  assert.equal(backend.responses[0]?.message, "Printed on KITCHEN instead of BAR (handed over by hand).");
  assert.match(String(told("print_status").at(-1)?.message), /Sent to KITCHEN instead of BAR: handed over by hand/);
  on(printers, "BAR");
  assert.deepEqual(await desk.takeBack("BAR"), { is: "done" });
  assert.deepEqual(await desk.takeBack("BAR"), { is: "twice" });
  await print("4");
  assert.deepEqual(papers("BAR"), ["4"]);
});

Deno.test("takeBack() brings back what still waits elsewhere, without its mark; what is being printed stays there", async () => {
  const printers = new FakePrinters();
  const { desk, print, papers, text } = await till({ printers });
  await desk.handOver("BAR", "KITCHEN");
  let release = () => {};
  printers.named("KITCHEN").before = () => new Promise<void>((resolve) => release = resolve);
  await print("1");
  await print("2");
  await print("k", "KITCHEN");
  await desk.takeBack("BAR");
  on(printers, "KITCHEN");
  release();
  await idle();
  assert.deepEqual([papers("BAR"), papers("KITCHEN")], [["2"], ["1", "k"]]);
  assert.doesNotMatch(text("BAR"), /FOR/);
});

Deno.test("a job that is being printed when its printer is handed over stays there, and follows when it fails", async () => {
  const printers = new FakePrinters();
  let fail = (_: Error) => {};
  printers.named("BAR").before = () => new Promise<void>((_, reject) => fail = reject);
  const { desk, print, papers, clock } = await till({ printers });
  await print("1");
  await desk.handOver("BAR", "KITCHEN");
  await idle();
  assert.deepEqual(papers("KITCHEN"), []);
  fail(new PrintError("connection_refused", "Nobody answers."));
  await clock.advance(60_000);
  assert.deepEqual([papers("BAR"), papers("KITCHEN")], [[], ["1"]]);
});

Deno.test("a hand-over holds after a restart; one to a printer that is gone is undone, and nothing is lost", async () => {
  const path = await file();
  const printers = new FakePrinters();
  off(printers, "KITCHEN");
  const first = await till({ path, printers });
  await first.desk.handOver("BAR", "KITCHEN");
  await first.print("1");
  const second = await till({ path, printers });
  await second.print("2");
  assert.deepEqual(second.papers("BAR"), []);
  const { papers, events, agent } = await till({ path, settings: { printers: [printerConfig("PIZZA")] } });
  assert.deepEqual(papers("BAR"), ["1", "2"]);
  assert.ok(events.some((event) => event.event === "printer_notice" && /KITCHEN/.test(event.problem)));
  await agent.stop();
});

Deno.test("handOver() refuses chains, cycles, itself and what is not there", async () => {
  const { desk } = await till();
  assert.deepEqual(await desk.handOver("BAR", "BAR"), { is: "itself", printer: "BAR" });
  assert.deepEqual(await desk.handOver("BAR", "NOWHERE"), { is: "late" });
  assert.deepEqual(await desk.handOver("NOWHERE", "BAR"), { is: "late" });
  assert.deepEqual(await desk.handOver("BAR", "KITCHEN"), { is: "done" });
  assert.deepEqual(await desk.handOver("KITCHEN", "BAR"), { is: "chain", printer: "BAR" });
  assert.deepEqual(await desk.handOver("PIZZA", "BAR"), { is: "chain", printer: "BAR" });
  assert.deepEqual(await desk.handOver("KITCHEN", "PIZZA"), { is: "chain", printer: "BAR" });
  assert.deepEqual(await desk.handOver("BAR", "PIZZA"), { is: "standin", printer: "KITCHEN" });
  assert.deepEqual(await desk.handOver("PIZZA", "KITCHEN"), { is: "done" });
  await desk.takeBack("BAR");
  await desk.pause("PIZZA");
  assert.deepEqual(await desk.handOver("BAR", "PIZZA"), { is: "chain", printer: "PIZZA" });
  await desk.takeBack("PIZZA");
  assert.deepEqual(await desk.handOver("BAR", "PIZZA"), { is: "target_paused", printer: "PIZZA" });
});

Deno.test("a fallback that is paused, or handed over to whom it stands in for, gets nothing", async () => {
  const printers = new FakePrinters();
  off(printers, "KITCHEN");
  const kitchen = { ...printerConfig("KITCHEN"), fallback: "PIZZA" };
  const policy = { ...DEFAULT_POLICY, fallbackAfterMs: 0 };
  const settings = { printers: [kitchen, printerConfig("PIZZA")], policy };
  const { desk, print, papers, clock } = await till({ printers, settings });
  await desk.handOver("PIZZA", "KITCHEN");
  await print("1", "KITCHEN");
  await clock.advance(30_000);
  assert.deepEqual(papers("PIZZA"), []);
  await desk.takeBack("PIZZA");
  await desk.pause("PIZZA");
  await clock.advance(90_000);
  assert.deepEqual(papers("PIZZA"), []);
  await desk.resume("PIZZA");
  await clock.advance(90_000);
  assert.deepEqual(papers("PIZZA"), ["1"]);
});

Deno.test("a job that came to its fallback goes home, unmarked, when the fallback is handed over to its own printer", async () => {
  const printers = new FakePrinters();
  off(printers, "KITCHEN");
  off(printers, "PIZZA");
  const kitchen = { ...printerConfig("KITCHEN"), fallback: "PIZZA" };
  const policy = { ...DEFAULT_POLICY, fallbackAfterMs: 0 };
  const { desk, print, papers, text, clock } = await till({
    printers,
    settings: { printers: [kitchen, printerConfig("PIZZA")], policy },
  });
  await print("1", "KITCHEN");
  on(printers, "KITCHEN");
  await desk.handOver("PIZZA", "KITCHEN");
  await clock.advance(60_000);
  assert.deepEqual(papers("KITCHEN"), ["1"]);
  assert.doesNotMatch(text("KITCHEN"), /FOR/);
});

Deno.test("testPrint() prints one page in its turn on that very printer, and no backend hears of it", async () => {
  const printers = new FakePrinters();
  const { desk, print, papers, text, backend, store, clock } = await till({ printers });
  await desk.handOver("BAR", "KITCHEN");
  let release = () => {};
  printers.named("BAR").before = () => new Promise<void>((resolve) => release = resolve);
  const told = backend.emitted.length;
  const both = await Promise.all([desk.testPrint("BAR", "once-1234"), desk.testPrint("BAR", "once-1234")]);
  assert.deepEqual(both.map(({ is }) => is), ["done", "twice"]);
  assert.deepEqual(await desk.testPrint("NOWHERE", "once-1234"), { is: "late" });
  on(printers, "BAR");
  release();
  await idle();
  assert.deepEqual(papers("BAR"), ["test-once-1234"]);
  assert.match(text("BAR"), /THE TEST PAGE/);
  assert.doesNotMatch(text("BAR"), /COPY|FOR/);
  assert.deepEqual([backend.emitted.slice(told), store.owedResponses(9)], [[], []]);
  // Hours later nobody waits for it any more.
  await desk.pause("PIZZA");
  await desk.testPrint("PIZZA", "once-5678");
  clock.set(clock.nowMs() + 16 * 60_000);
  await desk.resume("PIZZA");
  await print("1", "PIZZA");
  assert.deepEqual(papers("PIZZA"), ["1"]);
});

Deno.test("records() counts what was printed and its paper, over restarts and after the jobs are forgotten", async () => {
  const path = await file();
  const clock = new FakeClock();
  const first = await till({ path, clock });
  for (const id of ["1", "2", "3"]) await first.print(id);
  const bar = async (desk: typeof first.desk) => (await desk.records()).get("BAR");
  const three = await bar(first.desk);
  assert.equal(three?.printed, 3);
  // One line of 30 dots at 203 to the inch.
  const each = (three?.rollMm ?? 0) / 3;
  assert.equal(each.toFixed(2), "3.75");
  await first.print("4");
  assert.deepEqual(first.desk.ended(clock.nowMs() - 1_000).get("BAR"), { printed: 4, failed: 0 });
  await clock.advance(60_000);
  await first.agent.stop();
  clock.set(clock.nowMs() + 40 * 86_400_000);
  const second = await till({ path, clock });
  await clock.advance(11 * 60_000);
  assert.equal(second.desk.ended(0).get("BAR"), undefined);
  assert.equal(Math.round((await bar(second.desk))?.rollMm ?? 0), Math.round(4 * each));
  await second.desk.newRoll("BAR");
  assert.deepEqual([(await bar(second.desk))?.rollMm, (await bar(second.desk))?.printed], [0, 4]);
  await second.print("5");
  assert.equal(Math.round((await bar(second.desk))?.rollMm ?? 0), Math.round(each));
  await second.agent.stop();
});

Deno.test("records() counts no paper for what no printer took", async () => {
  const printers = new FakePrinters();
  printers.named("BAR").before = () => Promise.reject(new PrintError("access_denied", "No."));
  const { desk, print } = await till({ printers });
  await print("1");
  const record = (await desk.records()).get("BAR");
  assert.deepEqual([record?.printed, record?.failed, record?.rollMm], [0, 1, 0]);
});
