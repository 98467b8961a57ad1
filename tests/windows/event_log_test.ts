import assert from "node:assert/strict";
import { join } from "node:path";
import { openEventLog } from "../../src/windows/event_log.ts";
import { PERMISSIONS } from "../../tools/compile.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

Deno.test({
  name: "openEventLog() writes text to the event log of Windows, with the permissions of the exe",
  ignore: await windowsMissing() !== null,
  async fn() {
    await using windows = await startWindows();
    const probe = windows.windowsPath(join(import.meta.dirname ?? "", "event_log_probe.ts"));
    // Wine has no event viewer: it says on standard error what it was given.
    const { code, stdout, stderr } = await windows.run(["run", "--no-check", ...PERMISSIONS, probe], {
      env: { WINEDEBUG: "-all,err+eventlog,trace+eventlog" },
    });
    assert.equal(code, 0, stderr);
    assert.equal(stdout, "reported");
    assert.match(stderr, /:err:eventlog:ReportEventW L"job_failed printer=\\"K\\00fcche\\" \[2J"/);
    assert.match(stderr, /:trace:eventlog:ReportEventW L"started"/);
  },
});

Deno.test({
  name: "openEventLog() is null where there is no Windows",
  ignore: Deno.build.os === "windows",
  fn: () => assert.equal(openEventLog(), null),
});
