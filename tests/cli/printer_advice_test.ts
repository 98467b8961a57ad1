import assert from "node:assert/strict";
import { printerAdvice } from "../../src/cli/printer_advice.ts";
import type { InstalledPrinter, PrinterConfig } from "../../src/domain/ports.ts";
import { printerConfig } from "../fakes.ts";

const HOUR = 3_600_000;
const NOW_MS = 1_000 * HOUR;
const NAME = "EPSON TM-T20III";
const COPY = `${NAME} (Copy 1)`;
const named: PrinterConfig = {
  ...printerConfig("KITCHEN"),
  address: { kind: "windows", name: NAME },
  setting: { key: "PRINTER_KITCHEN", line: 4 },
};
const byDefault: PrinterConfig = { ...printerConfig("default"), address: { kind: "windows", name: null } };
const installed: InstalledPrinter[] = [
  { name: NAME, isDefault: false, port: "USB001", jobs: 2, isOffline: true },
  { name: COPY, isDefault: true, port: "USB003", jobs: 0, isOffline: false },
];
const around = { installed, configs: [named], remembered: null };

Deno.test("printerAdvice() says where a printer is that is gone or offline", () => {
  for (const state of ["deleted", "offline"] as const) {
    const [advice = "", ...more] = printerAdvice(named, { state }, around, NOW_MS);
    assert.match(advice, /In \.env, line 4, write PRINTER_KITCHEN=EPSON TM-T20III \(Copy 1\) and start again/);
    assert.deepEqual(more, []);
  }
  for (const state of ["ready", "paper_out", "unknown"] as const) {
    assert.deepEqual(printerAdvice(named, { state }, around, NOW_MS), []);
  }
});

Deno.test("printerAdvice() tells of documents in the queue that a printer had before", () => {
  const moved: PrinterConfig = { ...named, address: { kind: "windows", name: COPY } };
  const world = { ...around, configs: [moved] };
  const [advice = ""] = printerAdvice(moved, { state: "ready", queue: COPY }, world, NOW_MS);
  assert.match(advice, /^2 documents wait in the queue "EPSON TM-T20III" and would come out/);
});

Deno.test("printerAdvice() tells for a day that the Windows default printer is another one", () => {
  const advice = (name: string, sinceMs: number | null, before: string | null) =>
    printerAdvice(
      byDefault,
      { state: "ready", queue: "PDF" },
      { installed: [], configs: [byDefault], remembered: { name, sinceMs, before } },
      NOW_MS,
    );
  const changed = /default printer is "PDF" now; it was "EPSON"/;
  assert.match(advice("EPSON", null, null)[0] ?? "", changed);
  assert.match(advice("PDF", NOW_MS - 23 * HOUR, "EPSON")[0] ?? "", changed);
  assert.deepEqual(advice("PDF", NOW_MS - 24 * HOUR, "EPSON"), []);
  assert.deepEqual(advice("PDF", null, null), []);
});

Deno.test("printerAdvice() has nothing to say of printers that are not Windows'", () => {
  const tcp: PrinterConfig = { ...named, address: { kind: "tcp", host: "10.0.0.9", port: 9100 } };
  assert.deepEqual(printerAdvice(tcp, { state: "offline" }, around, NOW_MS), []);
});
