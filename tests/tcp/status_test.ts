import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { PrintError } from "../../src/domain/print_error.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { NetworkPrinter } from "./network_printer.ts";
import { type Behaviour, READY, statusPrinter } from "./status_printer.ts";

const TEXT = "soup\n";
const DOCUMENT = { jobId: "1", title: "Order #1", bytes: new TextEncoder().encode(TEXT) };
const PRINTED = { stage: "printed", evidence: "device", printer: "Kitchen" };
const SPOOLED = { stage: "spooled", evidence: "none", printer: "Kitchen" };

function kitchen(port: number, { finishTimeoutMs = 400, answerTimeoutMs = 80 } = {}): TcpPrinter {
  return new TcpPrinter({
    name: "Kitchen",
    host: "127.0.0.1",
    port,
    asksStatus: true,
    answerTimeoutMs,
    finishTimeoutMs,
    graceMs: 40,
  });
}

async function errorOf(action: Promise<unknown>): Promise<PrintError> {
  const error = await action.then(() => assert.fail("expected an error"), (thrown) => thrown);
  assert.ok(error instanceof PrintError, String(error));
  return error;
}

// deno-lint-ignore no-control-regex -- DLE EOT n and GS r 1
const QUESTIONS = /\x10\x04[\x01-\x04]|\x1dr\x01/g;

/** What a printer was sent apart from questions about its state. */
function papers(printer: NetworkPrinter): string[] {
  return printer.documents.map((bytes) => Buffer.from(bytes).toString("latin1").replace(QUESTIONS, ""));
}

Deno.test("print() with status is printed, by the device's word, when it answers", async (t) => {
  const asb = [0x14, 0x00, 0x00, 0x00];
  const rows: [string, Behaviour][] = [
    ["at once", { states: READY, paper: [0x00] }],
    ["after a while", { states: READY, paper: [0x00], printsMs: 150 }],
    ["with paper near its end", { states: { ...READY, 4: [0x1e] }, paper: [0x03] }],
    ["with automatic status before each answer", { states: READY, paper: [0x00], greeting: asb, before: asb }],
    ["in packets of a byte", { states: READY, paper: [0x00], before: asb, isSplit: true }],
    ["with flow control between", { states: READY, paper: [0x00], before: [0x13, 0x11] }],
    ["only at the end", { paper: [0x00] }],
  ];
  for (const [name, behaviour] of rows) {
    await t.step(name, async () => {
      await using printer = await statusPrinter(() => behaviour);
      assert.deepEqual(await kitchen(printer.port, { answerTimeoutMs: 1_000 }).print(DOCUMENT), PRINTED);
      assert.deepEqual(papers(printer), [TEXT]);
    });
  }
});

Deno.test("print() with status is spooled, and nothing else is claimed, when the answer says nothing sure", async (t) => {
  const text = [...new TextEncoder().encode("Lantronix z\r\n")];
  const rows: [string, Behaviour][] = [
    ["silent", {}],
    ["no answer at the end", { states: READY }],
    ["says at the end that paper is missing", { states: READY, paper: [0x0f] }],
    ["zeros for everything", { states: { 1: [0], 2: [0], 3: [0], 4: [0] }, paper: [0] }],
    ["text as a greeting", { greeting: text, states: { ...READY, 1: [0x1a] }, paper: [0] }],
    ["text instead of answers", { states: { 1: text, 2: text, 3: text, 4: text }, paper: text }],
    ["text before each answer", { before: text, states: { ...READY, 4: [0x72] }, paper: [0] }],
    ["each answer twice", { states: { 1: [0x1a, 0x1a], 2: [0x36, 0x36], 4: [0x72, 0x72] }, paper: [0] }],
    ["answers that come one question late", { greeting: [0x16], states: READY, paper: [0] }],
    ["an old answer about paper", { greeting: [0x00], states: READY, paper: [0] }],
    ["automatic status and no answer", { states: READY, paper: [0x14, 0x00, 0x00, 0x00] }],
  ];
  for (const [name, behaviour] of rows) {
    await t.step(name, async () => {
      await using printer = await statusPrinter(() => behaviour);
      assert.deepEqual(await kitchen(printer.port, { finishTimeoutMs: 100 }).print(DOCUMENT), SPOOLED);
      assert.deepEqual(papers(printer), [TEXT]);
    });
  }
});

Deno.test("print() with status fails with printer_not_ready and sends nothing when the device cannot print", async (t) => {
  const rows: [string, Behaviour["states"], string][] = [
    ["paper out", { 1: [0x1a], 2: [0x32], 3: [0x12], 4: [0x72] }, "it is out of paper"],
    ["paper out, and online all the same", { ...READY, 4: [0x7e] }, "it is out of paper"],
    ["cover open", { 1: [0x1a], 2: [0x36], 3: [0x12], 4: [0x72] }, "its cover is open"],
    ["cutter jammed", { 1: [0x1a], 2: [0x52], 3: [0x1a], 4: [0x12] }, "its cutter is jammed"],
    ["offline, and then silent", { 1: [0x1a] }, "it is offline"],
  ];
  for (const [name, states, clause] of rows) {
    await t.step(name, async () => {
      await using printer = await statusPrinter(() => ({ states: states ?? {}, paper: [0] }));
      let isAsked = false;
      const beforeFirstByte = () => Promise.resolve(void (isAsked = true));
      const error = await errorOf(kitchen(printer.port).print({ ...DOCUMENT, beforeFirstByte }));
      assert.equal(error.code, "printer_not_ready");
      assert.equal(error.retry, "later");
      assert.equal(error.message, `Cannot print on printer "Kitchen" at 127.0.0.1:${printer.port}: ${clause}.`);
      assert.notEqual(error.hint, "");
      assert.ok(!isAsked);
      assert.deepEqual(papers(printer), [""]);
    });
  }
});

