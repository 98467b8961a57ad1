import assert from "node:assert/strict";
import { drawingBytes } from "../../src/domain/drawing.ts";
import type { PrintErrorCode } from "../../src/domain/print_error.ts";
import { drawingOf, line } from "../gdi/paper.ts";
import { type FakeDocument, type Fault, hasCompiler, only, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
const LINES = Array.from({ length: 70 }, (_, index) => line(`line ${index}`));
const TWO_PAGES = { jobId: "job-7", title: "Faturë 7 #job-7", bytes: drawingBytes(drawingOf(...LINES)) };

const fail = (call: string, value: number, first = 1): Fault => ({ call, action: "fail", value, first });

function drawn({ bytes }: FakeDocument): string[] {
  return new TextDecoder().decode(bytes).trimEnd().split("\n");
}

Deno.test({ name: "WindowsPrinter draws a document page by page, under its title", ignore }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("kitchen", "drawn");
  const receipt = await printer.print(TWO_PAGES);
  await printer.close();
  assert.deepEqual(receipt, { stage: "spooled", evidence: "spooler", printer: "Kitchen", spoolJobId: 1 });
  const document = only(windows);
  assert.deepEqual([document.state, document.title, document.printer], ["completed", "Faturë 7 #job-7", "Kitchen"]);
  const calls = drawn(document);
  assert.equal(calls.filter((call) => call === "page").length, 2);
  const texts = calls.filter((call) => call.startsWith("black")).map((call) => call.split(" ").slice(4).join(" "));
  assert.deepEqual(texts.filter((text) => text.startsWith("line")), LINES.map((_, index) => `line ${index}`));
  assert.deepEqual(texts.filter((text) => text.includes("/")), ["1 / 2", "2 / 2"]);
});

Deno.test({ name: "WindowsPrinter draws styles, sizes and pictures through gdi32.dll", ignore }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen", "drawn");
  const bits = Uint8Array.of(0b11110000, 0b10000000, 0, 0);
  await printer.print({
    ...TWO_PAGES,
    bytes: drawingBytes(drawingOf(
      line("white", { inverse: true }),
      line("tall", { height: 2 }),
      { kind: "raster", align: "left", width: 9, height: 2, bits },
    )),
  });
  await printer.close();
  const calls = drawn(only(windows));
  assert.match(calls[1] ?? "", /^fill 25\d /);
  assert.match(calls[2] ?? "", /^white .* white$/);
  assert.match(calls[3] ?? "", /^stretch 0\.5 from 25\d$/);
  assert.match(calls[4] ?? "", /^black 0 .* tall$/);
  assert.equal(calls[5], "stretch 1 from 0");
  // 0 is black, and what fills the row is white.
  assert.match(calls[6] ?? "", /^picture 25\d \d+ 36 8 9x2 0f$/);
});

interface FaultCase {
  readonly faults: readonly Fault[];
  readonly code: PrintErrorCode;
  readonly message: RegExp;
  readonly state: FakeDocument["state"] | null;
  readonly lines?: readonly string[];
}

const KITCHEN = ["printer\tKitchen", "default\tKitchen"];
const CASES: Record<string, FaultCase> = {
  "CreateDC: the driver is broken": {
    faults: [fail("CreateDCW", 1797)],
    code: "driver_broken",
    message:
      /^Cannot draw on printer "Kitchen": Windows cannot use this printer's driver \(CreateDCW, Windows error 1797\)/,
    state: null,
  },
  "CreateDC gives no reason": {
    faults: [fail("CreateDCW", 0)],
    code: "write_failed",
    message: /Windows gave no reason \(CreateDCW\)/,
    state: null,
  },
  "StartDoc: access denied": {
    faults: [fail("StartDocW", 5)],
    code: "access_denied",
    message: /^Cannot start a document on printer "Kitchen".*StartDocW, Windows error 5/,
    state: null,
  },
  "StartDoc: somebody pressed Cancel in the driver's window": {
    faults: [fail("StartDocW", 0)],
    code: "cancelled",
    message: /StartDocW, Windows error 63/,
    state: null,
  },
  "StartPage": {
    faults: [fail("StartPage", 3003)],
    code: "write_failed",
    message: /^Cannot start a page on printer "Kitchen"/,
    state: "aborted",
  },
  "a line cannot be drawn": {
    faults: [fail("ExtTextOutW", 8, 30)],
    code: "spooler_busy",
    message: /^Cannot draw text on printer "Kitchen": Windows has not enough memory/,
    state: "aborted",
  },
  "no room for the second page, nothing was passed on": {
    faults: [fail("EndPage", 112, 2)],
    code: "spool_full",
    message: /^Cannot end the page on printer "Kitchen"/,
    state: "aborted",
  },
  "the second page fails while the first is printing": {
    faults: [fail("EndPage", 112, 2)],
    lines: [...KITCHEN, "job_status\tKitchen\t0x10"],
    code: "outcome_unknown",
    message: /EndPage, Windows error 112/,
    state: "aborted",
  },
  "the second page fails on a queue that does not spool": {
    faults: [fail("StartPage", 1722, 2)],
    lines: [...KITCHEN, "attributes\tKitchen\t0x2"],
    code: "outcome_unknown",
    message: /StartPage/,
    state: "aborted",
  },
  "nothing can be withdrawn": {
    faults: [fail("StartPage", 1722, 2), fail("AbortDoc", 1722)],
    code: "outcome_unknown",
    message: /StartPage/,
    state: "spooling",
  },
  "EndDoc: the spooler dies": {
    faults: [fail("EndDoc", 1726)],
    code: "outcome_unknown",
    message: /^Cannot finish the document on printer "Kitchen"/,
    state: "aborted",
  },
  "deleted by a person meanwhile": {
    faults: [fail("EndPage", 63, 2)],
    code: "cancelled",
    message: /deleted from the Windows queue/,
    state: "aborted",
  },
  "the queue asks for a file's name": {
    faults: [],
    lines: [...KITCHEN, "port\tKitchen\tPORTPROMPT:"],
    code: "printer_unsuitable",
    message: /PORTPROMPT:/,
    state: null,
  },
  "the queue sends faxes": {
    faults: [],
    lines: [...KITCHEN, "attributes\tKitchen\t0x4000"],
    code: "printer_unsuitable",
    message: /fax/i,
    state: null,
  },
};

