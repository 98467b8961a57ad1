// Makes of main.ts, its workers and all packages a few files of plain JavaScript: what the exe is compiled from. The
// README's "What was slow" has what it gains.
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = join(import.meta.dirname ?? "", "..");
const FONTS = "src/text_painter/fonts";
const RENDERER = "@resvg/resvg-wasm/index_bg.wasm";

/** Threads of their own: no import of main.ts leads to them. */
export const WORKERS: readonly string[] = [
  "src/winspool/worker.ts",
  "src/sqlite/health_worker.ts",
  "src/cli/trial/trial_worker.ts",
];

/** Files and folders, from the bundle's folder, that no import of its main.js leads to. */
export const RUN_TIME_FILES: readonly string[] = [
  ...WORKERS.map((path) => path.replace(/\.ts$/, ".js")),
  ...[FONTS, "index_bg.wasm"],
];

/**
 * Addresses that modules write from their own place, and the same from the bundle's folder, where their code is then. The
 * quotes are those of the bundler.
 */
const MOVED: readonly (readonly [written: string, moved: string])[] = [
  ...WORKERS.map((path) => [`"./${path.split("/").at(-1)}"`, `"./${path.replace(/\.ts$/, ".js")}"`] as const),
  ["`./fonts/", `\`./${FONTS}/`],
  [`import.meta.resolve("${RENDERER}")`, 'new URL("./index_bg.wasm",import.meta.url).href'],
];

/**
 * Bundles the program into `folder`, which is made anew. Its `main.js` starts it. The same source gives the same files on every
 * machine. Rejects with what the bundler says. Types are not checked.
 */
export async function bundle(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--frozen", "--code-splitting", "--minify", "--outdir", folder],
      ...["main.ts", ...WORKERS],
    ],
    cwd: PROJECT,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`deno bundle failed: ${new TextDecoder().decode(stderr)}`);
  await correctAddresses(folder);
  await renameParts(folder);
  await Deno.mkdir(join(folder, FONTS), { recursive: true });
  for await (const { name } of Deno.readDir(join(PROJECT, FONTS))) {
    await Deno.copyFile(join(PROJECT, FONTS, name), join(folder, FONTS, name));
  }
  await Deno.copyFile(fileURLToPath(import.meta.resolve(RENDERER)), join(folder, "index_bg.wasm"));
}

/** Corrects the addresses in the code. Throws where one is missing, or in code that is not where it is right. */
async function correctAddresses(folder: string): Promise<void> {
  const seen = new Set<string>();
  for (const path of await scripts(folder)) {
    const text = await Deno.readTextFile(path);
    let moved = inAscii(text);
    for (const [from, to] of MOVED) {
      if (!text.includes(from)) continue;
      if (dirname(path) !== folder) throw new Error(`${from} is in "${path}", from where ${to} leads elsewhere`);
      seen.add(from);
      moved = moved.replaceAll(from, to);
    }
    if (moved !== text) await Deno.writeTextFile(path, moved);
  }
  const missing = MOVED.map(([from]) => from).filter((from) => !seen.has(from));
  if (missing.length > 0) throw new Error(`the bundle does not have ${missing.join(", ")}: correct tools/bundle.ts`);
}

/**
 * The same code with escapes for all that is not ASCII, in strings, templates and regular expressions: Deno gives V8 ASCII where
 * it is, and copies the rest, two bytes a character. Not for templates that somebody reads raw; there are none.
 */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What the bundler names the parts: a hash of their code and of where the packages are on this machine. */
const PART_NAME = /(?<=-)[0-9A-Z]{8}(?=\.js\b)/g;

/** Names the parts after their code alone. */
async function renameParts(folder: string): Promise<void> {
  const paths = await scripts(folder);
  const texts = await Promise.all(paths.map((path) => Deno.readTextFile(path)));
  const names = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const [old] = basename(path).match(PART_NAME) ?? [];
    const code = texts[index]?.replaceAll(PART_NAME, "") ?? "";
    if (old !== undefined) names.set(old, createHash("sha256").update(code).digest("hex").slice(0, 8).toUpperCase());
  }
  if (new Set(names.values()).size < names.size) throw new Error("two parts of the bundle have the same code");
  const renamed = (text: string) => text.replaceAll(PART_NAME, (old) => names.get(old) ?? old);
  for (const [index, path] of paths.entries()) {
    await Deno.remove(path);
    await Deno.writeTextFile(join(dirname(path), renamed(basename(path))), renamed(texts[index] ?? ""));
  }
}

/** The bundle's JavaScript files, whole paths. */
async function scripts(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await scripts(path));
    else if (name.endsWith(".js")) found.push(path);
  }
  return found;
}
