import assert from "node:assert/strict";
import { Spooler } from "../../src/winspool/spooler.ts";
import { hasCompiler, ManualClock, printError, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
const RECEIPT = { jobId: "job-7", title: "Receipt 7", bytes: new Uint8Array(2000) };

Deno.test(
  { ignore: Deno.build.os === "windows", name: "Spooler has no printers where there is no Windows" },
  async () => {
    const spooler = new Spooler({ clock: new ManualClock() });
    assert.deepEqual(await spooler.installed(), []);
    const printer = spooler.open("Kitchen");
    for (const error of [await printError(printer.print(RECEIPT)), await printError(printer.check())]) {
      assert.equal(error.code, "windows_only");
      assert.match(error.hint, /tcp:\/\/.*folder:/);
    }
    await printer.close();
    await spooler.close();
  },
);

Deno.test({ ignore, name: "Spooler.installed() marks the default printer, and lists without one" }, async () => {
  await using windows = rig([], [
    "printer\tBar",
    "printer\tKitchen",
    "printer\t\\\\server\\Bar 2",
    "printer\tOffice",
    "driver\tOffice\tHP LaserJet M110w",
    "default\tKitchen",
    "driver\tKitchen\tEPSON TM-T88V Receipt5",
    "port\tKitchen\tUSB002",
    "attributes\tKitchen\t0x400",
  ]);
  const plain = { driver: "Fake", kind: "raw", port: "USB001", jobs: 0, isOffline: false };
  assert.deepEqual(await windows.spooler.installed(), [
    { name: "Bar", isDefault: false, ...plain },
    {
      name: "Kitchen",
      isDefault: true,
      driver: "EPSON TM-T88V Receipt5",
      kind: "raw",
      port: "USB002",
      jobs: 0,
      isOffline: true,
    },
    { name: "\\\\server\\Bar 2", isDefault: false },
    { name: "Office", isDefault: false, ...plain, driver: "HP LaserJet M110w", kind: "office" },
  ]);
  windows.fake.script(["printer\tBar"]);
  assert.deepEqual(await windows.spooler.installed(), [{ name: "Bar", isDefault: false, ...plain }]);
  windows.fake.script([]);
  assert.deepEqual(await windows.spooler.installed(), []);
});

Deno.test({ ignore, name: "Spooler.installed() lists without drivers when Windows does not tell them" }, async () => {
  await using windows = rig([{ call: "EnumPrintersW level 2", action: "fail", value: 5 }], ["printer\tBar"]);
  assert.deepEqual(await windows.spooler.installed(), [{ name: "Bar", isDefault: false }]);
});

Deno.test({ ignore, name: "Spooler.installed() throws when the spooler is down" }, async () => {
  await using windows = rig([{ call: "EnumPrintersW", action: "fail", value: 1722 }]);
  const error = await printError(windows.spooler.installed());
  assert.equal(error.code, "spooler_stopped");
  assert.match(error.message, /^Cannot list the printers of this PC: /);
});
