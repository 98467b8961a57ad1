import assert from "node:assert/strict";
import { openLibrary, windowsLibraries } from "../../src/winspool/symbols.ts";

Deno.test("windowsLibraries() gives full paths below SystemRoot", () => {
  assert.deepEqual(windowsLibraries("D:\\WINNT"), {
    spooler: "D:\\WINNT\\System32\\winspool.drv",
    kernel: "D:\\WINNT\\System32\\kernel32.dll",
    gdi: "D:\\WINNT\\System32\\gdi32.dll",
  });
});

Deno.test("windowsLibraries() takes C:\\Windows when SystemRoot is missing or no full path", () => {
  for (const root of [undefined, "", "Windows", "\\Windows", "..\\x"]) {
    assert.equal(windowsLibraries(root).spooler, "C:\\Windows\\System32\\winspool.drv");
  }
});

Deno.test("openLibrary() refuses a bare name, which Windows would look for beside the exe", () => {
  assert.throws(() => openLibrary({ spooler: "winspool.drv", kernel: "/x" }), /"winspool.drv" is not a full path/);
  assert.throws(() => openLibrary({ spooler: "/x", kernel: ".\\kernel32.dll" }), /is not a full path/);
});
