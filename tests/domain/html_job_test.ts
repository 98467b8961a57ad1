import assert from "node:assert/strict";
import { MAX_PAGE_CHARACTERS } from "../../src/domain/content.ts";
import { type ParsedEvent, parseJob } from "../../src/domain/job.ts";

function parsed(data: unknown): ParsedEvent {
  const context = { nipt: "L1", types: ["text", "html"], nowMs: 0, wallMs: 0, newId: () => "J-1" };
  return parseJob("print_request", { data }, context);
}

Deno.test("parseJob() takes a page of HTML in each way that it is sent", async (t) => {
  const payloads = [
    { type: "html", content: "<p>a" },
    { type: "HTML", html: "<p>a" },
    { html: "<p>a" },
    { type: "html", content: null, html: "<p>a" },
  ];
  for (const payload of payloads) {
    await t.step(JSON.stringify(payload), () => {
      const result = parsed(payload);
      assert.ok(result.kind === "job");
      assert.deepEqual([result.job.type, result.job.data, result.job.documentName], [
        "html",
        { content: "<p>a" },
        "Page",
      ]);
    });
  }
  const whole = parsed({ content: " <!DOCTYPE html><p>a" });
  assert.ok(whole.kind === "job" && whole.job.type === "html");
  const text = parsed({ type: "text", content: "<html><p>a" });
  assert.ok(text.kind === "job" && text.job.type === "text");
});

Deno.test("parseJob() names the field of a page that it refuses", () => {
  const problems = (data: unknown) => {
    const result = parsed(data);
    return result.kind === "refused" ? result.problems : [];
  };
  assert.deepEqual(problems({ type: "html" }), ["content: missing, expected text"]);
  const long = "x".repeat(MAX_PAGE_CHARACTERS + 1);
  assert.match(problems({ type: "html", html: long }).join(), /^html: expected text of at most 2000000 characters/);
});
