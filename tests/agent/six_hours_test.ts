import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import { Dice } from "../end_to_end/chaos/dice.ts";
import { FakeClock, FakePrinters, printerConfig } from "../fakes.ts";
import { asDocument, runningAgent } from "./running_agent.ts";

const MINUTE_MS = 60_000;
const MINUTES = 6 * 60;
const LANES = ["BAR", "KITCHEN"];
const LIFETIME_MS = 40 * MINUTE_MS;
const HISTORY_MS = 60 * MINUTE_MS;

Deno.test("six hours over midnight, with outages and clocks that jump: each job is printed once, or answered as too old", async () => {
  const clock = new FakeClock(new Date(2026, 2, 7, 20, 30).getTime());
  const dice = new Dice(20_260_307);
  const printers = new FakePrinters();
  const isOff = new Map<string, boolean>();
  for (const name of LANES) {
    printers.named(name).before = () => {
      if (isOff.get(name)) throw new PrintError("connection_refused", `Printer ${name} is off.`);
    };
  }
  const bar = printerConfig("BAR");
  const { agent, backend, send, store, events } = await runningAgent({
    clock,
    printers,
    settings: {
      printers: LANES.map(printerConfig),
      defaultPrinter: bar,
      policy: { ...DEFAULT_POLICY, lifetimeMs: new Map([["text", LIFETIME_MS]]), historyMs: HISTORY_MS },
    },
    compose: ({ id }) => asDocument(id),
    wallMs: () => clock.wallMs(),
  });

  const sent = new Map<string, string>();
  let wallMs = 0;
  let reconnects = 0;
  for (let minute = 0; minute < MINUTES; minute++) {
    if (!backend.isConnected) {
      if (dice.once(3)) backend.up();
    } else if (dice.once(25)) {
      reconnects++;
      backend.down();
    }
    for (const name of LANES) {
      // Some outages are longer than a job lives.
      if (isOff.get(name) ? dice.once(20) : dice.once(40)) isOff.set(name, !isOff.get(name));
    }
    if (dice.once(60)) {
      const byMs = dice.whole(-120, 120) * MINUTE_MS;
      wallMs += byMs;
      clock.setWall(byMs);
    }
    if (backend.isConnected) {
      for (let count = dice.whole(0, 3); count > 0; count--) {
        const id = `job-${sent.size}`;
        const printer = LANES[dice.whole(0, 1)] ?? "BAR";
        sent.set(id, printer);
        await send("print_request", { job_id: id, printer_name: printer, data: { type: "text", content: id } });
        // As a backend that lost the acknowledgement.
        if (dice.once(10)) {
          await send("print_request", { job_id: id, printer_name: printer, data: { type: "text", content: id } });
        }
      }
    }
    await clock.advance(MINUTE_MS);
  }
  isOff.clear();
  if (!backend.isConnected) backend.up();
  await clock.advance(5 * MINUTE_MS);

  const tickets = LANES.map((name) => printers.named(name).printed.filter(({ jobId }) => sent.has(jobId)));
  const printed = new Map(tickets.flatMap((all, lane) => all.map(({ jobId }) => [jobId, LANES[lane]] as const)));
  assert.equal(printed.size, tickets.flat().length, "something is on paper twice");
  const answers = new Map(backend.responses.map((answer) => [answer.job_id, answer]));
  let expired = 0;
  for (const [id, printer] of sent) {
    const answer = answers.get(id);
    if (printed.has(id)) {
      assert.equal(printed.get(id), printer, id);
      assert.equal(answer?.status, "success", id);
    } else {
      expired++;
      assert.match(answer?.message ?? "", /too old to print/, id);
    }
  }
  for (const all of tickets) {
    const order = all.map(({ jobId }) => Number(jobId.slice("job-".length)));
    assert.deepEqual(order, order.toSorted((a, b) => a - b), "a lane keeps to the order of arrival");
  }
  assert.deepEqual(store.backlog(), []);
  assert.deepEqual(store.owedResponses(10), []);
  assert.deepEqual(events.filter(({ event }) => event === "fault"), []);
  // The run had all that it is about in it.
  assert.ok(sent.size > 300 && expired > 5 && reconnects > 5 && wallMs !== 0);
  const slips = LANES.flatMap((name) => printers.named(name).printed).filter(({ jobId }) => !sent.has(jobId));
  assert.ok(slips.length > 0, "no slip after an outage");

  // Long after, nothing is left but what is forgotten batch by batch; an id of then is new again.
  await clock.advance(HISTORY_MS + 20 * MINUTE_MS);
  const [first = ""] = printed.keys();
  assert.ok(!store.oweAgain(first), "the history goes on for ever");
  await agent.stop();
});
