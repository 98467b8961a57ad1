import assert from "node:assert/strict";
import { fileOf, summary, uncovered } from "../../tools/lcov.ts";

Deno.test("summary() and uncovered() tell what ran by room, and which lines did not", () => {
  const record = "SF:src/render/a.ts\nDA:1,5\nDA:2,0\nDA:3,0\nDA:7,0\nLH:1\nLF:4\n";
  const files = [record, "SF:src/tcp/b.ts\nDA:1,0\n", "\n"].map(fileOf).filter((file) => file !== null);
  assert.deepEqual(summary(files), [
    "render                25.0 %  1 of 4 lines",
    "tcp                    0.0 %  0 of 1 lines",
  ]);
  assert.deepEqual(uncovered(files, ["src/render/"]), ["src/render/a.ts: 2-3, 7"]);
});
