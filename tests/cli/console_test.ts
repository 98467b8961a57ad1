import assert from "node:assert/strict";
import type { AgentEvent } from "../../src/agent/events.ts";
import { isTroubled, type PrinterStateName } from "../../src/domain/printer_state.ts";
import { consoleLine, logLevel } from "../../src/cli/console.ts";

const NOON = new Date(2026, 2, 7, 12, 0, 5).getTime();
const ABOUT = { job: "j1", document: "Receipt 41", lane: "KITCHEN", printer: "KITCHEN", attempt: 1 };

const STATE = { event: "printer_state", lane: "KITCHEN", isTrouble: false, wasTrouble: false } as const;

Deno.test("consoleLine() is one line for a person, with the time of day", async (t) => {
  const cases: [AgentEvent, string | null][] = [
    [{ event: "connected", transport: "websocket" }, "connected to http://shop (websocket)"],
    [{ event: "job_received", ...ABOUT, type: "receipt" }, 'received receipt "Receipt 41" for KITCHEN'],
    [
      { event: "job_printed", ...ABOUT, stage: "spooled", ms: 38, renderMs: 1, printMs: 2, bytes: 900, warnings: [] },
      'printed "Receipt 41" on KITCHEN in 38 ms',
    ],
    [
      { event: "job_waits", ...ABOUT, code: "timed_out", problem: "No answer. Is it on?", retryInMs: 1500 },
      'waiting with "Receipt 41": No answer. Is it on? Next try in 2 s.',
    ],
    [
      { event: "job_failed", ...ABOUT, code: "access_denied", problem: "Access denied." },
      'NOT PRINTED "Receipt 41" on KITCHEN: Access denied.',
    ],
    [
      { ...STATE, state: "paper_out", message: "out of paper. Put in paper.", isTrouble: true },
      "printer KITCHEN: out of paper. Put in paper.",
    ],
    [{ ...STATE, state: "ready", message: "ready." }, null],
    [{ ...STATE, state: "ready", message: "ready.", wasTrouble: true }, "printer KITCHEN: ready."],
    [{ ...STATE, state: "paper_low", message: "low." }, "printer KITCHEN: low."],
    [{ event: "printer_notice", lane: "KITCHEN", problem: "It moved." }, "printer KITCHEN: It moved."],
    [
      { event: "lane_paused", lane: "BAR", sinceMs: 1 },
      "BAR is paused by a person: its jobs wait until somebody has it go on (the page, Printers)",
    ],
    [{ event: "lane_paused", lane: "BAR", sinceMs: null }, "BAR goes on"],
    [
      { event: "lane_handed", lane: "BAR", to: "KITCHEN" },
      "the jobs of BAR are handed over to KITCHEN (the page, Printers)",
    ],
    [{ event: "lane_handed", lane: "BAR", to: null }, "BAR prints its own jobs again"],
    [
      { event: "job_handed_over", job: "1", document: "Order", lane: "BAR", to: "KITCHEN" },
      'sending "Order" to KITCHEN: BAR is handed over',
    ],
    [{ event: "event_ignored", name: "pos", reason: "other_company" }, null],
    [{ event: "connect_failed", problem: "Nothing listens.", first: false }, null],
  ];
  for (const [event, expected] of cases) {
    await t.step(event.event, () => {
      assert.equal(consoleLine(event, NOON, "http://shop"), expected === null ? null : `12:00:05  ${expected}`);
    });
  }
});

Deno.test("consoleLine() lets nothing from outside drive the terminal", () => {
  const line = consoleLine({ event: "status_received", payload: { a: "\u001b[2J\nroot" } }, NOON, "http://shop");
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(line ?? "", /[\u0000-\u001f]/);
  const job = consoleLine(
    { event: "job_received", ...ABOUT, type: "text", document: "a\u001b]0;x\u0007\nb" },
    NOON,
    "x",
  );
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(job ?? "", /[\u0000-\u001f]/);
});

Deno.test("logLevel() keeps repeated connect failures and other companies' events at debug", () => {
  assert.equal(logLevel({ event: "connect_failed", problem: "", first: true }), "warn");
  assert.equal(logLevel({ event: "connect_failed", problem: "", first: false }), "debug");
  assert.equal(logLevel({ event: "event_ignored", name: "pos", reason: "other_company" }), "debug");
});

Deno.test("logLevel() of a printer's state grows with what a person has to do", () => {
  const level = (state: PrinterStateName) => logLevel({ ...STATE, state, isTrouble: isTroubled(state), message: "" });
  assert.deepEqual(
    [level("ready"), level("unknown"), level("paper_low"), level("offline")],
    ["info", "info", "warn", "warn"],
  );
  assert.deepEqual([level("error"), level("deleted")], ["error", "error"]);
});
