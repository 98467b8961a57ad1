import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import type { PrinterDocument } from "../../src/domain/ports.ts";
import { FakePrinters, idle } from "../fakes.ts";
import { runningAgent } from "./running_agent.ts";

/** A connected agent with one printer, whose `before` is what happens until the first byte could leave. */
async function world() {
  const printers = new FakePrinters();
  const printer = printers.named("BAR");
  let slow: (document: PrinterDocument, tries: number) => void | Promise<void> = () => {};
  printer.before = async (document, tries) => {
    await slow(document, tries);
    await document.beforeFirstByte?.();
  };
  const { agent, backend, clock, send } = await runningAgent({ printers });
  return {
    agent,
    backend,
    printer,
    clock,
    /** What the printer does before it takes the first byte. */
    beforeTaking: (action: typeof slow) => slow = action,
    send: async (event: string, payload: unknown) => (await send(event, payload)).at(-1),
    /** A job that is lent for `ms` from now on. */
    lent: (ms: number) => ({ content: "soup", job_id: "7", lease_until: clock.nowMs() + ms }),
    starts: () => backend.emitted.filter(({ event }) => event === "print_starting").map(({ body }) => body),
    stages: () => backend.responses.map(({ job_id, stage }) => [job_id, stage]),
  };
}

Deno.test("printer_client_clock is acknowledged with the client's own clock", async () => {
  const { agent, clock, send } = await world();
  assert.deepEqual(await send("printer_client_clock", undefined), { clock: clock.nowMs() });
  await agent.stop();
});

Deno.test("a lent job is printed after the backend confirmed print_starting", async () => {
  const { agent, backend, printer, send, lent, starts, stages } = await world();
  let printedBefore: number | undefined;
  backend.confirms = (event) => {
    if (event === "print_starting") printedBefore = printer.printed.length;
    return true;
  };
  await send("print_request", lent(20_000));
  assert.equal(printedBefore, 0);
  assert.deepEqual(starts(), [{ job_id: "7", printer: "BAR" }]);
  assert.deepEqual(stages(), [["7", "spooled"]]);
  await agent.stop();
});

Deno.test("a job that is not lent is printed without asking the backend", async () => {
  const { agent, backend, send, starts, stages } = await world();
  backend.confirms = (event) => event !== "print_starting";
  await send("print_request", { content: "soup", job_id: "7", expires_in: 20 });
  assert.deepEqual(starts(), []);
  assert.deepEqual(stages(), [["7", "spooled"]]);
  await agent.stop();
});

Deno.test("a lent job that is never confirmed is not printed, and expires when its lease ends", async () => {
  const { agent, backend, printer, clock, send, lent, stages } = await world();
  backend.confirms = (event) => event !== "print_starting";
  await send("print_request", lent(20_000));
  await clock.advance(19_900);
  assert.deepEqual(stages(), []);
  await clock.advance(200);
  assert.deepEqual(stages(), [["7", "expired"]]);
  assert.deepEqual(printer.printed, []);
  await agent.stop();
});

Deno.test("a lent job that arrives after its lease is not printed", async () => {
  const { agent, printer, send, lent, starts, stages } = await world();
  await send("print_request", lent(-1));
  assert.deepEqual(stages(), [["7", "expired"]]);
  assert.deepEqual([printer.printed, starts()], [[], []]);
  await agent.stop();
});

Deno.test("a printer that answers after the job's end gets no byte of it", async () => {
  const { agent, printer, clock, beforeTaking, send, stages } = await world();
  let answer = () => {};
  beforeTaking(() => new Promise<void>((resolve) => answer = resolve));
  await send("print_request", { content: "soup", job_id: "7", expires_in: 2 });
  await clock.advance(3_000);
  answer();
  await idle();
  assert.deepEqual(stages(), [["7", "expired"]]);
  assert.deepEqual(printer.printed, []);
  await agent.stop();
});

Deno.test("a confirmation that comes after the lease prints nothing", async () => {
  const { agent, backend, printer, clock, send, lent, stages } = await world();
  let confirm = () => {};
  const confirmation = new Promise<void>((resolve) => confirm = resolve).then(() => true);
  backend.confirms = (event) => event !== "print_starting" || confirmation;
  await send("print_request", lent(2_000));
  await clock.advance(2_500);
  confirm();
  await idle();
  assert.deepEqual(stages(), [["7", "expired"]]);
  assert.deepEqual(printer.printed, []);
  await agent.stop();
});

Deno.test("a job whose printer does not answer expires at its end, not at the next try after it", async () => {
  const { agent, clock, beforeTaking, send, stages } = await world();
  beforeTaking(() => {
    throw new PrintError("connection_refused", "Off.");
  });
  await send("print_request", { content: "soup", job_id: "7", expires_in: 20 });
  await clock.advance(20_100);
  assert.deepEqual(stages(), [["7", "expired"]]);
  await agent.stop();
});

Deno.test("a job that may be on paper is uncertain, not expired, when its time is over", async () => {
  const { agent, clock, beforeTaking, send, stages } = await world();
  beforeTaking((_, tries) => {
    if (tries === 1) throw new PrintError("partly_sent", "The connection broke.");
    throw new PrintError("connection_refused", "Off.");
  });
  await send("print_request", { content: "soup", job_id: "7", expires_in: 20 });
  await clock.advance(20_100);
  assert.deepEqual(stages(), [["7", "uncertain"]]);
  await agent.stop();
});
