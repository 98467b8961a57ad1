import assert from "node:assert/strict";
import type { QueueNews } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { SpoolApi } from "../../src/winspool/spool_api.ts";
import { Spooler } from "../../src/winspool/spooler.ts";
import { openLibrary } from "../../src/winspool/symbols.ts";
import { hasCompiler, ManualClock, printError, type Rig, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();

function receipt(jobId: string): { jobId: string; title: string; bytes: Uint8Array } {
  return { jobId, title: `Receipt #${jobId}`, bytes: new Uint8Array(2000).fill(0x41) };
}

/** Leaves a document as a killed program leaves it: started, with `bytes` bytes, and not ended. */
function leaveUnfinished({ fake }: Rig, title: string, bytes: number): void {
  const library = openLibrary({ spooler: fake.path, kernel: fake.path });
  const api = new SpoolApi(library, () => {});
  const handle = api.open("Kitchen");
  api.startDocument(handle, title, "RAW");
  api.startPage(handle);
  if (bytes > 0) api.write(handle, new Uint8Array(bytes));
  library.close();
}

/** Lets `ms` pass, and waits until the look that this begins is answered. */
async function look({ clock }: Rig, ms: number): Promise<void> {
  clock.advance(ms);
  // A look that is under way has only its watchdog on the clock.
  do await new Promise((resolve) => setTimeout(resolve, 1)); while (clock.pending > 0 && clock.nextInMs > 10_000);
}

Deno.test({ ignore, name: "WindowsPrinter.holds() finds the document of a job and of no other" }, async () => {
  await using windows = rig([], ["printer\tKitchen", "printer\tBar"]);
  const kitchen = windows.spooler.open("Kitchen");
  const bar = windows.spooler.open("Bar");
  const long = "x".repeat(150);
  for (const id of ["7", "job #8", long]) await kitchen.print(receipt(id));
  await kitchen.print({ ...receipt("9"), title: `${"Tavolinë 5, ".repeat(40)} #9` });
  const asked = ["7", "8", "job #8", long, "9", "17", "x", ""];
  assert.deepEqual(await Promise.all(asked.map((id) => kitchen.holds(id))), [
    true,
    false,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  assert.ok(!(await bar.holds("7")));
  windows.fake.leaveQueue(1);
  assert.ok(!(await kitchen.holds("7")));
  assert.equal(windows.fake.openHandles, 0);
  assert.equal(windows.fake.misuses, 0);
  await kitchen.close();
  await bar.close();
});

Deno.test({ ignore, name: "WindowsPrinter.holds() deletes what a killed program left unfinished" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  leaveUnfinished(windows, "Receipt #7", 1000);
  leaveUnfinished(windows, "Receipt #8", 1000);
  assert.ok(!(await printer.holds("7")));
  assert.deepEqual(windows.fake.documents.map(({ state }) => state), ["deleted", "spooling"]);
  // The next one of the same job counts, also while the unfinished one of another job is there.
  await printer.print(receipt("7"));
  assert.ok(await printer.holds("7"));
  await printer.close();
});

Deno.test(
  { ignore, name: "WindowsPrinter.holds() says no when Windows refuses to delete the unfinished one" },
  async () => {
    await using windows = rig([{ call: "SetJobW", action: "fail", value: 5 }]);
    const printer = windows.spooler.open("Kitchen");
    leaveUnfinished(windows, "Receipt #7", 1000);
    assert.ok(!(await printer.holds("7")));
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.holds() does not count what is being deleted or has no bytes" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  await printer.print(receipt("7"));
  windows.fake.change("job_status\tKitchen\t0x4");
  assert.ok(!(await printer.holds("7")));
  assert.deepEqual(windows.fake.documents.map(({ state }) => state), ["completed"]);

  windows.fake.change("job_status\tKitchen\t0");
  const library = openLibrary({ spooler: windows.fake.path, kernel: windows.fake.path });
  const api = new SpoolApi(library, () => {});
  const handle = api.open("Kitchen");
  api.startDocument(handle, "Receipt #8", "RAW");
  api.endDocument(handle);
  api.close(handle);
  library.close();
  assert.ok(!(await printer.holds("8")));
  await printer.close();
});

Deno.test({ ignore, name: "WindowsPrinter.holds() throws when the queue cannot be asked" }, async () => {
  await using windows = rig([{ call: "OpenPrinterW", action: "fail", value: 1722 }]);
  const printer = windows.spooler.open("Kitchen");
  assert.equal((await printError(printer.holds("7"))).code, "spooler_stopped");
  await printer.close();
});

Deno.test(
  { ignore, name: "WindowsPrinter.follow() tells what Windows says of a document until it is gone" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen");
    const { spoolJobId = 0 } = await printer.print(receipt("7"));
    const news: QueueNews[] = [];
    printer.follow(spoolJobId, (one) => news.push(one));
    const { fake } = windows;
    await look(windows, 500);
    fake.change("attributes\tKitchen\t0x400");
    await look(windows, 10_000);
    fake.change("attributes\tKitchen\t0");
    fake.change("job_status\tKitchen\t0x40");
    fake.change("job_text\tKitchen\tPapier fehlt ë");
    await look(windows, 10_000);
    fake.change("job_text\tKitchen\t");
    fake.change("job_status\tKitchen\t0x10");
    await look(windows, 10_000);
    fake.leaveQueue(spoolJobId);
    await look(windows, 10_000);
    await look(windows, 500);
    await look(windows, 500);
    assert.deepEqual(news.map(({ message }) => message), [
      "Kitchen: offline; the document waits in the Windows queue.",
      "Kitchen: Papier fehlt ë; the document waits in the Windows queue.",
      "Kitchen: Windows is sending the document to it.",
      "Kitchen: the whole document went to the printer, as far as Windows knows.",
    ]);
    assert.deepEqual(news.map(({ stage, isLast }) => `${stage} ${isLast}`), [
      "spooled false",
      "spooled false",
      "spooled false",
      "printed true",
    ]);
    assert.equal(windows.clock.pending, 0);
    assert.equal(fake.openHandles, 0);
    assert.equal(fake.misuses, 0);
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.follow() reads a queue that keeps printed documents" }, async () => {
  await using windows = rig([], ["printer\tKitchen", "attributes\tKitchen\t0x100", "job_status\tKitchen\t0x80"]);
  const printer = windows.spooler.open("Kitchen");
  const { spoolJobId = 0 } = await printer.print(receipt("7"));
  const news: QueueNews[] = [];
  printer.follow(spoolJobId, (one) => news.push(one));
  await look(windows, 500);
  assert.deepEqual(news.map(({ stage, isLast }) => [stage, isLast]), [["printed", true]]);
  assert.equal(windows.clock.pending, 0);
  await printer.close();
});

Deno.test(
  { ignore, name: "WindowsPrinter.follow() asks the printer that took it, when the default has changed" },
  async () => {
    await using windows = rig([], ["printer\tKitchen", "printer\tBar", "default\tKitchen"]);
    const printer = windows.spooler.open(null);
    const { spoolJobId = 0 } = await printer.print(receipt("7"));
    windows.fake.change("default\tBar");
    windows.fake.change("job_status\tKitchen\t0x20");
    const news: QueueNews[] = [];
    printer.follow(spoolJobId, (one) => news.push(one));
    await look(windows, 500);
    assert.deepEqual(news.map(({ message }) => message), [
      "Kitchen: offline; the document waits in the Windows queue.",
    ]);
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.follow() goes on when the spooler comes back" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  const { spoolJobId = 0 } = await printer.print(receipt("7"));
  windows.fake.change("rule\t*\tGetJobW\tfail\t1722\t1\t5");
  const news: QueueNews[] = [];
  printer.follow(spoolJobId, (one) => news.push(one));
  for (let i = 0; i < 5; i++) await look(windows, 10_000);
  assert.deepEqual(news, []);
  windows.fake.change("job_status\tKitchen\t0x10");
  await look(windows, 10_000);
  assert.equal(news.length, 1);
  await printer.close();
});

Deno.test({ ignore, name: "a look that hangs stops neither printing nor close()" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  const { spoolJobId = 0 } = await printer.print(receipt("7"));
  const news: QueueNews[] = [];
  printer.follow(spoolJobId, (one) => news.push(one));
  windows.fake.change("rule\t*\tGetJobW\tblock\t0\t1\t0");
  windows.clock.advance(500);
  await windows.fake.blocked();
  await printer.print(receipt("8"));
  const closed = printer.close();
  windows.clock.advance(1_000);
  await closed;
  assert.deepEqual(news, []);
  assert.equal(windows.clock.pending, 0);
});

Deno.test({ ignore, name: "a document that hangs does not stop looks at the queue" }, async () => {
  await using windows = rig([{ call: "WritePrinter", action: "block", first: 2 }]);
  const printer = windows.spooler.open("Kitchen");
  const { spoolJobId = 0 } = await printer.print(receipt("7"));
  const news: QueueNews[] = [];
  printer.follow(spoolJobId, (one) => news.push(one));
  const second = printer.print(receipt("8"));
  await windows.fake.blocked();
  windows.fake.change("job_status\tKitchen\t0x20");
  windows.clock.advance(500);
  while (news.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  windows.fake.release();
  await second;
  await printer.close();
});

Deno.test(
  { ignore, name: "WindowsPrinter.print() asks beforeFirstByte with the document open, and once" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen");
    const states: string[][] = [];
    const beforeFirstByte = () => {
      states.push(windows.fake.documents.map(({ state, bytes }) => `${state} ${bytes.length}`));
      return Promise.resolve();
    };
    await printer.print({ ...receipt("7"), beforeFirstByte });
    assert.deepEqual(states, [["spooling 0"]]);
    assert.deepEqual(windows.fake.documents.map(({ state }) => state), ["completed"]);
    assert.equal(windows.clock.pending, 0);
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.print() withdraws the document when beforeFirstByte refuses" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  const refusal = new PrintError("expired", "Too late.");
  const beforeFirstByte = () => Promise.reject(refusal);
  assert.equal(await printError(printer.print({ ...receipt("7"), beforeFirstByte })), refusal);
  assert.deepEqual(windows.fake.documents.map(({ state, bytes }) => [state, bytes.length]), [["aborted", 0]]);
  assert.equal(windows.fake.openHandles, 0);
  await printer.print(receipt("8"));
  await printer.close();
});

Deno.test("WindowsPrinter.follow() does nothing where there is no Windows", async () => {
  if (Deno.build.os === "windows") return;
  const clock = new ManualClock();
  const printer = new Spooler({ clock }).open("Kitchen");
  printer.follow(1, () => assert.fail("there is no queue"))();
  assert.equal(clock.pending, 0);
  assert.equal((await printError(printer.holds("7"))).code, "windows_only");
  await printer.close();
});
