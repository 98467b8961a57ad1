import assert from "node:assert/strict";
import {
  chooseDataDir,
  isWritableFolder,
  locations,
  type ProgramFacts,
  programFacts,
} from "../src/windows/locations.ts";

const WINDOWS: ProgramFacts = {
  os: "windows",
  standalone: true,
  execPath: "C:\\Shop\\printer-client.exe",
  projectFolder: "C:\\nowhere",
  environment: {
    ProgramFiles: "C:\\Program Files",
    "ProgramFiles(x86)": "C:\\Program Files (x86)",
    SystemRoot: "C:\\Windows",
    PROGRAMDATA: "C:\\ProgramData",
    LocalAppData: "C:\\Users\\Ana\\AppData\\Local",
  },
};
const PROGRAM_DATA = "C:\\ProgramData\\printer-client";
const LOCAL = "C:\\Users\\Ana\\AppData\\Local\\printer-client";

Deno.test("locations() says where the exe's files belong", async (t) => {
  const rows: [string, string, string, string[]][] = [
    ["a folder of its own", "C:\\Shop\\printer-client.exe", "C:\\Shop\\.env", ["C:\\Shop"]],
    ["a folder with spaces", "D:\\My Till\\pc.exe", "D:\\My Till\\.env", ["D:\\My Till"]],
    ["the root of a drive", "D:\\pc.exe", "D:\\.env", ["D:\\"]],
    ["a kernel path", "\\\\?\\C:\\Shop\\pc.exe", "C:\\Shop\\.env", ["C:\\Shop"]],
    ["Program Files", "c:\\program files\\PC\\pc.exe", "c:\\program files\\PC\\.env", []],
    ["Program Files (x86)", "C:\\Program Files (x86)\\pc.exe", "C:\\Program Files (x86)\\.env", []],
    ["a folder that only begins alike", "C:\\Program Files2\\pc.exe", "C:\\Program Files2\\.env", [
      "C:\\Program Files2",
    ]],
    ["Windows itself", "C:\\Windows\\System32\\pc.exe", "C:\\Windows\\System32\\.env", []],
    ["a network share", "\\\\srv\\share\\pc.exe", "\\\\srv\\share\\.env", []],
  ];
  for (const [title, execPath, envFile, beside] of rows) {
    await t.step(title, () => {
      const found = locations({ ...WINDOWS, execPath });
      assert.equal(found.envFile, envFile);
      assert.deepEqual(found.dataDirs, [...beside, PROGRAM_DATA, LOCAL]);
    });
  }
});

Deno.test("locations() takes the project's folder when run with deno", () => {
  const found = locations({ ...WINDOWS, standalone: false, execPath: "C:\\deno.exe", projectFolder: "C:\\src\\pc" });
  assert.equal(found.programFolder, "C:\\src\\pc");
  assert.equal(found.envFile, "C:\\src\\pc\\.env");
  assert.deepEqual(found.dataDirs, ["C:\\src\\pc\\data", PROGRAM_DATA, LOCAL]);
});

Deno.test("locations() follows the customs of other systems when not on Windows", () => {
  const facts: ProgramFacts = {
    os: "other",
    standalone: true,
    execPath: "/opt/pc/printer-client",
    projectFolder: "/",
    environment: { HOME: "/home/ana" },
  };
  assert.deepEqual(locations(facts).dataDirs, ["/opt/pc", "/home/ana/.local/state/printer-client"]);
  assert.deepEqual(
    locations({ ...facts, environment: { HOME: "/home/ana", XDG_STATE_HOME: "/state" } }).dataDirs,
    ["/opt/pc", "/state/printer-client"],
  );
});

Deno.test("programFacts() finds this project when run with deno", async () => {
  const found = locations(programFacts());
  assert.ok((await Deno.stat(`${found.programFolder}/deno.json`)).isFile);
});

Deno.test("chooseDataDir() takes the first folder that can be written and asks no further", () => {
  const asked: string[] = [];
  const chosen = chooseDataDir(["a", "b", "c"], (folder) => asked.push(folder) > 0 && folder === "b");
  assert.equal(chosen, "b");
  assert.deepEqual(asked, ["a", "b"]);
  assert.equal(chooseDataDir(["a"], () => false), null);
});

Deno.test("isWritableFolder() makes the folder and leaves nothing in it", async () => {
  const root = await Deno.makeTempDir();
  const folder = `${root}/deep/data`;
  assert.ok(isWritableFolder(folder));
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await Deno.writeTextFile(`${root}/file`, "");
  assert.ok(!isWritableFolder(`${root}/file`));
  assert.ok(!isWritableFolder(`${root}/file/deeper`));
  await Deno.remove(root, { recursive: true });
});
