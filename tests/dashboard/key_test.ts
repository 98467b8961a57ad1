import assert from "node:assert/strict";
import { dashboardKey, isSame, keptKey } from "../../src/dashboard/key.ts";

Deno.test("dashboardKey() makes a key once for each installation, for its user's eyes", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assert.equal(keptKey(folder), null);
    const first = dashboardKey(folder);
    assert.match(first.key, /^[\w-]{43}$/);
    assert.equal(new Set([first.key, first.cookie, first.token]).size, 3);
    assert.deepEqual([dashboardKey(folder), keptKey(folder)], [first, first]);
    const { mode } = await Deno.stat(`${folder}/dashboard.key`);
    if (Deno.build.os !== "windows") assert.equal((mode ?? 0) & 0o777, 0o600);
    await Deno.writeTextFile(`${folder}/dashboard.key`, "short");
    assert.notEqual(dashboardKey(folder).key, first.key);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("isSame() compares secrets of any length", () => {
  assert.ok(isSame("abc", "abc"));
  assert.ok(!isSame("", "abc") && !isSame("abcd", "abc") && !isSame("abd", "abc"));
});
