import assert from "node:assert/strict";
import { join } from "node:path";
import { DefaultPrinterMemory } from "../../src/windows/remembered_default.ts";

Deno.test("DefaultPrinterMemory tells of a change once, also after a restart", async () => {
  const folder = await Deno.makeTempDir();
  let nowMs = 1_000;
  const memory = () => new DefaultPrinterMemory(folder, () => nowMs);
  assert.equal(memory().read(), null);
  assert.equal(memory().seen("EPSON ë"), null);
  assert.deepEqual(memory().read(), { name: "EPSON ë", sinceMs: null, before: null });
  nowMs = 2_000;
  assert.equal(memory().seen("EPSON ë"), null);
  assert.equal(memory().seen("PDF"), "EPSON ë");
  nowMs = 3_000;
  assert.equal(memory().seen("PDF"), null);
  assert.deepEqual(memory().read(), { name: "PDF", sinceMs: 2_000, before: "EPSON ë" });
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assert.deepEqual(files, ["default_printer.json"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("DefaultPrinterMemory begins anew with a file that is broken, and without a folder", async () => {
  const folder = await Deno.makeTempDir();
  for (const text of ["", "{", "null", "[]", '{"name":7}', '"x"']) {
    await Deno.writeTextFile(join(folder, "default_printer.json"), text);
    const memory = new DefaultPrinterMemory(folder, () => 0);
    assert.equal(memory.read(), null, text);
    assert.equal(memory.seen("EPSON"), null, text);
    assert.equal(memory.read()?.name, "EPSON", text);
  }
  await Deno.remove(folder, { recursive: true });
  assert.equal(new DefaultPrinterMemory(folder, () => 0).seen("EPSON"), null);
});
