import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { PrinterDocument } from "../../src/domain/ports.ts";
import { CHUNK_BYTES } from "../../src/winspool/raw_document.ts";
import { Spooler } from "../../src/winspool/spooler.ts";
import { hasCompiler, ManualClock, only, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();

function documentOf(bytes: Uint8Array, title = "Receipt 7"): PrinterDocument {
  return { jobId: "job-7", title, bytes };
}

const RECEIPT = documentOf(Uint8Array.from({ length: 2000 }, (_, i) => i % 256));

Deno.test({ ignore, name: "WindowsPrinter.print() delivers title, datatype and every byte" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("kitchen");
  const receipt = await printer.print(documentOf(RECEIPT.bytes, "Faturë 🍕 [job-7]"));
  assert.deepEqual(receipt, { stage: "spooled", evidence: "spooler", printer: "Kitchen", spoolJobId: 1 });
  assert.deepEqual(only(windows), {
    state: "completed",
    printer: "Kitchen",
    title: "Faturë 🍕 [job-7]",
    datatype: "RAW",
    bytes: RECEIPT.bytes,
  });
  assert.equal(windows.clock.pending, 0);
  await printer.close();
});

Deno.test({ ignore, name: "WindowsPrinter.print() shows control characters of a title as spaces" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  await printer.print(documentOf(RECEIPT.bytes, "A\0B\n\u202eC"));
  assert.equal(only(windows).title, "A B C");
  await printer.close();
});

Deno.test(
  { ignore, name: "WindowsPrinter.print() asks for the default printer at print time when it has no name" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open(null);
    assert.equal((await printer.print(RECEIPT)).printer, "Kitchen");
    windows.fake.script(["printer\tBar", "default\tBar"]);
    assert.equal((await printer.print(RECEIPT)).printer, "Bar");
    await printer.close();
  },
);

Deno.test(
  { ignore, name: "WindowsPrinter.print() keeps the caller's bytes, and takes a view into a larger buffer" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen");
    const view = new Uint8Array(new Uint8Array([9, 1, 2, 3, 9]).buffer, 1, 3);
    await printer.print(documentOf(view));
    assert.deepEqual([...only(windows).bytes], [1, 2, 3]);
    assert.deepEqual([...view], [1, 2, 3]);
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.print() writes a large document in chunks" }, async () => {
  // 12.5 MB.
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  const bytes = new Uint8Array(CHUNK_BYTES * 200 + 1).fill(0x41);
  bytes[bytes.length - 1] = 0x42;
  await printer.print(documentOf(bytes));
  assert.ok(Buffer.from(only(windows).bytes).equals(bytes));
  await printer.close();
});

Deno.test({ ignore, name: "WindowsPrinter.print() loops when writes are partial, down to one byte" }, async () => {
  for (const value of [1, 7, 1999]) {
    await using windows = rig([{ call: "WritePrinter", action: "short", value }]);
    const printer = windows.spooler.open("Kitchen");
    await printer.print(RECEIPT);
    assert.deepEqual(only(windows).bytes, RECEIPT.bytes);
    await printer.close();
  }
});

Deno.test({ ignore, name: "WindowsPrinter.print() forgives one write of nothing and not two" }, async () => {
  await using once = rig([{ call: "WritePrinter", action: "zero", times: 1 }]);
  const patient = once.spooler.open("Kitchen");
  await patient.print(RECEIPT);
  assert.deepEqual(only(once).bytes, RECEIPT.bytes);
  await patient.close();

  await using twice = rig([{ call: "WritePrinter", action: "zero" }]);
  const printer = twice.spooler.open("Kitchen");
  const error = await printError(printer.print(RECEIPT));
  assert.equal(error.code, "write_failed");
  assert.equal(error.retry, "later");
  assert.match(error.message, /^Cannot write to printer "Kitchen": the printer took no bytes/);
  assert.equal(only(twice).state, "aborted");
  await printer.close();
});
Deno.test(
  { ignore, name: "WindowsPrinter.print() lists the printers and the closest name when the name is unknown" },
  async () => {
    await using windows = rig([], ["printer\tKitchen", "printer\tEPSON TM-T20III Receipt"]);
    const printer = windows.spooler.open("Kithcen");
    const error = await printError(printer.print(RECEIPT));
    assert.equal(error.code, "printer_not_found");
    assert.equal(
      error.message,
      'Cannot open printer "Kithcen": this account has no printer of that name on this PC (OpenPrinterW, Windows error 1801).',
    );
    assert.match(error.hint, /^Did you mean "Kitchen"\? Installed: "Kitchen", "EPSON TM-T20III Receipt"\. /);
    await printer.close();
  },
);

Deno.test(
  { ignore, name: "WindowsPrinter.print() says so when there is no default printer, or no printer at all" },
  async () => {
    await using windows = rig([], ["printer\tBar"]);
    const printer = windows.spooler.open(null);
    const error = await printError(printer.print(RECEIPT));
    assert.equal(error.code, "no_printer");
    assert.match(error.hint, /Set DEFAULT_PRINTER .* Installed: "Bar"\./);
    windows.fake.script([]);
    assert.match((await printError(printer.print(RECEIPT))).hint, /No printer is installed for this account/);
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter refuses a queue that leads to a dialog or a fax" }, async (t) => {
  for (
    const line of [
      "port\tKitchen\tPORTPROMPT:",
      "port\tKitchen\tFILE:",
      "port\tKitchen\tnul:",
      "attributes\tKitchen\t0x4000",
    ]
  ) {
    await t.step(line.replaceAll("\t", " "), async () => {
      await using windows = rig([], ["printer\tKitchen", line]);
      const printer = windows.spooler.open("Kitchen");
      assert.equal((await printError(printer.print(RECEIPT))).code, "printer_unsuitable");
      assert.equal((await printError(printer.check())).code, "printer_unsuitable");
      assert.deepEqual(windows.fake.documents, []);
      assert.equal(windows.fake.openHandles, 0);
      await printer.close();
    });
  }
});

Deno.test(
  { ignore, name: "WindowsPrinter.check() says ready, or what Windows reports, and prints nothing" },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen");
    assert.equal(await printer.check(), "ready");
    windows.fake.script(["printer\tKitchen", "attributes\tKitchen\t0x400", "status\tKitchen\t0x1"]);
    assert.equal(await printer.check(), "opens, but Windows reports: offline, paused");
    windows.fake.script(["printer\tBar"]);
    assert.equal((await printError(printer.check())).code, "printer_not_found");
    assert.deepEqual(windows.fake.documents, []);
    assert.equal(windows.fake.openHandles, 0);
    await printer.close();
  },
);

Deno.test("WindowsPrinter.print() refuses an empty document", async () => {
  const printer = new Spooler({ clock: new ManualClock(), libraryPath: "/nowhere.so" }).open("Kitchen");
  assert.equal((await printError(printer.print(documentOf(new Uint8Array())))).code, "document_invalid");
});

Deno.test("WindowsPrinter.print() says which library cannot be loaded", async () => {
  const printer = new Spooler({ clock: new ManualClock(), libraryPath: "/nowhere.so" }).open("Kitchen");
  const error = await printError(printer.print(RECEIPT));
  assert.equal(error.code, "internal");
  assert.match(error.message, /nowhere\.so/);
  await printer.close();
});
