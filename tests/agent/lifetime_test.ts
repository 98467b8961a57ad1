import assert from "node:assert/strict";
import { expiryMs } from "../../src/agent/lifetime.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import { type Job, parseJob } from "../../src/domain/job.ts";

const NOW = new Date(2026, 2, 7, 18, 0).getTime();
const HOUR = 3_600_000;

function lifetimeOf(payload: Record<string, unknown>): number {
  const types = ["text", "receipt", "reservation"];
  const parsed = parseJob("print_request", payload, { nipt: "", types, nowMs: NOW, wallMs: NOW, newId: () => "1" });
  return expiryMs((parsed as { job: Job }).job, DEFAULT_POLICY) - NOW;
}

Deno.test("expiryMs() goes by what a job is for", async (t) => {
  const reservation = (data: Record<string, unknown>) => ({ type: "reservation", reservation_data: data });
  const cases: [string, Record<string, unknown>, number][] = [
    ["a text", { content: "x" }, 4 * HOUR],
    ["a receipt", { type: "receipt", receipt_data: { items: [] } }, 24 * HOUR],
    ["its own lifetime", { content: "x", expires_in: 90 }, 90_000],
    ["a drawer kick", { content: " ", open_drawer: true }, 30_000],
    ["a reservation of tomorrow", reservation({ date: "2026-03-08", time: "20:30" }), 26.5 * HOUR],
    ["a reservation in the local way", reservation({ date: "8.3.2026", time: "20.30" }), 26.5 * HOUR],
    ["a reservation of last year", reservation({ date: "2025-01-20", time: "19:00" }), 24 * HOUR],
    ["a reservation of no real date", reservation({ date: "2026-02-31", time: "19:00" }), 24 * HOUR],
    ["a reservation without a time", reservation({ date: "2026-03-08" }), 24 * HOUR],
    ["a reservation in words", reservation({ date: "tomorrow", time: "evening" }), 24 * HOUR],
  ];
  for (const [name, payload, expected] of cases) {
    await t.step(name, () => assert.equal(lifetimeOf(payload), expected));
  }
});

Deno.test("expires_at counts from the PC's clock at receipt, whatever the steady clock says", () => {
  const parsed = parseJob("print_request", { content: "x", expires_at: "2026-03-07T20:00:00Z" }, {
    nipt: "",
    types: ["text"],
    nowMs: 1_000,
    wallMs: Date.UTC(2026, 2, 7, 19, 0),
    newId: () => "1",
  });
  assert.equal((parsed as { job: Job }).job.expiresAtMs, 1_000 + HOUR);
});
