import assert from "node:assert/strict";
import { join } from "node:path";
import type { Clock } from "../../src/domain/ports.ts";
import { render } from "../../src/render/render.ts";
import { Spooler } from "../../src/winspool/spooler.ts";
import { command } from "../command.ts";
import { paper, paragraph } from "../render/documents.ts";

// Real Windows, and somebody who may add printers: the runner of .github/workflows/ci.yml. Everywhere else the scripted
// spooler and Wine stand in.
const ignore = Deno.build.os !== "windows";
const DRIVER = "Generic / Text Only";
/** How long the spooler may take to write the file. */
const PATIENCE_MS = 60_000;

const CLOCK: Clock = {
  nowMs: Date.now,
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

async function powershell(script: string): Promise<string> {
  return await command("powershell", ["-NoProfile", "-Command", `$ErrorActionPreference = 'Stop'; ${script}`]);
}

/** A queue of the driver on a port that is the file `path`; gone at the end. */
async function fileQueue(name: string, path: string): Promise<AsyncDisposable> {
  await powershell(
    `Add-PrinterDriver -Name '${DRIVER}'; Add-PrinterPort -Name '${path}'; ` +
      `Add-Printer -Name '${name}' -DriverName '${DRIVER}' -PortName '${path}'`,
  );
  return {
    async [Symbol.asyncDispose]() {
      await powershell(`Remove-Printer -Name '${name}'; Remove-PrinterPort -Name '${path}'`);
    },
  };
}

async function bytesOf(path: string, length: number): Promise<Uint8Array> {
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const bytes = await Deno.readFile(path).catch(() => new Uint8Array());
    if (bytes.length >= length || performance.now() > endMs) return bytes;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

Deno.test({
  name: "Spooler hands the very bytes to a real Windows queue, and finds it and its document",
  ignore,
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "paper.bin");
    const name = "printer-client test";
    await using _queue = await fileQueue(name, path);
    const spooler = new Spooler({ clock: CLOCK });
    try {
      const installed = (await spooler.installed()).find((printer) => printer.name === name);
      assert.deepEqual([installed?.driver, installed?.port], [DRIVER, path]);
      const printer = spooler.open(name);
      assert.equal(await printer.check(), "ready");

      const { bytes } = render({ blocks: [paragraph("Bukë 3,50 €"), { kind: "cut", partial: true }] }, paper(48));
      const receipt = await printer.print({ jobId: "order-41", title: "Porosi 🍕 #order-41", bytes });
      assert.equal(receipt.printer, name);
      assert.ok((receipt.spoolJobId ?? 0) > 0);
      assert.deepEqual(await bytesOf(path, bytes.length), bytes);
      await printer.close();

      const missing = spooler.open("printer-client test, not there");
      await assert.rejects(
        missing.print({ jobId: "x", title: "x", bytes }),
        { name: "PrintError", code: "printer_not_found" },
      );
      await missing.close();
    } finally {
      await spooler.close();
    }
  },
});
