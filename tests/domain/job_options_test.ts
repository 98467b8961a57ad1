import assert from "node:assert/strict";
import { parseJob } from "../../src/domain/job.ts";

const NOW = Date.UTC(2026, 2, 7, 20, 14, 5);

function parse(fields: Record<string, unknown>) {
  const context = { nipt: "L1", types: ["text"], nowMs: NOW, wallMs: NOW + 3_600_000, newId: () => "new" };
  return parseJob("print_request", { content: "x", ...fields }, context);
}

Deno.test("parseJob() reads lease_until as a time on this client's own clock, and lends the job until then", () => {
  const parsed = parse({ lease_until: NOW + 2_000.5, expires_in: 60 });
  assert.ok(parsed.kind === "job");
  assert.deepEqual([parsed.job.expiresAtMs, parsed.job.isLent], [NOW + 2_000.5, true]);
});

Deno.test("parseJob() lends no job without lease_until, and refuses one that is no number", () => {
  const parsed = parse({ expires_in: 60 });
  assert.ok(parsed.kind === "job");
  assert.equal(parsed.job.isLent, undefined);
  assert.deepEqual(parse({ lease_until: "soon" }), {
    kind: "refused",
    id: "new",
    type: "text",
    documentName: null,
    problems: [`lease_until: expected a number of ms on this client's own clock, got "soon"`],
  });
});

Deno.test("parseJob() takes a job_id of up to 200 visible characters, and a number as one", async (t) => {
  const id = "x".repeat(200);
  const rows: [given: unknown, id: string | null][] = [[id, id], [41, "41"], [`${id}x`, null], [NaN, null], ["", null]];
  for (const [given, expected] of rows) {
    await t.step(String(given).slice(0, 20), () => {
      const parsed = parse({ job_id: given });
      assert.equal(parsed.kind === "job" ? parsed.job.id : null, expected);
    });
  }
});

Deno.test("parseJob() takes expires_in of a thousandth of a second to ten years", async (t) => {
  const tenYears = 10 * 365 * 24 * 60 * 60;
  const rows: [given: unknown, seconds: number | null][] = [
    [0.001, 0.001],
    ["0,5", 0.5],
    [tenYears, tenYears],
    [tenYears + 1, null],
    [0.0004, null],
    [0, null],
    [-1, null],
    ["soon", null],
  ];
  for (const [given, seconds] of rows) {
    await t.step(String(given), () => {
      const parsed = parse({ expires_in: given });
      const expiresAtMs = parsed.kind === "job" ? parsed.job.expiresAtMs : null;
      assert.equal(expiresAtMs, seconds === null ? null : NOW + seconds * 1_000);
    });
  }
});

Deno.test("parseJob() refuses a lease_until that is no time", () => {
  assert.deepEqual([NaN, Infinity].map((given) => parse({ lease_until: given }).kind), ["refused", "refused"]);
});

Deno.test("parseJob() takes 1 to 20 copies and priorities from -100 to 100", async (t) => {
  const rows: [field: "copies" | "priority", taken: number[], refused: number[]][] = [
    ["copies", [1, 20], [0, 21, 1.5]],
    ["priority", [-100, 100], [-101, 101]],
  ];
  for (const [field, taken, refused] of rows) {
    await t.step(field, () => {
      for (const value of taken) {
        const parsed = parse({ [field]: value });
        assert.equal(parsed.kind === "job" && parsed.job[field], value);
      }
      assert.deepEqual(refused.map((value) => parse({ [field]: value }).kind), refused.map(() => "refused"));
    });
  }
});
