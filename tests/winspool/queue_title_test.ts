import assert from "node:assert/strict";
import { isTitleOf, queueTitle } from "../../src/winspool/queue_title.ts";

Deno.test("queueTitle() keeps the id at the end whole and cuts in front of it", async (t) => {
  const long = "Tavolinë 5 🍕 ".repeat(40);
  for (const id of ["7", "order-2026/03/07:41", "x".repeat(100), "y".repeat(200), "7 #8", "#", "dhomë 4", "a  b"]) {
    await t.step(id.slice(0, 30), () => {
      const title = queueTitle(`${long} #${id}`, id);
      assert.ok(title.length <= 200, `${title.length}`);
      assert.ok(title.startsWith("Tavolinë 5"));
      assert.ok(title.isWellFormed());
      assert.ok(isTitleOf(title, id));
    });
  }
  assert.equal(queueTitle("Receipt\n7 #job-7", "job-7"), "Receipt 7 #job-7");
});

Deno.test("queueTitle() leaves a title without the id as it is", () => {
  assert.equal(queueTitle("Tickets that waited", "catch-up"), "Tickets that waited");
});

Deno.test("isTitleOf() takes the title of no other job", () => {
  const ids = ["7", "17", "#7", "x #7", " 7", "7 ", "7 #8", "8", "job-7", "JOB-7", "y".repeat(199), "y".repeat(200)];
  for (const id of ids) {
    const title = queueTitle(`Receipt #${id}`, id);
    assert.deepEqual(ids.filter((other) => isTitleOf(title, other)), [id]);
  }
  assert.ok(!isTitleOf("Receipt", "Receipt"));
  assert.ok(!isTitleOf("Receipt #7 copy", "7"));
});
