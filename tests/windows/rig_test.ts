import assert from "node:assert/strict";
import { join } from "node:path";
import { openPortSink } from "../port_sink.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const missing = await windowsMissing();

Deno.test({
  name: "startWindows() delivers the exact bytes of a Web Worker's WritePrinter to the queue's port",
  ignore: missing !== null,
  async fn() {
    await using rig = await startWindows();
    await using sink = openPortSink();
    await rig.addQueue("Receipt", sink.port);

    const probe = join(import.meta.dirname ?? "", "spooler_probe.ts");
    const { code, stdout, stderr } = await rig.run(["run", "-A", rig.windowsPath(probe), "Receipt"]);

    assert.equal(code, 0, stdout + stderr);
    const { printers, sent, jobId } = JSON.parse(stdout);
    assert.deepEqual(printers, ["Receipt"]);
    assert.ok(jobId > 0, `job id ${jobId}`);
    assert.deepEqual(await sink.next(), new Uint8Array(sent));
  },
});
