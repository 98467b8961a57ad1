import assert from "node:assert/strict";
import { listPrinters } from "../../src/cli/list_printers.ts";
import { settingsOf } from "../config/source.ts";
import type { Io } from "../../src/cli/io.ts";
import type { InstalledPrinter, Printers } from "../../src/domain/ports.ts";

const INSTALLED: readonly InstalledPrinter[] = [
  { name: "Laser", isDefault: true, driver: "HP LaserJet M110w", kind: "office" },
  { name: "POS-58", isDefault: false, driver: "POS-58 Class Driver", kind: "v4" },
  { name: "Kitchen", isDefault: false, driver: "Fake", kind: "raw" },
];

async function said(text: string | null, how: "text" | "json"): Promise<string> {
  const lines: string[] = [];
  const io: Pick<Io, "out"> = { out: (line) => lines.push(line) };
  const printers: Printers = {
    installed: () => Promise.resolve(INSTALLED),
    open: () => assert.fail("nothing is opened"),
  };
  await listPrinters(io as Io, text === null ? null : settingsOf(text), printers, how === "json");
  return lines.join("\n");
}

Deno.test("--list-printers says which printers are drawn on, and why", async () => {
  assert.equal(
    await said(null, "text"),
    "Printers of this PC:\n" +
      "  Laser     profile generic-80mm, format gdi, for its driver is an office printer's   (Windows default)\n" +
      "  POS-58    profile pos-58 (guessed from its name), format gdi, for its driver is a v4 driver\n" +
      "  Kitchen   profile generic-80mm",
  );
});

Deno.test("--list-printers says nothing of a format that somebody set", async () => {
  const text = await said(
    "PRINTER_DESK=laser\nPRINTER_DESK_FORMAT=gdi\nPRINTER_POS=POS-58\nPRINTER_POS_FORMAT=escpos",
    "json",
  );
  const { installed } = JSON.parse(text);
  assert.deepEqual(installed.map(({ format }: { format?: string }) => format), [undefined, undefined, undefined]);
});
