import assert from "node:assert/strict";
import { join } from "node:path";
import { PERMISSIONS } from "../../tools/compile.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test(
  { name: "saveEnv() replaces the settings file on Windows, with the exe's permissions", ignore },
  async (t) => {
    await using rig = await startWindows();
    const path = join(rig.folder, "Bar Ë.env");
    const probe = rig.windowsPath(join(import.meta.dirname ?? "", "env_save_probe.ts"));
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await rig.run(["run", "--cached-only", ...PERMISSIONS, probe, ...args]);
      assert.equal(code, 0, stdout + stderr);
      return JSON.parse(stdout);
    };

    await t.step("replaceFile() does it in one step and keeps the older file", async () => {
      await Deno.writeTextFile(path, "A=1\r\n");
      await Deno.writeTextFile(`${path}.new`, "A=2\r\n");
      assert.deepEqual(await run(rig.windowsPath(path), "", rig.windowsPath(`${path}.new`)), { isReplaced: true });
      assert.equal(await Deno.readTextFile(path), "A=2\r\n");
      assert.equal(await Deno.readTextFile(`${path}.old`), "A=1\r\n");
    });

    await t.step("saveEnv() leaves the file and its copy, and nothing else", async () => {
      await Deno.remove(`${path}.old`);
      for (const [before, after] of [["A=2\r\n", "A=3"], ["A=3", "A=4"]] as const) {
        const { backup, problem } = await run(rig.windowsPath(path), after);
        assert.match(backup ?? problem, /Bar Ë\.env\.bak$/);
        assert.equal(await Deno.readTextFile(path), after);
        assert.equal(await Deno.readTextFile(`${path}.bak`), before);
      }
      assert.equal([...Deno.readDirSync(rig.folder)].length, 2);
    });

    await t.step("saveEnv() leaves a read-only file alone and says so", async () => {
      await Deno.chmod(path, 0o444);
      const { problem } = await run(rig.windowsPath(path), "A=5");
      assert.match(problem, /Cannot write the settings file ".*Bar Ë\.env": it is read-only/);
      assert.equal(await Deno.readTextFile(path), "A=4");
    });
  },
);
