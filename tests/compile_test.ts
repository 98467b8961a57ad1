import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { basename, join, posix } from "node:path";
import { WORKERS } from "../tools/bundle.ts";
import { PERMISSIONS } from "../tools/compile.ts";
import { command, tryCommand } from "./command.ts";
import { readCompiledProgram } from "./compiled_program.ts";
import { PROJECT } from "./source_files.ts";
import { windowsDeno } from "./windows/windows_deno.ts";

// The runtime that `deno compile` puts the program into comes from Deno's own server, not from npm, so these tests cannot have
// it: the Windows deno.exe stands in. The result is looked into, but cannot be run: it would act as deno itself. The same
// bundle is run, with the same permissions, as a Windows process by the tests in windows/, and on Linux by bundle_test.ts.

/** The scripts that one imports, at once or later, as paths from the program's folder. */
function importsOf(path: string, code: string): string[] {
  const found = code.matchAll(/(?<![\w.$])(?:from|import)\s*\(?\s*["`]([^"`]+\.js)["`]/g);
  return [...found].map(([, specifier = ""]) => posix.join(posix.dirname(path), specifier));
}

/** The files below a folder, as paths from it. */
async function filesBelow(folder: string, inside = ""): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(folder, inside)));
  const paths = await Promise.all(entries.map(({ name, isDirectory }) => {
    const path = posix.join(inside, name);
    return isDirectory ? filesBelow(folder, path) : [path];
  }));
  return paths.flat().sort();
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

  const scripts = new Map([...files].filter(([path]) => path.endsWith(".js")));

  await t.step("the bundle, whole, and nothing else", async () => {
    assert.equal(metadata.entrypoint_key, "main.js");
    assert.deepEqual([...files.keys()].sort(), await filesBelow(join(PROJECT, "dist/program")));
    for (const path of scripts.keys()) {
      assert.equal(files.get(path), await Deno.readTextFile(join(PROJECT, "dist/program", path)), path);
    }
  });

  await t.step("code in ASCII, which takes half as much memory", () => {
    assert.deepEqual([...scripts].filter(([, code]) => /[^\0-\x7f]/.test(code)).map(([path]) => path), []);
  });

  await t.step("every part that a part imports, and the workers", () => {
    for (const worker of WORKERS) assert.ok(scripts.has(worker.replace(/ts$/, "js")), worker);
    const wanted = [...scripts].flatMap(([path, code]) => importsOf(path, code));
    assert.ok(new Set(wanted).size > 50);
    assert.deepEqual(wanted.filter((path) => !scripts.has(path)), []);
  });

  await t.step("the templates and the first settings, line by line", async () => {
    const code = [...scripts.values()].join("\n");
    const formats = "src/template/formats";
    const names = (await Array.fromAsync(Deno.readDir(join(PROJECT, formats)))).map(({ name }) => `${formats}/${name}`);
    assert.ok(names.length > 0);
    for (const name of [...names, ".env.example"]) {
      // What a string or a template literal of JavaScript leaves as it is.
      const lines = (await Deno.readTextFile(join(PROJECT, name))).split(/\r?\n/).filter((line) =>
        /^[ -~]+$/.test(line) && !/[\\"'`$]/.test(line)
      );
      assert.ok(lines.length > 0, name);
      assert.deepEqual(lines.filter((line) => !code.includes(line)), [], name);
    }
  });

  await t.step("the fonts, what draws with them and what is written instead, in less than 25 MB", async () => {
    const fonts = [...files.keys()].filter((path) => path.startsWith("src/text_painter/fonts/"));
    assert.deepEqual(
      fonts.map((path) => basename(path)).sort(),
      (await Array.fromAsync(Deno.readDir(join(PROJECT, "src/text_painter/fonts")), ({ name }) => name)).sort(),
    );
    assert.ok(files.has("index_bg.wasm"));
    const sizes = await Promise.all([...files.keys()].map((path) => Deno.stat(join(PROJECT, "dist/program", path))));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    assert.ok(total > 5e6 && total < 25e6, `${total} bytes`);
  });

  await t.step("nothing of the tests, the tools and their packages", () => {
    const code = [...scripts.values()].join("\n");
    // Words that only their code has.
    for (
      const word of ["axe-core", "fast-check", "receipt-printer-encoder", "node-thermal-printer"]
    ) {
      assert.ok(!code.includes(word), word);
    }
    assert.ok(code.length < 4_000_000, `${code.length} characters`);
    assert.deepEqual(metadata.env_vars_from_env_file, {});
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
  // Deno's cache, but for the runtimes (the bundler is beside them); and a proxy that nothing answers for, where there is a
  // way to fetch one.
  const { denoDir, npmCache } = JSON.parse(await command(Deno.execPath(), ["info", "--json"], { cwd: PROJECT }));
  const cache = await Deno.makeTempDir();
  await Deno.symlink(npmCache, join(cache, "npm"));
  await Deno.mkdir(join(cache, "dl"));
  for (const { name } of Deno.readDirSync(join(denoDir, "dl"))) {
    if (name.startsWith("esbuild")) await Deno.symlink(join(denoDir, "dl", name), join(cache, "dl", name));
  }
  const { code, stderr } = await tryCommand(Deno.execPath(), ["task", "compile", "--output", join(cache, "out.exe")], {
    cwd: PROJECT,
    env: { DENO_DIR: cache, NO_COLOR: "1", HTTPS_PROXY: "http://127.0.0.1:9" },
  });
  await Deno.remove(cache, { recursive: true });

  assert.notEqual(code, 0);
  assert.match(stderr, /Cannot get the runtime .*denort-x86_64-pc-windows-msvc\.zip/s);
  assert.match(stderr, /DENORT_BIN/);
});
