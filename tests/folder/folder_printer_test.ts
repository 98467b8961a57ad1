import assert from "node:assert/strict";
import { join } from "node:path";
import type { PrinterDocument } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE, type Format } from "../../src/domain/profile.ts";
import { FolderPrinter } from "../../src/folder/folder_printer.ts";

const NOW = new Date(2026, 2, 7, 21, 14, 5, 120).getTime();
const BYTES = new TextEncoder().encode("\x1b@Hello paper\n");
const RECEIPT: PrinterDocument = { jobId: "job-1", title: "Receipt R-1", bytes: BYTES };

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function printerIn(path: string, format: Format = "escpos"): FolderPrinter {
  return new FolderPrinter({ name: "Desk", path, profile: { ...DEFAULT_PROFILE, format }, now: () => NOW });
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("print() writes the bytes, the paper as text and as a picture, and a listing, in a folder it makes", () =>
  inFolder(async (root) => {
    const folder = join(root, "deep", "printed");
    const receipt = await printerIn(folder).print(RECEIPT);
    assert.deepEqual(receipt, { stage: "printed", evidence: "device", printer: "Desk" });
    const stem = "2026-03-07_21-14-05.120_Receipt R-1_job-1";
    assert.deepEqual(namesIn(folder), [`${stem}.escpos`, `${stem}.lst`, `${stem}.svg`, `${stem}.txt`]);
    assert.match(await Deno.readTextFile(join(folder, `${stem}.svg`)), /^<svg [^]*>Hello paper<\/text>/);
    assert.deepEqual(await Deno.readFile(join(folder, `${stem}.escpos`)), BYTES);
    assert.match(await Deno.readTextFile(join(folder, `${stem}.txt`)), /Hello paper/);
    assert.match(await Deno.readTextFile(join(folder, `${stem}.lst`)), /ESC @[^]*Hello paper/);
  }));

Deno.test("print() reads the bytes in Star's language when the printer is one of Star's", () =>
  inFolder(async (folder) => {
    const bytes = new TextEncoder().encode("\x1b@\x1b\x1dt\x04Hello paper\n\x1a");
    await printerIn(folder, "starprnt").print({ ...RECEIPT, bytes });
    const [listing = "", bytesFile = "", , paper = ""] = namesIn(folder);
    assert.match(bytesFile, /\.star$/);
    assert.match(await Deno.readTextFile(join(folder, listing)), /ESC GS t 4 {2}code page cp858[^]*SUB/);
    assert.equal(await Deno.readTextFile(join(folder, paper)), "Hello paper\n[drawer: pin 5, 200 ms]\n");
  }));

Deno.test("print() writes bytes and paper when the format is text", () =>
  inFolder(async (folder) => {
    const bytes = new TextEncoder().encode("Hello paper\r\n\f");
    await printerIn(folder, "text").print({ ...RECEIPT, bytes });
    const [bytesFile = "", picture = "", paper = ""] = namesIn(folder);
    assert.match(bytesFile, /\.prn$/);
    assert.deepEqual(await Deno.readFile(join(folder, bytesFile)), bytes);
    assert.match(await Deno.readTextFile(join(folder, picture)), /^<svg [^]*>Hello paper<\/text>/);
    assert.match(await Deno.readTextFile(join(folder, paper)), /Hello paper/);
  }));

Deno.test("print() never writes over a document when the same one comes in the same millisecond", () =>
  inFolder(async (folder) => {
    const printer = printerIn(folder);
    for (let n = 0; n < 3; n++) await printer.print(RECEIPT);
    const bytes = namesIn(folder).filter((name) => name.endsWith(".escpos"));
    const stem = "2026-03-07_21-14-05.120_Receipt R-1_job-1";
    assert.deepEqual(bytes, [`${stem}.escpos`, `${stem}_2.escpos`, `${stem}_3.escpos`]);
  }));

Deno.test("print() stays in its folder when the title wants out", () =>
  inFolder(async (root) => {
    const folder = join(root, "printed");
    await printerIn(folder).print({ ...RECEIPT, title: "../../escaped", jobId: "../x" });
    assert.deepEqual(namesIn(root), ["printed"]);
    assert.equal(namesIn(folder).length, 4);
  }));

Deno.test("print() and check() fail with folder_unwritable when the folder cannot be made", async (t) => {
  for (const method of ["print", "check"] as const) {
    await t.step(method, () =>
      inFolder(async (root) => {
        await Deno.writeTextFile(join(root, "file"), "");
        const path = join(root, "file", "printed");
        const error = await printerIn(path)[method](RECEIPT).then(() => assert.fail(), (thrown) => thrown);
        assert.ok(error instanceof PrintError);
        assert.equal(error.code, "folder_unwritable");
        assert.equal(error.retry, "later");
        assert.ok(error.message.startsWith(`Cannot write printer "Desk" into folder "${path}": `));
        assert.match(error.hint, /disk/);
      }));
  }
});

Deno.test("check() says ready and leaves nothing behind when the folder can be written", () =>
  inFolder(async (folder) => {
    assert.equal(await printerIn(folder).check(), "ready");
    assert.deepEqual(namesIn(folder), []);
  }));
