import assert from "node:assert/strict";
import { CONTENT, MAX_CONTENT_CHARACTERS } from "../../src/domain/content.ts";
import { type ParsedEvent, parseJob } from "../../src/domain/job.ts";

function parse(fields: Record<string, unknown>): ParsedEvent {
  const context = { nipt: "L1", types: [...CONTENT.keys()], nowMs: 0, wallMs: 0, newId: () => "new" };
  return parseJob("print_request", fields, context);
}

Deno.test("parseJob() takes a text of just as many characters as a job may have, and a number as one", () => {
  const longest = "x".repeat(MAX_CONTENT_CHARACTERS);
  const parsed = [longest, 42].map((content) => parse({ content }));
  assert.deepEqual(parsed.map((each) => each.kind === "job" && each.job.data.content), [longest, "42"]);
});

Deno.test("parseJob() says what came instead of a text", () => {
  const of = (content: unknown) => {
    const parsed = parse({ content });
    return parsed.kind === "refused" ? parsed.problems : [];
  };
  const expected = `content: expected text of at most ${MAX_CONTENT_CHARACTERS} characters, got`;
  assert.deepEqual(of(["x"]), [`${expected} a list`]);
  assert.deepEqual(of("x".repeat(MAX_CONTENT_CHARACTERS + 1)), [
    `${expected} ${MAX_CONTENT_CHARACTERS + 1} characters`,
  ]);
});

Deno.test("parseJob() takes kitchen tickets, reports and labels that stand in the body itself, and no receipt", () => {
  const bodies = [
    { type: "kitchen_ticket", order_number: "7", items: [{ name: "Soup" }] },
    { type: "shift_report", title: "Evening" },
    { type: "label", name: "Bukë", copies: 1 },
    { type: "receipt", items: [] },
  ];
  const kinds = bodies.map((body) => parse(body).kind);
  assert.deepEqual(kinds, ["job", "job", "job", "refused"]);
});
