import assert from "node:assert/strict";
import { join } from "node:path";
import { openPortSink } from "../port_sink.ts";
import { startWindows } from "../windows/windows_rig.ts";
import { windowsMissing } from "../windows/windows_root.ts";

const missing = await windowsMissing();

Deno.test({
  name: "Spooler prints exact bytes and reads structs right through the real winspool.drv of Wine",
  ignore: missing !== null,
  async fn() {
    await using windows = await startWindows();
    await using sink = openPortSink();
    await windows.addQueue("Receipt", sink.port);

    const probe = windows.windowsPath(join(import.meta.dirname ?? "", "wine_probe.ts"));
    // Two files and no more: nothing here may need `Deno.UnsafePointer`, which such a list forbids.
    const ffi = ["winspool.drv", "kernel32.dll"].map((file) => `C:\\windows\\System32\\${file}`).join(",");
    const allowed = ["--no-prompt", "--allow-env", "--allow-read", `--allow-ffi=${ffi}`];
    const { code, stdout, stderr } = await windows.run(["run", "--no-check", ...allowed, probe, "receipt"]);

    assert.equal(code, 0, stdout + stderr);
    const told = JSON.parse(stdout);
    // Wine's driver for a CUPS queue has the queue's name.
    const [port, driver] = ["CUPS:Receipt", "Receipt"];
    assert.deepEqual(told.installed, [{
      name: "Receipt",
      isDefault: true,
      driver,
      kind: "raw",
      port,
      jobs: 0,
      isOffline: false,
    }]);
    assert.deepEqual(told.described, { name: "Receipt", driver, port, kind: "raw" });
    assert.equal(told.check, "ready");
    assert.equal(told.receipt.printer, "Receipt");
    assert.ok(told.receipt.spoolJobId > 0);
    assert.equal(told.error.code, "printer_not_found");
    assert.match(told.error.message, /Windows error 1801/);
    assert.match(told.error.hint, /^Did you mean "Receipt"\? Installed: "Receipt"\./);
    assert.deepEqual([told.queue.printer, told.queue.port], ["Receipt", "CUPS:Receipt"]);
    assert.equal(told.title, "Faturë 🍕");
    assert.equal(told.gone, null);
    assert.deepEqual([told.news.stage, told.news.evidence, told.news.isLast], ["printed", "spooler", true]);
    // Wine lists no documents; that nobody can tell is an error, and not a no.
    assert.match(told.held, /^Cannot read the queue of printer "Receipt"/);
    assert.deepEqual(await sink.next(), Uint8Array.from({ length: 200_000 }, (_, i) => i % 251));
  },
});
