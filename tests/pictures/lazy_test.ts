import assert from "node:assert/strict";
import { sourceFiles } from "../source_files.ts";

Deno.test("the picture decoders are loaded at the first picture, not at the start", async () => {
  const lines = (await sourceFiles("src")).flatMap(({ text }) =>
    text.match(/^.*\bfrom "(?:fast-png|jpeg-js)";$/gm) ?? []
  );
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /^import (?:defer|type) /);
});
