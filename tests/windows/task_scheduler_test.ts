import assert from "node:assert/strict";
import { runClient } from "../client_process.ts";
import { writeSettings } from "../client_settings.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test(
  { name: "--install-task is accepted by Task Scheduler, and --uninstall-task removes it", ignore },
  async (t) => {
    await using rig = await startWindows();
    const settings = await writeSettings(rig.folder, {
      SOCKET_URL: "http://127.0.0.1:9",
      DEFAULT_PRINTER: "folder:printed",
      DATA_DIR: "Z:\\shared\\data",
    });
    const run = (...args: string[]) => rig.startClient(["--env", rig.windowsPath(settings), ...args]).ended;
    // Where Task Scheduler keeps its tasks; "" when there is none of ours. Wine keeps less of them than Windows does.
    const stored = async () => {
      const { code, stdout } = await rig.run([
        "eval",
        `
        Deno.stdout.writeSync(Deno.readFileSync("C:\\\\windows\\\\system32\\\\tasks\\\\printer-client"))
      `,
      ]);
      return code === 0 ? stdout.replaceAll("\0", "") : "";
    };

    await t.step("none at first", async () => {
      assert.equal(await stored(), "");
      const { code, stdout } = await run("--uninstall-task");
      assert.equal(code, 0);
      assert.match(stdout, /There is no task "printer-client" that this account may see\./);
      assert.match((await run("--task-status")).stdout, /^Does not start with Windows\..*\nIt does not run now\.$/m);
    });

    await t.step("for the user, then for SYSTEM in its place", async () => {
      for (const [more, said] of [[[], /starts when .*\\root logs on/], [["--system"], /as SYSTEM/]] as const) {
        const { code, stdout, stderr } = await run("--install-task", ...more);
        assert.equal(code, 0, stdout + stderr);
        assert.match(stdout, said);
        assert.match(await stored(), /<ExecutionTimeLimit>PT0S<\/ExecutionTimeLimit>/);
        // The file that it was read from is gone.
        assert.ok(![...Deno.readDirSync(`${rig.folder}/data`)].some(({ name }) => name.endsWith(".xml")));
      }
    });

    await t.step("removed", async () => {
      const { code, stdout, stderr } = await run("--uninstall-task");
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, /no longer starts with Windows/);
      assert.equal(await stored(), "");
    });
  },
);

Deno.test({
  name: "--install-task says that there is no Task Scheduler where there is no Windows",
  ignore: Deno.build.os === "windows",
}, async () => {
  const folder = await Deno.makeTempDir();
  const settings = await writeSettings(folder, { DEFAULT_PRINTER: "folder:printed", DATA_DIR: folder });
  const { code, stderr } = await runClient("--env", settings, "--install-task");
  assert.equal(code, 1);
  assert.match(stderr, /Task Scheduler is part of Windows/);
  await Deno.remove(folder, { recursive: true });
});
