import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PERMISSIONS } from "../tools/compile.ts";
import { command, tryCommand } from "./command.ts";
import { readCompiledProgram } from "./compiled_program.ts";
import { PROJECT } from "./source_files.ts";
import { windowsDeno } from "./windows/windows_deno.ts";

// The runtime that `deno compile` puts the program into comes from Deno's own server, not from npm, so these tests cannot have
// it: the Windows deno.exe stands in. The result is looked into, but cannot be run: it would act as deno itself. The same
// program is run from its source, with the same permissions, as a Windows process by the tests in windows/.

/** What `deno info --json` says of a module; `code` is missing for an import of types alone. */
interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly { readonly code?: { readonly specifier?: string } }[];
}

/** The project's own files that `entry` imports at run time, itself included. */
async function graph(entry: string): Promise<string[]> {
  const info: { modules: Module[] } = JSON.parse(
    await command(Deno.execPath(), ["info", "--json", entry], { cwd: PROJECT }),
  );
  const root = pathToFileURL(`${PROJECT}/`).href;
  const reached = new Set([`${root}${entry}`]);
  for (const specifier of reached) {
    const module = info.modules.find((candidate) => candidate.specifier === specifier);
    for (const { code } of module?.dependencies ?? []) {
      if (code?.specifier?.startsWith(root)) reached.add(code.specifier);
    }
  }
  return [...reached].map((specifier) => specifier.slice(root.length));
}

/** Bytes of a file, or of everything in a folder. */
async function sizeOf(path: string): Promise<number> {
  const { isDirectory, size } = await Deno.stat(path);
  if (!isDirectory) return size;
  const inside = await Array.fromAsync(Deno.readDir(path), (entry) => sizeOf(join(path, entry.name)));
  return inside.reduce((sum, part) => sum + part, 0);
}

Deno.test("deno task compile makes a Windows exe with all that runs in it and nothing that does not", async (t) => {
  const folder = await Deno.makeTempDir();
  const output = join(folder, "printer-client.exe");
  const { code, stderr } = await tryCommand(Deno.execPath(), ["task", "compile", "--output", output], {
    cwd: PROJECT,
    env: { DENORT_BIN: await windowsDeno(), NO_COLOR: "1" },
  });
  assert.equal(code, 0, stderr);
  const executable = await Deno.readFile(output);
  await Deno.remove(folder, { recursive: true });
  const { metadata, files } = readCompiledProgram(executable);

  await t.step("every module of main.ts and of the workers", async () => {
    assert.equal(metadata.entrypoint_key, "main.ts");
    const modules = [...await graph("main.ts"), ...await graph("src/winspool/worker.ts")];
    modules.push(...await graph("src/cli/trial/trial_worker.ts"));
    assert.ok(modules.includes("src/cli/cli.ts") && modules.includes("src/winspool/worker.ts"));
    assert.deepEqual(modules.filter((module) => !files.has(module)), []);
  });

  await t.step("the templates, word for word", async () => {
    const formats = "src/template/formats";
    const names = (await Array.fromAsync(Deno.readDir(join(PROJECT, formats)))).map((entry) =>
      `${formats}/${entry.name}`
    );
    assert.ok(names.length > 0);
    // The set-up begins new settings with it.
    names.push(".env.example");
    for (const name of names) assert.equal(files.get(name), await Deno.readTextFile(join(PROJECT, name)), name);
  });

  await t.step("the fonts, what draws with them and what is written instead, in less than 25 MB", async () => {
    const fonts = "src/text_painter/fonts";
    const paths = (await Array.fromAsync(Deno.readDir(join(PROJECT, fonts)))).map((entry) => `${fonts}/${entry.name}`);
    assert.ok(paths.length > 5);
    assert.deepEqual(paths.filter((path) => !files.has(path)), []);
    const libraries = ["@resvg/resvg-wasm/index_bg.wasm", "any-ascii"].map((name) => {
      const path = import.meta.resolve(name).replace(/^.*\/(?=[^/]+\/[^/]+\/[^/]+$)/, "");
      assert.ok([...files.keys()].some((file) => file.endsWith(path)), path);
      return fileURLToPath(new URL(".", import.meta.resolve(name)));
    });
    const sizes = await Promise.all([...paths.map((path) => join(PROJECT, path)), ...libraries].map(sizeOf));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total > 5e6 && total < 25e6, `${total} bytes`);
  });

  await t.step("nothing of the tests, the tools and their packages", () => {
    const unwanted = new RegExp(
      [
        /^(tests|tools|dist|data|\.git)\//,
        /\/(fast-check|@point-of-sale|@node-escpos|escpos-buffer|node-thermal-printer|receiptline)\//,
        /(^|\/)\.env(?!\.example$)/,
      ].map(({ source }) => source).join("|"),
    );
    assert.deepEqual([...files.keys()].filter((path) => unwanted.test(path)), []);
    assert.deepEqual(metadata.env_vars_from_env_file, {});
  });

  await t.step("of bwip-js the build that draws nothing itself, and no more", () => {
    const paths = [...files.keys()].filter((path) => path.includes("/bwip-js/"))
      .map((path) => path.replace(/^.*\/bwip-js\/[^/]+\//, ""));
    assert.deepEqual(paths.filter((path) => /\.(?:m?js|json)$/.test(path)).sort(), [
      "dist/bwip-js-gen.mjs",
      "dist/bwipp.mjs",
      "package.json",
    ]);
    const bytes = [...files].filter(([path]) => path.includes("/bwip-js/")).map(([, text]) => text.length);
    assert.ok(bytes.reduce((sum, length) => sum + length, 0) < 2_500_000, paths.join("\n"));
  });

  await t.step("the permissions of tools/compile.ts, unchanged by the machine that compiled", () => {
    const { prompt, allow_run, allow_ffi, deny_import } = metadata.permissions;
    const libraries = PERMISSIONS.find((flag) => flag.startsWith("--allow-ffi="))?.slice("--allow-ffi=".length).split(
      ",",
    );
    assert.deepEqual({ prompt, allow_run, allow_ffi, deny_import }, {
      prompt: false,
      allow_run: ["C:\\Windows\\System32\\schtasks.exe", "C:\\Windows\\System32\\rundll32.exe"],
      allow_ffi: libraries,
      deny_import: [],
    });
  });

  await t.step("the icon", () => {
    // Deno scales the largest picture to the six sizes of a resource of this name, which deno.exe itself has not.
    assert.ok(Buffer.from(executable.buffer).includes("MAINICON", 0, "utf16le"));
  });
});

Deno.test("deno task compile says what to do when the runtime cannot be had", async () => {
  // Deno's cache, but for the runtimes; and a proxy that nothing answers for, where there is a way to fetch one.
  const { npmCache } = JSON.parse(await command(Deno.execPath(), ["info", "--json"], { cwd: PROJECT }));
  const cache = await Deno.makeTempDir();
  await Deno.symlink(npmCache, join(cache, "npm"));
  const { code, stderr } = await tryCommand(Deno.execPath(), ["task", "compile", "--output", join(cache, "out.exe")], {
    cwd: PROJECT,
    env: { DENO_DIR: cache, NO_COLOR: "1", HTTPS_PROXY: "http://127.0.0.1:9" },
  });
  await Deno.remove(cache, { recursive: true });

  assert.notEqual(code, 0);
  assert.match(stderr, /Cannot get the runtime .*denort-x86_64-pc-windows-msvc\.zip/s);
  assert.match(stderr, /DENORT_BIN/);
});
