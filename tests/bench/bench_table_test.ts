import assert from "node:assert/strict";
import { join } from "node:path";
import { PROJECT } from "../source_files.ts";
import type { BenchResult } from "./bench.ts";
import { marked, tablesOf } from "./readme_tables.ts";

const plain = (line: string) => line.replace(/-{3,}/g, "---").replace(/\s+/g, " ").trim();

Deno.test("README.md has the figures of tests/bench/bench.json, no better and none left out", async () => {
  const result = JSON.parse(await Deno.readTextFile(join(PROJECT, "tests/bench/bench.json"))) as BenchResult;
  const readme = await Deno.readTextFile(join(PROJECT, "README.md"));
  for (const [mark, table] of tablesOf(result)) {
    const section = marked(mark).exec(readme)?.[2] ?? "";
    assert.deepEqual(section.trim().split("\n").map(plain), table.split("\n").map(plain), mark);
  }
});
