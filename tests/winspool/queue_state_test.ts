import assert from "node:assert/strict";
import type { PrinterStateName } from "../../src/domain/printer_state.ts";
import { QueueStates } from "../../src/winspool/queue_state.ts";
import type { JobInfo } from "../../src/winspool/structs.ts";
import { Spooler } from "../../src/winspool/spooler.ts";
import { hasCompiler, ManualClock, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
const RECEIPT = { jobId: "job-7", title: "Receipt 7", bytes: new Uint8Array(20) };

interface Row {
  readonly state: PrinterStateName;
  readonly words: string;
  /** Of the queue, as the fake's script has them. */
  readonly attributes?: number;
  readonly status?: number;
  /** Of each of its documents. */
  readonly job?: number;
  readonly text?: string;
}

const ROWS: readonly Row[] = [
  { state: "ready", words: "ready" },
  { state: "ready", words: "ready", status: 0x1000000 },
  { state: "printing", words: "printing", status: 0x400 },
  { state: "printing", words: "printing", status: 0x4200 },
  { state: "printing", words: "printing", job: 0x10 },
  { state: "paper_low", words: "paper or toner low", status: 0x20000 },
  { state: "paused", words: "paused", status: 0x1 },
  { state: "offline", words: "offline", attributes: 0x400 },
  { state: "offline", words: "offline", attributes: 0x400, status: 0x80 },
  { state: "offline", words: "not available", status: 0x1000 },
  { state: "offline", words: "server offline", status: 0x2000000 },
  { state: "offline", words: "offline", job: 0x20 },
  { state: "offline", words: "offline, paused", attributes: 0x400, status: 0x1 },
  { state: "paper_out", words: "out of paper", status: 0x10 },
  { state: "paper_out", words: "out of paper", status: 0x12 },
  { state: "paper_out", words: "out of paper", job: 0x52 },
  { state: "paper_out", words: "out of paper, offline", status: 0x90 },
  { state: "paper_jam", words: "paper jam", status: 0x8 },
  { state: "door_open", words: "cover open", status: 0x400000 },
  { state: "door_open", words: "out of paper, cover open", status: 0x400010 },
  { state: "error", words: "error", status: 0x2 },
  { state: "error", words: "Papier fehlt", job: 0x2, text: "Papier fehlt." },
  { state: "error", words: "needs attention", job: 0x400 },
  { state: "error", words: "the driver cannot print it", job: 0x200 },
  { state: "error", words: "output bin full", status: 0x800 },
  { state: "deleted", words: "being deleted", status: 0x4 },
  // A person paused this one document; the printer prints the others.
  { state: "ready", words: "ready", job: 0x1 },
];

Deno.test({ ignore, name: "WindowsPrinter.state() is what Windows says of queue and documents" }, async (t) => {
  for (const { state, words, attributes = 0, status = 0, job = 0, text } of ROWS) {
    await t.step(
      `attributes ${attributes.toString(16)} status ${status.toString(16)} job ${job.toString(16)}`,
      async () => {
        await using windows = rig();
        const printer = windows.spooler.open("kitchen");
        await printer.print(RECEIPT);
        for (const [what, bits] of Object.entries({ attributes, status, job_status: job })) {
          windows.fake.change(`${what}\tKitchen\t${bits}`);
        }
        if (text !== undefined) windows.fake.change(`job_text\tKitchen\t${text}`);
        const told = await printer.state();
        assert.deepEqual([told.state, told.words], [state, words]);
        assert.equal(told.queue, "Kitchen");
        const isStuck = (job & 0x663) !== 0;
        assert.deepEqual(told.jobs, { waiting: 1, stuck: isStuck ? 1 : 0 });
        assert.equal(/^[A-Z].*\.$/.test(told.hint), !["ready", "printing"].includes(state));
        await printer.close();
        assert.deepEqual([windows.fake.openHandles, windows.fake.misuses], [0, 0]);
      },
    );
  }
});

Deno.test(
  { ignore, name: "WindowsPrinter.state() counts no document that is printed and kept, or being deleted" },
  async () => {
    await using windows = rig([], ["printer\tKitchen", "attributes\tKitchen\t0x100"]);
    const printer = windows.spooler.open("Kitchen");
    await printer.print(RECEIPT);
    await printer.print(RECEIPT);
    for (const bits of [0x80, 0x4, 0x100]) {
      windows.fake.change(`job_status\tKitchen\t${bits}`);
      assert.deepEqual((await printer.state()).jobs, { waiting: 0, stuck: 0 });
    }
    windows.fake.change("job_status\tKitchen\t0x0");
    assert.deepEqual((await printer.state()).jobs, { waiting: 2, stuck: 0 });
    await printer.close();
  },
);

Deno.test({ ignore, name: "WindowsPrinter.state() finds documents that stay, whatever Windows says" }, async () => {
  await using windows = rig();
  const printer = windows.spooler.open("Kitchen");
  await printer.print(RECEIPT);
  windows.fake.change("job_status\tKitchen\t0x10");
  assert.equal((await printer.state()).state, "printing");
  windows.clock.advance(59_000);
  assert.equal((await printer.state()).state, "printing");
  windows.clock.advance(1_000);
  const told = await printer.state();
  assert.deepEqual([told.state, told.jobs], ["error", { waiting: 1, stuck: 1 }]);
  assert.match(told.words, /stay in the Windows queue/);
  windows.fake.leaveQueue(1);
  await printer.print(RECEIPT);
  assert.equal((await printer.state()).state, "printing");
  await printer.close();
});

Deno.test({ ignore, name: "WindowsPrinter.state() says why a queue cannot be asked, and never throws" }, async (t) => {
  const fail = (call: string, value: number) => [{ call, action: "fail" as const, value }];
  const rows: [PrinterStateName, RegExp, Parameters<typeof rig>[0], string | null][] = [
    ["deleted", /^this account has no printer of that name/, [], "Bar"],
    ["deleted", /^the printer was deleted in Windows/, fail("OpenPrinterW", 1905), "Kitchen"],
    ["error", /^the print service of Windows does not run/, fail("OpenPrinterW", 1722), "Kitchen"],
    ["error", /^this account may not print on it/, fail("OpenPrinterW", 5), "Kitchen"],
    ["offline", /^the PC that shares this printer cannot be reached/, fail("OpenPrinterW", 53), "Kitchen"],
    ["unknown", /^no printer is named and Windows has no default printer/, fail("GetDefaultPrinterW", 2), null],
    // It opens, and Windows tells nothing: nothing is known against it.
    ["ready", /^ready$/, fail("GetPrinterW", 5), "Kitchen"],
  ];
  for (const [state, words, faults, name] of rows) {
    await t.step(`${name} ${faults?.[0]?.call ?? ""} ${faults?.[0]?.value ?? ""}`, async () => {
      await using windows = rig(faults);
      const printer = windows.spooler.open(name);
      const told = await printer.state();
      assert.equal(told.state, state);
      assert.match(told.words, words);
      await printer.close();
      assert.equal(windows.fake.openHandles, 0);
    });
  }
});

Deno.test(
  { ignore, name: "WindowsPrinter.state() of a queue that hangs stops no printing, and is given up" },
  async () => {
    await using windows = rig([{ call: "EnumJobsW", action: "block" }]);
    const printer = windows.spooler.open("Kitchen");
    const asked = printer.state();
    await windows.fake.blocked();
    assert.equal((await printer.print(RECEIPT)).spoolJobId, 1);
    windows.clock.advance(30_000);
    const told = await asked;
    assert.equal(told.state, "unknown");
    assert.match(told.words, /Windows does not answer EnumJobsW \(30 s\)/);
    windows.fake.release();
    await windows.fake.idle();
    await printer.close();
  },
);

Deno.test(
  { ignore: Deno.build.os === "windows", name: "WindowsPrinter.state() is unknown where there is no Windows" },
  async () => {
    const printer = new Spooler({ clock: new ManualClock() }).open("Kitchen");
    assert.equal((await printer.state()).state, "unknown");
    await printer.close();
  },
);

Deno.test("QueueStates.learn() counts by the queue where Windows lists no documents", () => {
  const queue = { printer: "Kitchen", port: "USB001", driver: "Fake", attributes: 0, status: 0, jobs: 3 };
  const job: JobInfo = {
    ...{ id: 1, title: "x", datatype: "RAW", statusText: "", status: 0, position: 1, totalPages: 1, pagesPrinted: 0 },
  };
  const states = new QueueStates();
  assert.deepEqual(states.learn({ printer: "Kitchen", queue, jobs: null }, 0).jobs, { waiting: 3, stuck: 0 });
  assert.deepEqual(states.learn({ printer: "Kitchen", queue, jobs: [job] }, 0).jobs, { waiting: 1, stuck: 0 });
});