Deno.test({ name: "WindowsPrinter says what failed while it draws, and leaves nothing open", ignore }, async (t) => {
  for (const [name, { faults, lines, code, message, state }] of Object.entries(CASES)) {
    await t.step(name, async () => {
      await using windows = rig(faults, [...lines ?? KITCHEN]);
      const printer = windows.spooler.open("Kitchen", "drawn");
      const error = await printError(printer.print(TWO_PAGES));
      await printer.close();
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      assert.deepEqual(windows.fake.documents.map((document) => document.state), state === null ? [] : [state]);
      assert.deepEqual([windows.fake.openHandles, windows.fake.misuses], [0, 0]);
    });
  }
});

Deno.test({ name: "WindowsPrinter gives up on a page that never ends, and withdraws it later", ignore }, async () => {
  await using windows = rig([{ call: "EndPage", action: "block" }]);
  const printer = windows.spooler.open("Kitchen", "drawn");
  const error = printError(printer.print(TWO_PAGES));
  await windows.fake.blocked();
  windows.clock.advance(30_000);
  assert.equal((await error).code, "outcome_unknown");
  assert.match((await error).message, /in the middle of it \(EndPage\)/);
  windows.fake.release();
  await windows.fake.idle();
  await printer.close();
  assert.deepEqual([only(windows).state], ["aborted"]);
});

Deno.test(
  { name: "WindowsPrinter asks before the first page, and prints nothing when it may not", ignore },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen", "drawn");
    const refusal = new Error("not now");
    const printed = printer.print({ ...TWO_PAGES, beforeFirstByte: () => Promise.reject(refusal) });
    await assert.rejects(printed, refusal);
    await printer.close();
    const document = only(windows);
    assert.deepEqual([document.state, document.bytes.length], ["aborted", 0]);
  },
);

Deno.test(
  { name: "WindowsPrinter.holds() finds drawn documents, whose datatype the driver chose", ignore },
  async () => {
    await using windows = rig();
    const printer = windows.spooler.open("Kitchen", "drawn");
    await printer.print(TWO_PAGES);
    assert.ok(await printer.holds("job-7"));
    const raw = windows.spooler.open("Kitchen");
    assert.ok(!(await raw.holds("job-7")));
    await Promise.all([printer.close(), raw.close()]);
  },
);

Deno.test({ name: "WindowsPrinter draws nothing that is no drawing, and no empty page", ignore }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen", "drawn");
  const raw = await printError(printer.print({ ...TWO_PAGES, bytes: new TextEncoder().encode("\x1b@Hello") }));
  assert.deepEqual([raw.code, raw.message], [
    "document_invalid",
    "Cannot print raw data on a printer that is drawn on (format gdi).",
  ]);
  const cut = drawingBytes(drawingOf({ kind: "feed", lines: 3 }, { kind: "cut", partial: false }));
  const empty = await printError(printer.print({ ...TWO_PAGES, bytes: cut }));
  assert.equal(empty.message, "Cannot print an empty document.");
  await printer.close();
  assert.equal(windows.fake.calls, 0);
});
