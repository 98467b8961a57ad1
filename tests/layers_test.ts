import assert from "node:assert/strict";
import { join } from "node:path";
import { PROJECT, type SourceFile, sourceFiles } from "./source_files.ts";

/**
 * What each folder or file directly in src may import besides itself: a folder, a single file of one, a package. `node:` stands
 * for every built-in module: it is missing where there must be no I/O. Adapters never know each other, and only `cli` builds them.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ["zod"],
  render: ["domain", "any-ascii"],
  template: ["domain", "liquidjs", "htmlparser2", "zod"],
  html: [
    ...["domain", "render/display_width.ts", "template/inline.ts", "template/style.ts"],
    ...["htmlparser2", "domhandler", "css-tree/parser", "css-what"],
  ],
  template_folder: ["domain", "node:"],
  code_painter: [
    "domain",
    "render/barcode.ts",
    "render/pdf417.ts",
    "render/qr.ts",
    "render/range.ts",
    "bwip-js/generic",
  ],
  pictures: ["domain", "node:", "fast-png", "jpeg-js"],
  text_painter: ["domain", "render/display_width.ts", "node:", "@resvg/resvg-wasm"],
  sqlite: ["domain", "node:"],
  winspool: ["domain", "gdi", "node:"],
  gdi: ["domain", "render/display_width.ts", "node:"],
  tcp: ["domain", "node:"],
  socketio: ["domain", "node:", "https-proxy-agent", "socket.io-client", "socket.io-parser"],
  folder: ["domain", "render", "node:"],
  calibration: ["domain", "render"],
  check: ["domain"],
  setup: ["domain", "config", "windows/locations.ts"],
  alerts: ["domain", "agent/events.ts"],
  metrics: ["domain", "agent/events.ts"],
  agent: ["domain", "render", "template"],
  windows: ["domain", "node:"],
  config: [
    "domain",
    "render/code_page.ts",
    "windows/locations.ts",
    "windows/replace_file.ts",
    "pictures/picture_file.ts",
    "node:",
    "zod",
  ],
  log: ["domain", "node:", "@logtape/logtape", "@logtape/file"],
  version: [],
  demo: ["domain", "node:", "socket.io"],
  dashboard: [
    "domain",
    "render",
    "agent",
    "check/finding.ts",
    "config",
    "log",
    "version",
    "node:",
    "hono",
    "hono/cookie",
    "hono/utils/http-status",
  ],
};

/** Files directly in src that belong to a folder. */
const BELONGS_TO: Readonly<Record<string, string>> = { env_file: "config" };

/** `src/render/wrap.ts` is of "render", `src/log.ts` of "log". */
function layerOf(path: string): string {
  const name = (path.split("/")[1] ?? "").replace(/\.ts$/, "");
  return BELONGS_TO[name] ?? name;
}

/** The imports of a file that its layer may not have, in words. */
function breaches(file: SourceFile): string[] {
  const layer = layerOf(file.path);
  if (layer === "cli") return [];
  const allowed = MAY_IMPORT[layer];
  if (allowed === undefined) return [`${file.path}: no rule for "${layer}", add one to MAY_IMPORT`];

  const isAllowed = (name: string) => {
    if (!name.startsWith("src/")) {
      return allowed.some((entry) => entry === "node:" ? name.startsWith(entry) : name === entry);
    }
    return layerOf(name) === layer || allowed.includes(layerOf(name)) || allowed.includes(name.slice("src/".length));
  };
  const list = allowed.length === 0 ? "nothing else" : allowed.join(", ");
  return file.imports.filter((name) => !isAllowed(name))
    .map((name) => `${file.path} imports ${name}; ${layer} may import only itself and ${list}`);
}

Deno.test("src keeps to the direction of its dependencies", async () => {
  const found = (await sourceFiles("src")).flatMap(breaches);
  assert.equal(found.length, 0, `\n${found.join("\n")}`);
});

Deno.test("src is imported by main.ts through cli alone", async () => {
  const text = await Deno.readTextFile(join(PROJECT, "main.ts"));
  const folders = [...text.matchAll(/from "\.\/src\/([^/"]+)/g)].map((match) => match[1]);
  assert.deepEqual([...new Set(folders)], ["cli"]);
});

Deno.test("src has no file above 300 lines without a reason", async () => {
  const found = (await sourceFiles("src"))
    .filter(({ text }) => text.trimEnd().split("\n").length > 300)
    .filter(({ text }) =>
      !/^(\/\/[^\n]*\n)*[^\n]*\blong because\b/.test(text) && !/^\/\*[^]*?\blong because\b[^]*?\*\//.test(text)
    )
    .map(({ path }) => `${path}: split it, or say "long because …" in its first comment`);
  assert.equal(found.length, 0, `\n${found.join("\n")}`);
});

Deno.test("src, tests and tools name no file or folder after nothing in particular", async () => {
  const files = (await Promise.all(["src", "tests", "tools"].map(sourceFiles))).flat();
  const found = files.filter(({ path }) => /(^|\/)(utils?|helpers?|common|types|manager)(\.ts|\/)/.test(path));
  assert.deepEqual(found.map(({ path }) => path), []);
});

Deno.test("deno.json lists exact npm packages, each of them used and explained in the README", async (t) => {
  const { imports } = JSON.parse(await Deno.readTextFile(join(PROJECT, "deno.json"))) as {
    imports: Record<string, string>;
  };
  const files = (await Promise.all(["src", "tests", "tools"].map(sourceFiles))).flat();
  const used = new Set(files.flatMap((file) => file.imports));
  const readme = await Deno.readTextFile(join(PROJECT, "README.md")).catch(() => "");
  const rows = readme.split("\n").filter((line) => line.startsWith("|"));

  for (const [name, target] of Object.entries(imports)) {
    await t.step(name, () => {
      // Only the npm registry can be counted on wherever this is built.
      assert.match(target, /^npm:(@[^/]+\/)?[^/@]+@\d+\.\d+\.\d+$/, "npm, with its exact version");
      const isUsed = [...used].some((specifier) => specifier === name || specifier.startsWith(`${name}/`));
      assert.ok(isUsed, "nothing imports it");
      assert.ok(
        rows.some((row) => row.includes(`\`${name}\``)),
        "no row of a table in README.md has its name in `backquotes`",
      );
    });
  }
});

Deno.test("src, tests and tools import packages through deno.json alone", async () => {
  const files = (await Promise.all(["src", "tests", "tools"].map(sourceFiles))).flat();
  const found = files.flatMap(({ path, imports }) =>
    imports.filter((name) => /^(npm:|jsr:|https?:|@std\/)/.test(name)).map((name) => `${path} imports ${name}`)
  );
  assert.deepEqual(found, []);
});
