import assert from "node:assert/strict";
import { join } from "node:path";
import { PERMISSIONS } from "../../tools/compile.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test(
  { name: "the fonts and the renderer are read on Windows, with the exe's permissions", ignore },
  async () => {
    await using rig = await startWindows();
    const probe = rig.windowsPath(join(import.meta.dirname ?? "", "..", "text_painter", "lazy_probe.ts"));
    const { code, stdout, stderr } = await rig.run(["run", "--cached-only", ...PERMISSIONS, probe, "Ж", "شاي", "中"]);
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(JSON.parse(stdout), {
      isLoadedAtOnce: false,
      isLoaded: true,
      painted: [true, true, true],
      problem: null,
    });
  },
);
