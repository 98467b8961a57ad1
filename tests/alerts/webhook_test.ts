import assert from "node:assert/strict";
import { alertBody, postAlert } from "../../src/alerts/webhook.ts";

const SENDER = { username: "till-7", version: "1.2.3" };
const sinceMs = Date.UTC(2026, 2, 7, 20, 14, 5);

Deno.test("alertBody() says in one sentence what is wrong, and what was", () => {
  const problem = "No paper.";
  const wrong = alertBody({ state: "problem", about: "KITCHEN", problem, sinceMs, untilMs: null }, SENDER);
  assert.match(String(wrong.text), /^till-7: Printer KITCHEN: No paper\. Since \d\d:14\.$/);
  assert.deepEqual([wrong.state, wrong.until, wrong.client], ["problem", null, "till-7"]);
  const right = alertBody({ state: "resolved", about: "backend", problem, sinceMs, untilMs: sinceMs + 60_000 }, SENDER);
  assert.match(String(right.text), /^till-7: right again since \d\d:15\. Wrong from \d\d:14: No paper\.$/);
});

Deno.test("postAlert() posts JSON, and says why it did not arrive", async () => {
  const received: unknown[] = [];
  let status = 200;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    received.push([request.method, request.headers.get("content-type"), await request.json()]);
    return new Response("ok", { status });
  });
  const url = `http://127.0.0.1:${server.addr.port}/hook`;
  const problems: string[] = [];
  const post = () => postAlert(url, { text: "ë" }, (problem) => problems.push(problem));
  assert.ok(await post());
  assert.deepEqual(received, [["POST", "application/json", { text: "ë" }]]);
  status = 500;
  assert.ok(!(await post()));
  await server.shutdown();
  assert.ok(!(await post()));
  assert.equal(problems[0], "ALERT_URL answered HTTP 500.");
  assert.match(problems[1] ?? "", /^ALERT_URL could not be reached: .*refused/);
});
