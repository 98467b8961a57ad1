import assert from "node:assert/strict";
import { join } from "node:path";
import { TemplateFolder } from "../../src/template_folder/template_folder.ts";

async function inFolder(action: (folder: string, look: TemplateFolder) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await action(folder, new TemplateFolder(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes a file whose time differs from any before: some disks count in whole seconds. */
async function write(path: string, text: string | Uint8Array, second: number): Promise<void> {
  await Deno.writeFile(path, typeof text === "string" ? new TextEncoder().encode(text) : text);
  await Deno.utime(path, second, second);
}

Deno.test("look() reads templates and labels of the folder at once, and then only news", async () => {
  await inFolder(async (folder, shop) => {
    await write(join(folder, "slip.html"), "\ufeffa\r\nb", 1);
    await write(join(folder, "labels.json"), "{}", 1);
    await write(join(folder, "readme.txt"), "no template", 1);
    await Deno.mkdir(join(folder, "old.html"));
    const found = await shop.look();
    assert.deepEqual(found, { templates: new Map([["slip", "a\nb"]]), labels: "{}", problems: [] });
    assert.equal(await shop.look(), null);
  });
});

Deno.test("look() gives a change when two looks have seen the same, so that half a file is not taken", async () => {
  await inFolder(async (folder, shop) => {
    await shop.look();
    await write(join(folder, "slip.html"), "{% if", 1);
    assert.equal(await shop.look(), null);
    await write(join(folder, "slip.html"), "{% if a %}a{% endif %}", 2);
    assert.equal(await shop.look(), null);
    assert.equal((await shop.look())?.templates.get("slip"), "{% if a %}a{% endif %}");
    assert.equal(await shop.look(), null);
  });
});

Deno.test("look() keeps a template that an editor takes away for a moment, and drops one that stays away", async () => {
  await inFolder(async (folder, shop) => {
    const path = join(folder, "slip.html");
    await write(path, "a", 1);
    await shop.look();
    await Deno.remove(path);
    assert.equal(await shop.look(), null);
    await write(path, "a", 1);
    assert.equal(await shop.look(), null);
    await Deno.remove(path);
    assert.equal(await shop.look(), null);
    assert.deepEqual([...(await shop.look())?.templates.keys() ?? ["?"]], []);
  });
});

Deno.test("look() ignores other names with a warning", async (t) => {
  const cases: [file: string, problem: string][] = [
    [
      "Kitchen Ticket.html",
      '"Kitchen Ticket.html" is ignored: a name may have small letters a to z, digits, _ and - only.',
    ],
    ["raw.html", '"raw.html" is ignored: jobs of the type raw have no template.'],
    [`${"a".repeat(61)}.html`, `"${"a".repeat(59)}…" is ignored: the name is longer than 60 characters.`],
  ];
  for (const [file, problem] of cases) {
    await t.step(file, () =>
      inFolder(async (folder, shop) => {
        await write(join(folder, file), "a", 1);
        const found = await shop.look();
        assert.deepEqual([...found?.templates.keys() ?? []], []);
        assert.deepEqual(found?.problems, [problem]);
      }));
  }
});

Deno.test("look() keeps the last text of a file that cannot be used, and says why", async () => {
  await inFolder(async (folder, shop) => {
    const path = join(folder, "slip.html");
    await write(path, "good", 1);
    await shop.look();
    await write(path, Uint8Array.of(0x54, 0xeb), 2);
    await shop.look();
    const latin = await shop.look();
    assert.equal(latin?.templates.get("slip"), "good");
    assert.deepEqual(latin?.problems, ["slip.html is not UTF-8: save it again with the encoding UTF-8."]);
    await write(path, " ".repeat(256 * 1024 + 1), 3);
    await shop.look();
    const large = await shop.look();
    assert.equal(large?.templates.get("slip"), "good");
    assert.match(large?.problems.join() ?? "", /^slip\.html was not read: it has 262145 bytes, at most 262144/);
  });
});

Deno.test("look() takes a folder that is not there for empty, and one that is a file for a problem", async () => {
  await inFolder(async (folder) => {
    assert.deepEqual(await new TemplateFolder(join(folder, "none")).look(), {
      templates: new Map(),
      labels: null,
      problems: [],
    });
    await Deno.writeTextFile(join(folder, "file"), "");
    const found = await new TemplateFolder(join(folder, "file")).look();
    assert.match(found?.problems.join() ?? "", /^Cannot read the templates folder /);
  });
});
