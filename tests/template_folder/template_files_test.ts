import assert from "node:assert/strict";
import { join } from "node:path";
import { TemplateFiles } from "../../src/template_folder/template_files.ts";

Deno.test("TemplateFiles.save() leaves the file whole and the one before beside it, whoever comes at the same time", async () => {
  const folder = join(await Deno.makeTempDir(), "not", "there", "yet");
  const files = new TemplateFiles(folder);
  assert.deepEqual(await files.names(), []);
  const changes = await Promise.all(["one", "two", "three"].map((text) => files.save("slip", text, "")));
  assert.deepEqual(changes.map(({ is }) => is), ["done", "changed", "changed"]);
  const first = await files.read("slip");
  assert.equal(first?.text, "one");
  assert.ok(!await files.hasBefore("slip"));
  await files.save("slip", "two", first?.mark ?? "");
  assert.ok(await files.hasBefore("slip"));
  assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), ["slip.html", "slip.html.before"]);
  assert.equal((await files.undo("slip", (await files.read("slip"))?.mark ?? "")).is, "done");
  assert.equal((await files.read("slip"))?.text, "one");
  assert.deepEqual(await files.names(), ["slip"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("TemplateFiles takes no name that could lead out of its folder", async () => {
  const files = new TemplateFiles("/tmp/nowhere");
  for (const name of ["../x", "a/b", "a\\b", "", "A", "x.html", "c:x", "raw", "x".repeat(61)]) {
    await assert.rejects(() => files.read(name), /No template can be called/, name);
    assert.throws(() => files.save(name, "", ""), /No template can be called/, name);
  }
});

Deno.test("TemplateFiles.read() says what is wrong with a file", async () => {
  const folder = await Deno.makeTempDir();
  const files = new TemplateFiles(folder);
  await Deno.writeFile(join(folder, "latin.html"), Uint8Array.of(0xe9));
  await Deno.writeTextFile(join(folder, "long.html"), "x".repeat(300_000));
  await Deno.writeTextFile(join(folder, "windows.html"), "a\r\nb");
  await assert.rejects(() => files.read("latin"), /latin\.html" is not UTF-8/);
  await assert.rejects(() => files.read("long"), /has 300000 bytes, at most 262144/);
  assert.equal((await files.read("windows"))?.text, "a\nb");
  assert.equal(await files.read("none"), null);
  await Deno.remove(folder, { recursive: true });
});
