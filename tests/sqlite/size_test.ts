import assert from "node:assert/strict";
import { throughStore } from "../bench/store_bench.ts";
import { withFile } from "./samples.ts";

Deno.test("the file does not grow any more once jobs are forgotten as fast as they come", () => {
  withFile((path) => {
    const sizes = throughStore(path, 4_000, 500).map(({ fileBytes }) => fileBytes);
    const [full, last] = [Math.max(...sizes.slice(0, 2)), Math.max(...sizes.slice(2))];
    assert.ok(last <= full * 1.1, `${sizes.join(", ")} bytes`);
  });
});
