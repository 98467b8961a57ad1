import assert from "node:assert/strict";
import { join } from "node:path";
import { lastLines, logFiles } from "../../src/log/log_files.ts";

async function inFolder(run: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(join(folder, "client.log"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("logFiles() finds the file and the older ones, also while a new one is begun", () =>
  inFolder(async (file) => {
    assert.deepEqual(logFiles(file), []);
    await Deno.writeTextFile(`${file}.1`, "old\n");
    await Deno.writeTextFile(`${file}.2`, "older\n");
    assert.deepEqual(logFiles(file).map(({ bytes }) => bytes), [4, 6]);
    await Deno.writeTextFile(file, "new\n");
    assert.deepEqual(logFiles(file).map(({ path }) => path), [file, `${file}.1`, `${file}.2`]);
  }));

Deno.test("lastLines() goes on in the older file when the newest is short", () =>
  inFolder(async (file) => {
    await Deno.writeTextFile(`${file}.1`, "1\r\n2\r\n3\r\n");
    await Deno.writeTextFile(file, "4\n5\n");
    assert.deepEqual(lastLines(logFiles(file), 4), ["2", "3", "4", "5"]);
    assert.deepEqual(lastLines(logFiles(file), 1), ["5"]);
    assert.deepEqual(lastLines(logFiles(file), 100), ["1", "2", "3", "4", "5"]);
  }));

Deno.test("lastLines() gives whole lines of a file that is too large to be read", () =>
  inFolder(async (file) => {
    await Deno.writeTextFile(file, Array.from({ length: 40_000 }, (_, index) => `line ${index} ë\n`).join(""));
    const lines = lastLines(logFiles(file), 20_000);
    assert.equal(lines.at(-1), "line 39999 ë");
    assert.ok(lines.length > 1_000);
    assert.ok(lines.every((line) => /^line \d+ ë$/.test(line)));
  }));
