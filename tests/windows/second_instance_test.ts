import assert from "node:assert/strict";
import { join } from "node:path";
import { PERMISSIONS } from "../../tools/compile.ts";
import { writeSettings } from "../client_settings.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test(
  { name: "on Windows a second client is refused, and the log goes on in new files while one is open", ignore },
  async (t) => {
    await using rig = await startWindows();

    await t.step("a second client", async () => {
      const settings = await writeSettings(rig.folder, {
        SOCKET_URL: "http://127.0.0.1:9",
        DEFAULT_PRINTER: "folder:printed",
        DASHBOARD_PORT: "0",
        DATA_DIR: "Z:\\shared\\data",
      });
      const args = ["--env", rig.windowsPath(settings)];
      const first = rig.startClient(args);
      await first.waitFor(/not connected/);
      const second = await rig.startClient(args).ended;
      assert.equal(second.code, 3, second.stdout + second.stderr);
      assert.match(second.stderr, /already running with the data folder Z:\\shared\\data \(process \d+\)/);
      await first.kill();
      const third = rig.startClient(args);
      await third.waitFor(/not connected/);
      await third.kill();
    });

    await t.step("the log", async () => {
      const probe = rig.windowsPath(join(import.meta.dirname ?? "", "log_rotation_probe.ts"));
      const file = "Z:\\shared\\rotated\\client.log";
      const { stdout, stderr } = await rig.run(["run", "--cached-only", "--no-check", ...PERMISSIONS, probe, file]);
      assert.equal(stdout, "null true", stderr);
      const names = [...Deno.readDirSync(join(rig.folder, "rotated"))].map(({ name }) => name).sort();
      assert.deepEqual(names, ["client.log", "client.log.1", "client.log.2"]);
      const newest = await Deno.readTextFile(join(rig.folder, "rotated", "client.log"));
      assert.match(newest, /job_printed count=99\r\n$/);
    });
  },
);
