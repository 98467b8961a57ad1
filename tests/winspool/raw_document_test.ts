import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { PrintErrorCode } from "../../src/domain/print_error.ts";
import { CHUNK_BYTES } from "../../src/winspool/raw_document.ts";
import { type FakeDocument, type Fault, hasCompiler, only, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
/** Three chunks and a half. */
const LONG = {
  jobId: "job-7",
  title: "Receipt 7",
  bytes: Uint8Array.from({ length: CHUNK_BYTES * 3.5 }, (_, i) => (i * 31) % 256),
};

interface FaultCase {
  readonly title: string;
  readonly faults: readonly Omit<Fault, "printer">[];
  readonly lines?: readonly string[];
  readonly code: PrintErrorCode;
  readonly message: RegExp;
  /** null: no document was started. */
  readonly state: FakeDocument["state"] | null;
}

const fail = (call: string, value: number, first = 1): Omit<Fault, "printer"> => ({
  call,
  action: "fail",
  value,
  first,
});

const CASES: readonly FaultCase[] = [
  {
    title: "OpenPrinter: access denied",
    faults: [fail("OpenPrinterW", 5)],
    code: "access_denied",
    message: /^Cannot open printer "Kitchen": this account may not print on it \(OpenPrinterW, Windows error 5\)\.$/,
    state: null,
  },
  {
    title: "OpenPrinter: spooler stopped",
    faults: [fail("OpenPrinterW", 1722)],
    code: "spooler_stopped",
    message: /^Cannot open printer "Kitchen": the print service of Windows does not run/,
    state: null,
  },
  {
    title: "GetPrinter fails: printed all the same, and the document fails for its own reason",
    faults: [fail("GetPrinterW", 5), fail("StartDocPrinterW", 1804)],
    code: "datatype_refused",
    message: /^Cannot start a document on printer "Kitchen"/,
    state: null,
  },
  {
    title: "StartDoc: access denied",
    faults: [fail("StartDocPrinterW", 5)],
    code: "access_denied",
    message: /StartDocPrinterW, Windows error 5/,
    state: null,
  },
  {
    title: "StartDoc: the spooler dies before there is a document",
    faults: [fail("StartDocPrinterW", 1726)],
    code: "spooler_stopped",
    message: /broke off/,
    state: null,
  },
  {
    title: "StartPage",
    faults: [fail("StartPagePrinter", 3003)],
    code: "write_failed",
    message: /^Cannot start a page on printer "Kitchen"/,
    state: "aborted",
  },
  {
    title: "StartPage, and Abort too: no byte was sent",
    faults: [fail("StartPagePrinter", 1722), fail("AbortPrinter", 1722)],
    code: "spooler_stopped",
    message: /StartPagePrinter/,
    state: "spooling",
  },
  {
    title: "Write: disk full at the third chunk",
    faults: [fail("WritePrinter", 112, 3)],
    code: "spool_full",
    message: /no room/,
    state: "aborted",
  },
  {
    title: "Write: the first one, and Abort too: no byte was taken",
    faults: [fail("WritePrinter", 1722), fail("AbortPrinter", 1722)],
    code: "spooler_stopped",
    message: /WritePrinter, Windows error 1722/,
    state: "spooling",
  },
  {
    title: "Write: the third chunk, and Abort too",
    faults: [fail("WritePrinter", 1722, 3), fail("AbortPrinter", 1722)],
    code: "outcome_unknown",
    message: /WritePrinter, Windows error 1722/,
    state: "spooling",
  },
  {
    title: "Write: the spooler dies in the middle of a call",
    faults: [fail("WritePrinter", 1726)],
    code: "outcome_unknown",
    message: /1726/,
    state: "aborted",
  },
  {
    title: "Write: the job is printing already, so its beginning is on paper",
    lines: ["job_status\tKitchen\t0x10"],
    faults: [fail("WritePrinter", 112, 3)],
    code: "outcome_unknown",
    message: /no room/,
    state: "aborted",
  },
  {
    title: "Write: a queue that does not spool",
    lines: ["attributes\tKitchen\t0x2"],
    faults: [fail("WritePrinter", 1167)],
    code: "outcome_unknown",
    message: /not connected/,
    state: "aborted",
  },
  {
    title: "Write: the job is deleted by hand",
    faults: [{ call: "WritePrinter", action: "delete_job", first: 2 }],
    code: "cancelled",
    message: /deleted from the Windows queue/,
    state: "deleted",
  },
  {
    title: "EndPage",
    faults: [fail("EndPagePrinter", 31)],
    code: "printer_not_ready",
    message: /^Cannot end the page on printer "Kitchen"/,
    state: "aborted",
  },
  {
    title: "EndDoc",
    faults: [fail("EndDocPrinter", 62)],
    code: "spool_full",
    message: /^Cannot finish the document on printer "Kitchen"/,
    state: "aborted",
  },
  {
    title: "EndDoc fails after it was done",
    faults: [{ call: "EndDocPrinter", action: "fail_after", value: 1722 }],
    code: "outcome_unknown",
    message: /EndDocPrinter, Windows error 1722/,
    state: "completed",
  },
  {
    title: "an unknown code",
    faults: [fail("StartDocPrinterW", 4711)],
    code: "write_failed",
    message: /Windows reported an error \(StartDocPrinterW, Windows error 4711\)/,
    state: null,
  },
];

Deno.test(
  { ignore, name: "printRaw() ends in the right error with no handle open when a call fails" },
  async (t) => {
    for (const { title, faults, lines = [], code, message, state } of CASES) {
      await t.step(title, async () => {
        const all = ["printer\tKitchen", ...lines];
        await using windows = rig(faults.map((fault) => ({ ...fault, printer: "Kitchen" })), all);
        const printer = windows.spooler.open("Kitchen");
        const error = await printError(printer.print(LONG));
        assert.equal(error.code, code);
        assert.match(error.message, message);
        assert.notEqual(error.hint, "");
        assert.equal(windows.fake.openHandles, 0);
        assert.deepEqual(windows.fake.documents.map((document) => document.state), state === null ? [] : [state]);

        // The next document goes through as if nothing had been.
        windows.fake.script(["printer\tKitchen"]);
        await printer.print(LONG);
        assert.ok(Buffer.from(only(windows).bytes).equals(LONG.bytes));
        await printer.close();
      });
    }
  },
);

Deno.test({ ignore, name: "printRaw() succeeds when only ClosePrinter fails" }, async () => {
  await using windows = rig([{ call: "ClosePrinter", action: "fail", value: 6 }]);
  const printer = windows.spooler.open("Kitchen");
  assert.equal((await printer.print(LONG)).spoolJobId, 1);
  assert.equal(only(windows).state, "completed");
  await printer.close();
});
