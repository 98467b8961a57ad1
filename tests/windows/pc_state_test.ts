import assert from "node:assert/strict";
import { join } from "node:path";
import { freeBytes } from "../../src/windows/disk_space.ts";
import { openRegistry } from "../../src/windows/registry.ts";
import { PERMISSIONS } from "../../tools/compile.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

Deno.test({
  name: "the registry and the disk of Windows are read with the permissions of the exe",
  ignore: await windowsMissing() !== null,
  async fn() {
    await using windows = await startWindows();
    const file = join(windows.folder, "plan.reg");
    const plan = "381b4222-f694-41f0-9685-ff5bb260df2e";
    const setting = `${plan}\\238c9fa8-0aad-41ed-83f4-97be242c8f20\\29f6c1db-86da-48c5-9fdb-f2b67b1f44da`;
    const schemes = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Power\\User\\PowerSchemes";
    const updates = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update";
    await Deno.writeTextFile(
      file,
      [
        "REGEDIT4",
        ...["", `[${schemes}]`, `"ActivePowerScheme"="${plan}"`],
        ...["", `[${schemes}\\${setting}]`, '"ACSettingIndex"=dword:00000708'],
        ...["", `[${updates}\\RebootRequired]`, ""],
      ].join("\r\n"),
    );
    const regedit = `new Deno.Command("regedit", { args: ["/S", ${JSON.stringify(windows.windowsPath(file))}] })`;
    const imported = await windows.run(["eval", `Deno.exit((await ${regedit}.output()).code)`]);
    assert.equal(imported.code, 0, imported.stderr);
    const probe = windows.windowsPath(join(import.meta.dirname ?? "", "pc_state_probe.ts"));
    const { code, stdout, stderr } = await windows.run(["run", "--no-check", ...PERMISSIONS, probe]);
    assert.equal(code, 0, stderr);
    const { told, free, nowhere } = JSON.parse(stdout);
    assert.deepEqual(told.plan, { standbyMs: 1_800_000, hibernateMs: null });
    assert.ok(told.restart);
    assert.equal(told.none, null);
    assert.match(told.windows, /^\d+\.\d+$/);
    assert.ok(free > 1_000_000, String(free));
    assert.equal(nowhere, "Windows does not tell");
  },
});

Deno.test("freeBytes() tells the room of a disk, and openRegistry() is null where there is no Windows", async () => {
  assert.ok(await freeBytes(Deno.cwd()) > 0);
  await assert.rejects(freeBytes("/no/such/folder"));
  if (Deno.build.os !== "windows") assert.equal(openRegistry(), null);
});
