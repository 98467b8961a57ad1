import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { PrinterStateName } from "../../src/domain/printer_state.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { closedPort, NetworkPrinter } from "./network_printer.ts";
import { type Behaviour, READY, statusPrinter } from "./status_printer.ts";

const DOCUMENT = { jobId: "1", title: "Order #1", bytes: new TextEncoder().encode("soup\n") };

function kitchen(port: number, more: { asksStatus?: boolean } = {}): TcpPrinter {
  return new TcpPrinter({
    name: "Kitchen",
    host: "127.0.0.1",
    port,
    asksStatus: true,
    answerTimeoutMs: 80,
    finishTimeoutMs: 2_000,
    graceMs: 40,
    ...more,
  });
}

/** Answers to `DLE EOT`, by the bits that Epson gives them. */
const ROWS: readonly (readonly [state: PrinterStateName, words: RegExp, states: Behaviour["states"]])[] = [
  ["ready", /^ready$/, READY],
  ["paper_low", /^the paper roll ends soon$/, { ...READY, 4: [0x1e] }],
  ["paper_out", /^paper out$/, { ...READY, 1: [0x1e], 2: [0x32], 4: [0x7e] }],
  ["door_open", /^cover open$/, { ...READY, 1: [0x1e], 2: [0x16], 4: [0x7e] }],
  ["paper_jam", /^cutter jammed$/, { ...READY, 1: [0x1e], 2: [0x52], 3: [0x1a] }],
  ["error", /^printer fault$/, { ...READY, 1: [0x1e], 2: [0x52], 3: [0x32] }],
  ["offline", /^offline$/, { ...READY, 1: [0x1e] }],
  ["unknown", /^it says nothing of its state$/, {}],
];

Deno.test("TcpPrinter.state() is the device's own word", async (t) => {
  for (const [state, words, states = {}] of ROWS) {
    await t.step(state, async () => {
      await using printer = await statusPrinter(() => ({ states }));
      const told = await kitchen(printer.port).state();
      assert.equal(told.state, state);
      assert.match(told.words, words);
      assert.equal(/^[A-Z].*\.$/.test(told.hint), !["ready", "unknown"].includes(state));
    });
  }
});

Deno.test("TcpPrinter.state() is offline with the reason when the printer cannot be reached", async () => {
  const told = await kitchen(closedPort()).state();
  assert.equal(told.state, "offline");
  assert.equal(told.words, "it refused the connection");
  assert.match(told.hint, /busy with another computer/);
});

Deno.test("TcpPrinter.state() connects to nobody who is not to be asked", async () => {
  await using printer = await statusPrinter(() => ({ states: READY }));
  assert.equal((await kitchen(printer.port, { asksStatus: false }).state()).state, "unknown");
  assert.equal(printer.documents.length, 0);
});

Deno.test("TcpPrinter.state() sends nothing while a document is printed", async () => {
  const finishing = Promise.withResolvers<void>();
  await using printer = await statusPrinter(() => {
    finishing.resolve();
    return { states: READY, paper: [0x00], printsMs: 300 };
  });
  const kitchenPrinter = kitchen(printer.port);
  const printing = kitchenPrinter.print(DOCUMENT);
  await finishing.promise;
  assert.equal((await kitchenPrinter.state()).state, "printing");
  assert.equal((await printing).stage, "printed");
  assert.equal(printer.documents.length, 1);
  assert.equal((await kitchenPrinter.state()).state, "ready");
});

Deno.test("TcpPrinter.print() waits for a question that is going on: one connection at a time", async () => {
  const asked = Promise.withResolvers<void>();
  await using printer = await statusPrinter(() => {
    asked.resolve();
    return { states: READY, paper: [0x00] };
  });
  const kitchenPrinter = kitchen(printer.port);
  const [first, second] = [kitchenPrinter.state(), kitchenPrinter.state()];
  await asked.promise;
  assert.equal((await kitchenPrinter.print(DOCUMENT)).stage, "printed");
  assert.deepEqual([(await first).state, (await second).state], ["ready", "ready"]);
  assert.equal(printer.mostAtOnce, 1);
  assert.equal(printer.documents.length, 2);
  assert.ok(Buffer.from(printer.documents[1] ?? []).includes("soup"));
});

Deno.test("TcpPrinter.print() does not wait for a question whose connection is not there yet", async () => {
  await using printer = await statusPrinter(() => ({ states: READY, paper: [0x00] }));
  const kitchenPrinter = kitchen(printer.port);
  const asked = kitchenPrinter.state();
  const printing = kitchenPrinter.print(DOCUMENT);
  assert.equal((await asked).state, "printing");
  assert.equal((await printing).stage, "printed");
});

Deno.test("TcpPrinter.close() ends a question", async () => {
  await using printer = await NetworkPrinter.start(() => {});
  const kitchenPrinter = kitchen(printer.port);
  const asked = kitchenPrinter.state();
  await kitchenPrinter.close();
  assert.ok(["printing", "unknown"].includes((await asked).state));
});
