import assert from "node:assert/strict";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { PictureShelf } from "../../src/pictures/shelf.ts";
import { Composer } from "../../src/template/engine.ts";
import { job } from "./reading.ts";

const FILE = new URL("../../docs/templates.md", import.meta.url);
const PROFILE = { ...DEFAULT_PROFILE, columns: 32 };
/** Labels and data, where the example has them, the template, and its paper. */
const EXAMPLE =
  /(?:```json labels\n([^]*?)```\n\n)?(?:```json\n([^]*?)```\n\n)?```liquid\n([^]*?)```\n\n```text\n([^]*?)```/g;

const text = (await Deno.readTextFile(FILE)).replaceAll("\r\n", "\n");

function paperOf(labels: string | undefined, data: string | undefined, template: string): string {
  const pictures = new PictureShelf({ assetsDir: "/nowhere", logo: null });
  const composer = new Composer({ example: template }, { pictures });
  composer.useShop({ templates: new Map(), labels: labels ?? null, problems: [] });
  // Elsewhere the cut at the end would only be noise.
  const example = job("example", JSON.parse(data ?? "{}"), { cut: template.includes("<cut") });
  const { bytes, warnings } = render(composer.compose(example, PROFILE), PROFILE);
  assert.deepEqual(warnings, []);
  // Framed: the width can be seen, and `deno fmt` would take away spaces that every line begins with.
  return renderedText(bytes, PROFILE).trimEnd().split("\n")
    .map((line) => `│${line}${" ".repeat(Math.max(0, PROFILE.columns - [...line].length))}│\n`).join("");
}

Deno.test("docs/templates.md shows the paper that each of its examples makes", async (t) => {
  const examples = [...text.matchAll(EXAMPLE)];
  assert.equal(examples.length, text.match(/^```liquid$/gm)?.length, "every example is followed by its paper");
  if (Deno.env.get("UPDATE_GOLDEN") === "1") {
    const updated = text.replace(EXAMPLE, (all, labels, data, template, paper) => {
      return `${all.slice(0, all.length - paper.length - 3)}${paperOf(labels, data, template)}\`\`\``;
    });
    return await Deno.writeTextFile(FILE, updated);
  }
  for (const [, labels, data, template = "", paper] of examples) {
    await t.step(template.slice(0, 50), () => assert.equal(paper, paperOf(labels, data, template)));
  }
});

Deno.test("docs/templates.md names every tag, filter and shipped form", async () => {
  const { TAGS, VOID_TAGS } = await import("../../src/template/vocabulary.ts");
  const { FILTERS } = await import("../../src/template/filters.ts");
  const { FORMATS } = await import("../../src/template/formats.ts");
  // Tags of ordinary pages that are paragraphs here, and what is never printed.
  const ordinary = [...TAGS].filter(([, tag]) => tag.hidden || (tag.block && !tag.style && !tag.align && !tag.pre));
  const special = [...TAGS.keys()].filter((name) => !ordinary.some(([other]) => other === name));
  const aliases = ["strong", "em"];
  const missing = [
    ...[...special, ...VOID_TAGS, "p", "div", "ul", "ol", "li", "img", "qr", "pdf417", "barcode", "table", "col", "hr"]
      .filter((name) => !aliases.includes(name) && !new RegExp(`<${name}[ >]|\`${name}\``).test(text)),
    ...[...FILTERS.keys(), ...Object.keys(FORMATS)].filter((name) => !text.includes(`\`${name}`)),
  ];
  assert.deepEqual(missing, []);
});
