import assert from "node:assert/strict";
import { DocumentedBackend } from "./documented_backend.ts";
import { eventually } from "./eventually.ts";
import { Paper } from "./paper.ts";
import { NIPT, Till } from "./till.ts";

function outbox(backend: DocumentedBackend): unknown[] {
  return backend.rows("outbox.sqlite", "outbox").map((row) => row["job_id"]);
}

Deno.test("the document's outbox keeps what is ordered while the till is away, and prints it once when it comes", async () => {
  await using backend = await DocumentedBackend.start();
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: backend.url, printerPort: paper.port });

  for (const number of [1, 2, 3]) await backend.order(till.sessionId, `soup ${number}.`, { job_id: `order-${number}` });
  await backend.order("another-till", "not ours.");
  assert.equal(outbox(backend).length, 4);

  await till.start();
  await eventually("the outbox keeps only the other till's job", () => outbox(backend).length === 1);
  await till.kill();
  await backend.order(NIPT, "soup 4.", { job_id: "order-4" });
  await till.start();
  await eventually("order 4 is answered", () => outbox(backend).length === 1);

  assert.deepEqual([1, 2, 3, 4].map((number) => paper.count(`soup ${number}.`)), [1, 1, 1, 1]);
  assert.equal(paper.count("not ours."), 0);
  assert.deepEqual([...paper.text.matchAll(/soup (\d)/g)].map(([, number]) => number), ["1", "2", "3", "4"]);
});

Deno.test("the document's outbox prints once what a backend emitted that was killed before the answer came", async () => {
  await using backend = await DocumentedBackend.start();
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: backend.url, printerPort: paper.port });
  await till.start();

  paper.isSlow = true;
  await backend.order(till.sessionId, "soup 1.", { job_id: "order-1" });
  await eventually("order 1 is on paper, and the printer not ready yet", () => paper.count("soup 1.") === 1);
  await backend.kill();
  paper.finish();
  await till.waitFor(/"event":"job_printed".*order-1/);
  assert.deepEqual(outbox(backend), ["order-1"]);

  await backend.restart();
  await eventually("order 1 is answered", () => outbox(backend).length === 0);
  assert.equal(paper.count("soup 1."), 1);
});

Deno.test("the document's outbox prints every order once while the backend is killed again and again", async () => {
  await using backend = await DocumentedBackend.start();
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: backend.url, printerPort: paper.port });
  await till.start();

  const numbers = Array.from({ length: 9 }, (_, index) => index + 1);
  for (const number of numbers) {
    await backend.order(till.sessionId, `soup ${number}.`, { job_id: `order-${number}` });
    if (number % 4 !== 0) continue;
    await backend.kill();
    await backend.restart();
  }
  // Each time the till was away it waits a little longer before it dials.
  const patience = { timeoutMs: 25_000, tell: () => till.output };
  await eventually("all are answered", () => outbox(backend).length === 0, patience);
  assert.deepEqual(numbers.filter((number) => paper.count(`soup ${number}.`) !== 1), []);
});

Deno.test("the document's outbox tells a person about a request that was wrong", async () => {
  await using backend = await DocumentedBackend.start();
  await using paper = new Paper();
  await using till = new Till({ url: backend.url, printerPort: paper.port });
  await till.start();
  await backend.order(till.sessionId, "soup", { job_id: "order-1", copies: 99 });
  await eventually("it is told", () => /for a person: order-1 rejected copies: expected/.test(backend.output), {
    tell: () => backend.output,
  });
  assert.deepEqual(outbox(backend), []);
});
