import assert from "node:assert/strict";
import { SpoolApi, SpoolFailure, type Step } from "../../src/winspool/spool_api.ts";
import { openLibrary } from "../../src/winspool/symbols.ts";
import { FakeWinspool, type Fault, hasCompiler } from "./fake_winspool.ts";

const ignore = !hasCompiler();

interface Opened extends Disposable {
  readonly fake: FakeWinspool;
  readonly api: SpoolApi;
  readonly steps: Step[];
}

function opened(lines: readonly string[], faults: readonly Fault[] = []): Opened {
  const fake = FakeWinspool.open();
  fake.script(lines, faults);
  const library = openLibrary({ spooler: fake.path, kernel: fake.path });
  const steps: Step[] = [];
  const dispose = () => {
    library.close();
    fake[Symbol.dispose]();
  };
  return { fake, api: new SpoolApi(library, (step) => steps.push(step)), steps, [Symbol.dispose]: dispose };
}

function failure(action: () => unknown): { step: Step; code: number } {
  try {
    action();
  } catch (error) {
    if (error instanceof SpoolFailure) return { step: error.step, code: error.code };
    throw error;
  }
  throw new Error("nothing failed");
}

Deno.test({ ignore, name: "SpoolApi.installed() reads every name, in any script" }, () => {
  const names = ["Kitchen", "Kuzhinë 🍕", "厨房", "\\\\server\\Bar 2"];
  using rig = opened(names.map((name) => `printer\t${name}`));
  assert.deepEqual(rig.api.installed(), names);
});

Deno.test({ ignore, name: "SpoolApi.queues() has each queue of this PC with its driver, in any script" }, () => {
  const lines = ["printer\tBar", "printer\tKuzhinë 🍕", "printer\t\\\\server\\Bar 2", "driver\tKuzhinë 🍕\t打印机 58"];
  using rig = opened(lines);
  const drivers = [...rig.api.queues()].map(([name, queue]) => [name, queue.printer, queue.driver]);
  assert.deepEqual(drivers, [["Bar", "Bar", "Fake"], ["Kuzhinë 🍕", "Kuzhinë 🍕", "打印机 58"]]);
  using none = opened([]);
  assert.deepEqual([...none.api.queues()], []);
});

Deno.test(
  { ignore, name: "SpoolApi.driver() reads name, version and bits, and less where only level 2 is told" },
  () => {
    const lines = [
      "printer\tBar",
      "driver\tBar\tEPSON TM-T20III ë",
      "driver_version\tBar\t4",
      "driver_attributes\tBar\t0x103",
    ];
    using rig = opened(lines);
    const name = "EPSON TM-T20III ë";
    assert.deepEqual(rig.api.driver(rig.api.open("Bar")), { name, version: 4, attributes: 0x103 });
    using old = opened(lines, [{ call: "GetPrinterDriverW level 8", action: "fail", value: 124 }]);
    assert.deepEqual(old.api.driver(old.api.open("Bar")), { name, version: 4, attributes: null });
    using away = opened(lines, [{ call: "GetPrinterDriverW", action: "fail", value: 1797 }]);
    assert.deepEqual(failure(() => away.api.driver(away.api.open("Bar"))), { step: "GetPrinterDriverW", code: 1797 });
  },
);

Deno.test({ ignore, name: "SpoolApi.installed() is empty when there are no printers" }, () => {
  using rig = opened([]);
  assert.deepEqual(rig.api.installed(), []);
  assert.deepEqual(rig.steps, ["EnumPrintersW"]);
});

Deno.test({ ignore, name: "SpoolApi.installed() asks again when the list grows between two calls" }, () => {
  using rig = opened(["printer\tBar"], [{ call: "EnumPrintersW", action: "grow", times: 3 }]);
  assert.equal(rig.api.installed().length, 4);
  assert.equal(rig.steps.length, 5);
});

Deno.test({ ignore, name: "SpoolApi.installed() gives up with 122 when the list never stops growing" }, () => {
  using rig = opened(["printer\tBar"], [{ call: "EnumPrintersW", action: "grow" }]);
  assert.deepEqual(failure(() => rig.api.installed()), { step: "EnumPrintersW", code: 122 });
});

Deno.test({ ignore, name: "SpoolApi.defaultPrinter() gives the name, or null when there is none" }, () => {
  using named = opened(["printer\tKuzhinë 🍕", "default\tKuzhinë 🍕"]);
  assert.equal(named.api.defaultPrinter(), "Kuzhinë 🍕");
  using none = opened(["printer\tBar"]);
  assert.equal(none.api.defaultPrinter(), null);
});

