import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { CHUNK_BYTES } from "../../src/winspool/raw_document.ts";
import { hasCompiler, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
const RECEIPT = { jobId: "job-7", title: "Receipt 7", bytes: new Uint8Array(2000).fill(0x41) };
const TIMEOUT_MS = 30_000;

// Time for the reports that are on their way from the worker.
const delivered = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test({ ignore, name: "a write that blocks for 3 s leaves the event loop and other printers alone" }, async () => {
  const lines = ["printer\tKitchen", "printer\tBar"];
  await using windows = rig([{ printer: "Kitchen", call: "WritePrinter", action: "block_ms", value: 3000 }], lines);
  const kitchen = windows.spooler.open("Kitchen");
  const bar = windows.spooler.open("Bar");
  let longestMs = 0;
  let ticks = 0;
  let lastMs = performance.now();
  const ticking = setInterval(() => {
    ticks++;
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 20);
  const startMs = performance.now();
  const slow = kitchen.print(RECEIPT).then(() => performance.now() - startMs);
  await bar.print(RECEIPT);
  const barMs = performance.now() - startMs;
  const kitchenMs = await slow;
  clearInterval(ticking);
  assert.ok(kitchenMs >= 2900, `${kitchenMs}`);
  assert.ok(barMs < 2000, `${barMs}`);
  assert.ok(ticks > 75, `${ticks}`);
  assert.ok(longestMs < 1000, `${longestMs}`);
  assert.deepEqual(windows.fake.documents.map((document) => document.state), ["completed", "completed"]);
  assert.equal(windows.fake.openHandles, 0);
  await kitchen.close();
  await bar.close();
});

Deno.test({
  ignore,
  name: "a call before the first byte that does not come back is tried later, and prints nothing then",
}, async (t) => {
  for (const call of ["OpenPrinterW", "GetPrinterW", "StartDocPrinterW", "StartPagePrinter"]) {
    await t.step(call, async () => {
      await using windows = rig([{ call, action: "block", times: 1 }]);
      const printer = windows.spooler.open("Kitchen");
      const first = printError(printer.print(RECEIPT));
      await windows.fake.blocked();
      await delivered();
      windows.clock.advance(TIMEOUT_MS);
      const error = await first;
      assert.equal(error.code, "spooler_busy");
      assert.equal(error.retry, "later");
      assert.equal(error.message, `Cannot print on printer "Kitchen": Windows does not answer ${call} (30 s).`);

      // The next try has a thread of its own and does not wait for the stuck one.
      await printer.print(RECEIPT);
      windows.fake.release();
      await windows.fake.idle();
      const states = windows.fake.documents.map(({ state, bytes }) => [state, bytes.length]).sort();
      const started = call === "StartDocPrinterW" || call === "StartPagePrinter";
      assert.deepEqual(states, started ? [["aborted", 0], ["completed", 2000]] : [["completed", 2000]]);
      assert.equal(windows.fake.misuses, 0);
      await printer.close();
    });
  }
});

Deno.test(
  { ignore, name: "a call within a document that does not come back is uncertain, and withdrawn when it does" },
  async (t) => {
    for (const call of ["WritePrinter", "EndPagePrinter", "EndDocPrinter"]) {
      await t.step(call, async () => {
        await using windows = rig([{ call, action: "block", times: 1 }]);
        const printer = windows.spooler.open("Kitchen");
        const first = printError(printer.print(RECEIPT));
        await windows.fake.blocked();
        await delivered();
        windows.clock.advance(TIMEOUT_MS);
        const error = await first;
        assert.equal(error.code, "outcome_unknown");
        assert.equal(error.retry, "uncertain");
        assert.match(error.message, new RegExp(call));
        windows.fake.release();
        await windows.fake.idle();
        // What was complete when Windows answered cannot be withdrawn.
        assert.deepEqual(windows.fake.documents.map(({ state }) => state), [
          call === "EndDocPrinter" ? "completed" : "aborted",
        ]);
        assert.equal(windows.fake.misuses, 0);
        await printer.close();
      });
    }
  },
);

Deno.test({ ignore, name: "a document is spooled when only ClosePrinter does not come back" }, async () => {
  await using windows = rig([{ call: "ClosePrinter", action: "block", times: 1 }]);
  const printer = windows.spooler.open("Kitchen");
  const first = printer.print(RECEIPT);
  await windows.fake.blocked();
  await delivered();
  windows.clock.advance(TIMEOUT_MS);
  assert.equal((await first).spoolJobId, 1);
  windows.fake.release();
  await windows.fake.idle();
  await printer.close();
});

Deno.test({ ignore, name: "the watchdog counts each call anew, and needs both halves of its time" }, async () => {
  await using windows = rig([{ call: "WritePrinter", action: "block", first: 2, times: 1 }]);
  const printer = windows.spooler.open("Kitchen");
  const long = { ...RECEIPT, bytes: new Uint8Array(CHUNK_BYTES * 3) };
  const first = printer.print(long);
  await windows.fake.blocked();
  await delivered();
  windows.clock.advance(TIMEOUT_MS - 1);
  windows.fake.release();
  await first;
  assert.equal(windows.clock.pending, 0);
  assert.ok(Buffer.from(windows.fake.documents[0]?.bytes ?? []).equals(long.bytes));
  await printer.close();
});

Deno.test({ ignore, name: "after three threads that never came back no more are started until one does" }, async () => {
  await using windows = rig([{ call: "OpenPrinterW", action: "block" }]);
  const printer = windows.spooler.open("Kitchen");
  for (let i = 1; i <= 3; i++) {
    const stuck = printError(printer.print(RECEIPT));
    await windows.fake.blocked(i);
    await delivered();
    windows.clock.advance(TIMEOUT_MS);
    assert.equal((await stuck).code, "spooler_busy");
  }
  assert.equal((await printError(printer.print(RECEIPT))).code, "spooler_busy");
  assert.equal(windows.clock.pending, 0);
  windows.fake.release();
  await windows.fake.idle();
  let tries = 0;
  while ((await printer.print(RECEIPT).catch(() => null)) === null && ++tries < 1000) await delivered();
  assert.deepEqual(windows.fake.documents.map(({ state }) => state), ["completed"]);
  await printer.close();
});

Deno.test(
  { ignore, name: "documents of one printer stay in order, also when they are handed over at once" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen");
    const titles = Array.from({ length: 20 }, (_, i) => `Receipt ${i}`);
    await Promise.all(titles.map((title) => printer.print({ ...RECEIPT, title })));
    assert.deepEqual(windows.fake.documents.map(({ title }) => title), titles);
    await printer.close();
  },
);

Deno.test(
  { ignore, name: "close() lets the document that is being written finish and refuses those after it" },
  async () => {
    await using windows = rig([{ call: "WritePrinter", action: "block", times: 1 }]);
    const printer = windows.spooler.open("Kitchen");
    const first = printer.print(RECEIPT);
    await windows.fake.blocked();
    const second = printError(printer.print(RECEIPT));
    const closed = printer.close();
    windows.fake.release();
    assert.equal((await first).spoolJobId, 1);
    assert.equal((await second).code, "internal");
    await closed;
    assert.equal(windows.fake.openHandles, 0);
    assert.equal((await printError(printer.print(RECEIPT))).code, "internal");
  },
);
