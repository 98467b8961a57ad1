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