Deno.test(
  { ignore, name: "SpoolApi.open() refuses what is not the name of one printer without asking Windows" },
  () => {
    using rig = opened(["printer\tBar"]);
    for (const name of ["", "Bar, Job 12", ",XcvMonitor Local Port", "\\\\server", "\\\\server\\", "Bar\0x"]) {
      assert.deepEqual(failure(() => rig.api.open(name)), { step: "OpenPrinterW", code: 1801 }, name);
    }
    assert.deepEqual(rig.steps, []);
  },
);

Deno.test({ ignore, name: "SpoolApi reads the code of a failure, not one that a success left behind" }, () => {
  using rig = opened(["printer\tBar"], [{ call: "StartPagePrinter", action: "fail", value: 0 }]);
  const handle = rig.api.open("Bar");
  rig.api.startDocument(handle, "x", "RAW");
  assert.deepEqual(failure(() => rig.api.startPage(handle)), { step: "StartPagePrinter", code: 0 });
  rig.api.abort(handle);
  rig.api.close(handle);
  assert.equal(rig.fake.misuses, 0);
});

Deno.test({ ignore, name: "SpoolApi gives Windows' codes when calls come in a wrong order" }, () => {
  using rig = opened(["printer\tBar"]);
  assert.deepEqual(failure(() => rig.api.startDocument(77n, "x", "RAW")), { step: "StartDocPrinterW", code: 6 });
  const handle = rig.api.open("Bar");
  assert.deepEqual(failure(() => rig.api.write(handle, new Uint8Array(1))), { step: "WritePrinter", code: 3003 });
  assert.deepEqual(failure(() => rig.api.startDocument(handle, "x", "TEXT")), { step: "StartDocPrinterW", code: 1804 });
  rig.api.startDocument(handle, "x", "RAW");
  assert.deepEqual(failure(() => rig.api.startDocument(handle, "x", "RAW")), { step: "StartDocPrinterW", code: 1906 });
  assert.equal(rig.fake.misuses, 3);
});

Deno.test({ ignore, name: "SpoolApi.queue() reads name, port, driver, attributes, status and jobs" }, () => {
  using rig = opened(["printer\tBar", "port\tBar\tUSB007", "attributes\tBar\t0x440", "status\tBar\t0x90"]);
  const handle = rig.api.open("bar");
  rig.api.startDocument(handle, "x", "RAW");
  assert.deepEqual(rig.api.queue(handle), {
    printer: "Bar",
    port: "USB007",
    driver: "Fake",
    attributes: 0x440,
    status: 0x90,
    jobs: 1,
  });
});

Deno.test({ ignore, name: "SpoolApi.jobs() and job() read what waits, and deleteJob() takes it away" }, () => {
  using rig = opened([
    "printer\tBar",
    "printer\tKitchen",
    "job_status\tBar\t0x10",
    "job_text\tBar\tPapier fehlt ë",
    "job_submitted\tBar\t1795508999",
  ]);
  const bar = rig.api.open("Bar");
  const kitchen = rig.api.open("Kitchen");
  assert.deepEqual(rig.api.jobs(bar), []);
  const first = rig.api.startDocument(bar, "Faturë 1 🍕", "RAW");
  rig.api.endDocument(bar);
  const second = rig.api.startDocument(bar, "Faturë 2", "RAW");
  assert.deepEqual(rig.api.jobs(bar).map((job) => [job.id, job.title, job.status, job.position]), [
    [first, "Faturë 1 🍕", 0x10, 1],
    [second, "Faturë 2", 0x18, 2],
  ]);
  assert.deepEqual(rig.api.job(bar, second), {
    id: second,
    title: "Faturë 2",
    datatype: "RAW",
    statusText: "Papier fehlt ë",
    status: 0x18,
    position: 2,
    totalPages: 1,
    pagesPrinted: 0,
    submittedMs: 1_795_508_999_000,
  });
  rig.api.startPage(bar);
  rig.api.write(bar, new Uint8Array(2000));
  assert.deepEqual([first, second, 99].map((id) => rig.api.jobBytes(bar, id)), [0, 2000, null]);
  assert.equal(rig.api.jobs(bar, 1).length, 1);
  assert.equal(rig.api.job(kitchen, first), null);
  rig.fake.leaveQueue(first);
  assert.equal(rig.api.job(bar, first), null);
  const deleted = [first, second, second].map((id) => rig.api.deleteJob(bar, id));
  assert.deepEqual(deleted, [false, true, false]);
});

Deno.test({ ignore, name: "SpoolApi does not call when `entering` throws" }, () => {
  using rig = opened(["printer\tBar"]);
  const library = openLibrary({ spooler: rig.fake.path, kernel: rig.fake.path });
  const api = new SpoolApi(library, () => {
    throw new RangeError("no");
  });
  assert.throws(() => api.open("Bar"), RangeError);
  assert.equal(rig.fake.openHandles, 0);
  library.close();
});
