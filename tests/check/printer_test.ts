import assert from "node:assert/strict";
import type { FindingKind } from "../../src/check/finding.ts";
import { type PrinterFacts, printerFinding } from "../../src/check/printer.ts";
import type { DriverKind } from "../../src/domain/driver.ts";

const KITCHEN: PrinterFacts = {
  name: "KITCHEN",
  roles: ["prints kitchen_ticket", "stands in for BAR"],
  address: "EPSON TM-T20",
  problem: null,
  state: "ready",
  hint: "",
  severity: "fine",
  driver: null,
  queue: null,
  profile: "epson-tm-t20",
  format: "escpos",
  columns: 48,
};
const driver = (kind: DriverKind) => ({ driver: { name: "D", kind, port: "USB001" } });
const queue = (documents: number, stuck: number, oldestMs: number | null) => ({
  queue: { documents, stuck, oldestMs },
});
const MINUTE = 60_000;

const ROWS: readonly (readonly [title: string, facts: Partial<PrinterFacts>, kind: FindingKind, message: RegExp])[] = [
  [
    "ready, with its driver, paper and queue",
    { ...driver("raw"), ...queue(0, 0, null) },
    "ok",
    /^EPSON TM-T20, ready, driver "D" \(passes bytes on\) at USB001, profile epson-tm-t20, escpos, 48 columns, queue empty \(prints kitchen_ticket, stands in for BAR\)$/,
  ],
  [
    "drawn on because of its driver",
    { ...driver("office"), format: "gdi", formatReason: "for its driver is an office printer's" },
    "ok",
    /, gdi \(for its driver is an office printer's\), 48 columns/,
  ],
  ["a network printer", { address: "tcp://10.0.0.5" }, "ok", /^tcp:\/\/10\.0\.0\.5, ready, profile/],
  ["without a role", { roles: [] }, "ok", /48 columns$/],
  ["that cannot be opened", { problem: "No printer called X. Compare." }, "fail", /^No printer called X\. Compare\./],
  [
    "out of paper",
    { state: "out of paper", severity: "troubled", hint: "Put in paper" },
    "fail",
    /out of paper.*\. Put in paper$/,
  ],
  ["in trouble without words", { state: "error", severity: "troubled" }, "fail", /Look at the printer/],
  [
    "short of paper",
    { state: "paper low", severity: "notable", hint: "Have a roll at hand" },
    "note",
    /\. Have a roll at hand$/,
  ],
  ["with a document that has just come", queue(1, 0, 30_000), "ok", /1 in the queue/],
  ["with documents of unknown age", queue(2, 0, null), "ok", /2 in the queue/],
  [
    "with old documents",
    queue(12, 0, 45 * MINUTE),
    "fail",
    /12 documents in its Windows queue do not get on, the oldest for 45 min: open the queue.*delete/,
  ],
  [
    "with a document that Windows calls stuck",
    queue(1, 1, null),
    "fail",
    /1 document in its Windows queue does not get on:/,
  ],
  ["behind a v4 driver", driver("v4"), "note", /\(v4 \(XPS\)\).*XPS_PASS: if --test-print brings no paper/],
  ["behind an XPS driver", driver("xpsdrv"), "note", /XPS_PASS/],
  ["text behind a v4 driver", { ...driver("v4"), format: "text" }, "ok", /text, 48 columns/],
  ["behind a driver that makes files", driver("virtual"), "fail", /makes files and puts nothing on paper/],
  ["drawn into files", { ...driver("virtual"), format: "gdi" }, "note", /makes files and puts nothing on paper/],
  ["behind a driver that makes faxes", driver("fax"), "fail", /makes faxes and puts nothing on paper/],
  ["behind an office driver", driver("office"), "fail", /office printer, which does not understand escpos/],
  ["text behind an office driver", { ...driver("office"), format: "text" }, "ok", /for office printers/],
  ["behind an unknown driver", driver("unknown"), "ok", /kind unknown/],
  ["behind Generic / Text Only", driver("text"), "ok", /passes bytes on/],
];

Deno.test("printerFinding() says what a printer is, and what keeps it from printing", async (t) => {
  for (const [title, facts, kind, message] of ROWS) {
    await t.step(`a printer ${title}`, () => {
      const finding = printerFinding({ ...KITCHEN, ...facts });
      assert.equal(finding.name, "printer KITCHEN");
      assert.equal(finding.kind, kind, finding.message);
      assert.match(finding.message, message);
    });
  }
});
