import assert from "node:assert/strict";
import { join } from "node:path";
import { WORKERS } from "../tools/bundle.ts";
import { bundledProgram } from "./bundled_program.ts";
import { startClient, writeEnv } from "./client_process.ts";
import { command, tryCommand } from "./command.ts";
import { freePort, startFlask } from "./end_to_end/flask/flask_backend.ts";
import { inFolder } from "./cli/fake_io.ts";
import { PROJECT } from "./source_files.ts";

const SAMPLES = join(PROJECT, "src/demo/samples");
/** Every script that needs a font, and what no font has. */
const SCRIPTS = "Ëmbëlsirë 12,50 € · Борщ · شاي · קפה · 炒饭 · 김치 · ข้าวผัด · 🍕 ☎ · \u{1E900}";
const SETTINGS = {
  PRINTER_TILL: "folder:till",
  // Draws what its code pages lack, and codes.
  PRINTER_PLAIN: "folder:plain",
  PRINTER_PLAIN_PROFILE: "bixolon-srp-275",
  PRINTER_PLAIN_NATIVE_CODES: "none",
  DEFAULT_PRINTER: "TILL",
  LOGO: "logo.jpg",
};

/** Prints a file with the program that `main` starts; gives each paper's bytes. */
async function papers(main: string, files: readonly string[]): Promise<Record<string, string>> {
  const folder = await Deno.makeTempDir();
  await Deno.copyFile(join(PROJECT, "tests/fixtures/jpeg/grey.jpg"), join(folder, "logo.jpg"));
  const env = await writeEnv(folder, SETTINGS);
  for (const file of files) {
    for (const printer of ["TILL", "PLAIN"]) {
      const args = ["run", "-A", main, "--env", env, "--print", file, "--printer", printer];
      const { code, stderr } = await tryCommand(Deno.execPath(), args, { env: { NO_COLOR: "1" } });
      assert.equal(code, 0, `${file} ${printer} ${stderr}`);
    }
  }
  const found: Record<string, string> = {};
  for (const printer of ["till", "plain"]) {
    const names = [...Deno.readDirSync(join(folder, printer))].map(({ name }) => name).sort();
    for (const [index, name] of names.entries()) {
      found[`${printer} ${index}`] = (await Deno.readFile(join(folder, printer, name))).toHex();
    }
  }
  await Deno.remove(folder, { recursive: true });
  return found;
}

Deno.test("the bundle prints what the modules print, to the byte: samples, drawn scripts and codes, a logo", () =>
  inFolder(async (folder) => {
    const scripts = join(folder, "scripts.json");
    await Deno.writeTextFile(scripts, JSON.stringify({ data: { type: "text", content: SCRIPTS } }));
    const names = ["receipt", "label", "kitchen_ticket", "shift_report"];
    const files = [scripts, ...names.map((name) => join(SAMPLES, `print_request.${name}.json`))];
    const [bundled, expected] = await Promise.all([
      papers(await bundledProgram(), files),
      papers(join(PROJECT, "main.ts"), files),
    ]);
    assert.ok(Object.keys(expected).length >= 2 * files.length);
    assert.deepEqual(bundled, expected);
  }));

Deno.test("the bundle draws the same picture and has the same templates", () =>
  inFolder(async (folder) => {
    const env = await writeEnv(folder, { DEFAULT_PRINTER: "folder:printed", TEMPLATES_DIR: join(folder, "templates") });
    const results = [];
    for (const main of [await bundledProgram(), join(PROJECT, "main.ts")]) {
      const run = (...args: string[]) =>
        command(Deno.execPath(), ["run", "-A", main, "--env", env, ...args], { env: { NO_COLOR: "1" } });
      const [picture, templates] = [join(folder, "paper.png"), join(folder, "templates")];
      await run("--preview", join(SAMPLES, "pos.restaurant.json"), "--out", picture);
      await run("--export-templates");
      const texts = [...Deno.readDirSync(templates)].map((
        { name },
      ) => [name, Deno.readTextFileSync(join(templates, name))]);
      results.push({
        picture: Deno.readFileSync(picture).toHex(),
        texts: texts.sort(),
        help: await run("--help"),
        version: await run("--version"),
      });
      await Deno.remove(templates, { recursive: true });
      await Deno.remove(picture);
    }
    assert.ok((results[1]?.texts.length ?? 0) > 3);
    assert.deepEqual(results[0], results[1]);
  }));

Deno.test("the bundle serves a backend; its threads try a template and look at the database", () =>
  inFolder(async (folder) => {
    const flask = await startFlask({ mode: "threading" });
    const port = freePort();
    const settings = { SOCKET_URL: flask.url, DEFAULT_PRINTER: "folder:printed", DASHBOARD_PORT: String(port) };
    const client = await startClient(folder, settings, { main: await bundledProgram() });
    try {
      await flask.next("connected");
      await flask.emit("print_request", { data: { type: "text", content: SCRIPTS } });
      const { data } = await flask.next("print_response");
      assert.deepEqual([(data as { status: string }).status], ["success"], JSON.stringify(data));

      const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
      const admitted = await fetch(address, { redirect: "manual" });
      const headers = {
        cookie: (admitted.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
        origin: `http://127.0.0.1:${port}`,
      };
      const page = await (await fetch(`${headers.origin}/templates/text`, { headers })).text();
      assert.match(page, /<textarea/);
      const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
      const body = new URLSearchParams({ text: "<p>Bon appetit</p>{% if", token });
      const tried = await fetch(`${headers.origin}/templates/text/preview`, { method: "POST", headers, body });
      assert.equal(tried.status, 200);
      assert.match((await tried.json()).findings, /not closed/);
      assert.equal(await client.stop(), 0, client.output);

      const check = ["run", "-A", await bundledProgram(), "--env", join(folder, "till.env"), "--check"];
      const { stdout } = await tryCommand(Deno.execPath(), check, { env: { NO_COLOR: "1" } });
      assert.match(stdout, /^ok +database: (?!none)/m);
    } finally {
      await flask.close();
      await client.kill().catch(() => {});
    }
  }));

Deno.test("the same source makes the same bundle in another folder, and no file tells where it was made", async () => {
  const copy = await Deno.makeTempDir();
  const elsewhere = join(copy, "deeper", "printer-client");
  await Deno.mkdir(elsewhere, { recursive: true });
  const parts = ["main.ts", "src", "tools", "deno.json", "deno.lock", ".env.example"];
  await command("cp", ["-r", ...parts.map((part) => join(PROJECT, part)), elsewhere]);
  const made = join(copy, "made");
  await command(Deno.execPath(), [
    "eval",
    `import { bundle } from "file://${elsewhere}/tools/bundle.ts"; await bundle(${JSON.stringify(made)});`,
  ], { cwd: elsewhere });
  const here = join(await bundledProgram(), "..");
  await command("diff", ["--recursive", "--brief", here, made]);
  for (const { name } of Deno.readDirSync(made)) {
    if (!name.endsWith(".js")) continue;
    const code = await Deno.readTextFile(join(made, name));
    for (const place of [copy, PROJECT]) assert.ok(!code.includes(place), `${name} has ${place}`);
  }
  await Deno.remove(copy, { recursive: true });
});

Deno.test("every Worker of the source is in the bundle", async () => {
  const found = await command("grep", ["-rhoE", 'new Worker\\(new URL\\("\\./[a-z_]+\\.ts"', join(PROJECT, "src")]);
  const names = found.trim().split("\n").map((line) => line.match(/\w+\.ts/)?.[0]);
  assert.deepEqual(names.sort(), WORKERS.map((path) => path.split("/").at(-1)).sort());
});
