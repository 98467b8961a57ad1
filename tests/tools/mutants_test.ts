import assert from "node:assert/strict";
import { mutantsOf } from "../../tools/mutate/mutants.ts";

Deno.test("mutantsOf() changes one place of the code at a time, and neither comments nor texts", () => {
  const source = 'import { a } from "./a1.ts";\n// 1 < 2\nif (a < 3) text("x < 4");\nconst b = a && 0x1f;\n';
  const changed = mutantsOf(source).map(({ line, from, to }) => `${line}: ${from} → ${to}`);
  assert.deepEqual(changed.sort(), [
    "3: 3 → 4",
    "3: < → <=",
    "3: a < 3 → !(a < 3)",
    "4: && → ||",
    "4: 0x1f → 32",
  ]);
  for (const { text } of mutantsOf(source)) {
    assert.notEqual(text, source);
    assert.ok(text.includes('"x < 4"') && text.includes("// 1 < 2"));
  }
});