Deno.test("print() with status prints when the paper is back", async () => {
  let states: Record<number, number[]> = { 1: [0x1a], 2: [0x32], 3: [0x12], 4: [0x72] };
  await using printer = await statusPrinter(() => ({ states, paper: [0] }));
  const ours = kitchen(printer.port);
  assert.equal((await errorOf(ours.print(DOCUMENT))).code, "printer_not_ready");
  states = { ...READY } as unknown as Record<number, number[]>;
  assert.deepEqual(await ours.print(DOCUMENT), PRINTED);
  assert.deepEqual(papers(printer), ["", TEXT]);
});

Deno.test("print() with status fails with connection_refused when the printer closes at once", async (t) => {
  for (const how of ["end", "destroy", "resetAndDestroy"] as const) {
    await t.step(how, async () => {
      await using printer = await NetworkPrinter.start((socket) => void socket[how]());
      const error = await errorOf(kitchen(printer.port).print(DOCUMENT));
      assert.equal(error.code, "connection_refused");
    });
  }
});

Deno.test("print() with status fails with partly_sent when the connection ends before the answer", async (t) => {
  for (const how of ["end", "resetAndDestroy"] as const) {
    await t.step(how, async () => {
      await using printer = await NetworkPrinter.start((socket) => {
        socket.on("data", (chunk: Uint8Array) => {
          if (chunk[0] === 0x10) socket.write(Uint8Array.of(0x12));
          else socket[how]();
        });
      });
      const error = await errorOf(kitchen(printer.port).print(DOCUMENT));
      assert.equal(error.code, "partly_sent");
    });
  }
});

Deno.test("print() with status loses nothing when a silent printer is slow", async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  await using printer = await NetworkPrinter.start((socket) => {
    socket.on("data", () => {
      socket.pause();
      setTimeout(() => socket.resume(), 3);
    });
    socket.on("end", resolve);
  });
  const bytes = new Uint8Array(6_000_000).fill(0x41);
  assert.deepEqual(await kitchen(printer.port).print({ ...DOCUMENT, bytes }), SPOOLED);
  await ended;
  const papers = printer.documents[0] ?? new Uint8Array();
  assert.equal(papers.filter((byte) => byte === 0x41).length, bytes.length);
});

Deno.test("print() with status waits less when a ready device did not say twice that it has printed", async () => {
  await using printer = await statusPrinter(() => ({ states: READY }));
  const ours = kitchen(printer.port, { finishTimeoutMs: 400 });
  const tookMs: number[] = [];
  for (let n = 0; n < 3; n++) {
    const startMs = performance.now();
    assert.deepEqual(await ours.print(DOCUMENT), SPOOLED);
    tookMs.push(performance.now() - startMs);
  }
  const [first = 0, second = 0, third = 0] = tookMs;
  assert.ok(first > 390 && second > 390 && third < 350, tookMs.join());
});

Deno.test("print() with status waits as long as ever when paper ran out while it printed", async () => {
  let isOut = false as boolean;
  await using printer = await NetworkPrinter.start((socket) => {
    socket.on("data", (chunk: Uint8Array) => {
      for (let at = 0; at + 2 < chunk.length; at++) {
        if (chunk[at] === 0x10) socket.write(Uint8Array.of(isOut && chunk[at + 2] === 4 ? 0x72 : 0x12));
        if (chunk[at] === 0x1d) isOut = true;
      }
    });
    socket.on("end", () => {
      isOut = false;
      socket.end();
    });
  });
  const ours = kitchen(printer.port, { finishTimeoutMs: 150 });
  const tookMs: number[] = [];
  for (let n = 0; n < 3; n++) {
    const startMs = performance.now();
    assert.deepEqual(await ours.print(DOCUMENT), SPOOLED);
    tookMs.push(performance.now() - startMs);
  }
  assert.ok(tookMs.every((ms) => ms > 145), tookMs.join());
});

Deno.test("check() with status says what the device says, and prints nothing", async (t) => {
  const rows: [string, Behaviour["states"]][] = [
    ["ready", READY],
    ["ready", {}],
    ["ready", { 1: [0], 2: [0], 4: [0] }],
    ["paper out", { 1: [0x1a], 2: [0x32], 3: [0x12], 4: [0x72] }],
    ["cover open", { 1: [0x1a], 2: [0x36], 3: [0x12], 4: [0x72] }],
  ];
  for (const [expected, states] of rows) {
    await t.step(`${expected}: ${JSON.stringify(states)}`, async () => {
      await using printer = await statusPrinter(() => ({ states: states ?? {} }));
      assert.equal(await kitchen(printer.port).check(), expected);
      assert.deepEqual(papers(printer), [""]);
    });
  }
});
