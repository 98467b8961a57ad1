import assert from "node:assert/strict";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { runClient, startClient, writeEnv } from "../client_process.ts";

async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await action(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("--export-templates writes the shipped templates and overwrites none without --force", async () => {
  await inFolder(async (folder) => {
    const env = await writeEnv(folder, { TEMPLATES_DIR: "own" });
    const receipt = join(folder, "own", "receipt.html");
    const first = await runClient("--export-templates", "--env", env);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /^wrote {2}receipt\.html$/m);
    assert.equal(await Deno.readTextFile(receipt), FORMATS.receipt);
    await Deno.writeTextFile(receipt, "mine");
    const second = await runClient("--export-templates", "--env", env);
    assert.match(second.stdout, /^kept {3}receipt\.html \(--force would overwrite it\)$/m);
    assert.equal(await Deno.readTextFile(receipt), "mine");
    const forced = await runClient("--export-templates", "--force", "--json", "--env", env);
    assert.deepEqual(JSON.parse(forced.stdout).kept, []);
    assert.equal(await Deno.readTextFile(receipt), FORMATS.receipt);
  });
});

Deno.test("--export-templates says why it cannot write", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "own"), "a file");
    const env = await writeEnv(folder, { TEMPLATES_DIR: "own" });
    const { code, stderr } = await runClient("--export-templates", "--env", env);
    assert.equal(code, 1);
    assert.match(stderr, /Cannot write templates into ".*own": .*Check TEMPLATES_DIR\./);
  });
});

Deno.test("--preview and --check use the shop's templates and tell of a broken one", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "own"));
    await Deno.writeTextFile(join(folder, "own", "slip.html"), "<p>Hello {{ who }}</p>");
    await Deno.writeTextFile(join(folder, "own", "text.html"), "a\n{{ b | nonsense }}");
    await Deno.writeTextFile(join(folder, "job.json"), '{"type": "slip", "who": "Ana"}');
    const env = await writeEnv(folder, { TEMPLATES_DIR: "own", DEFAULT_PRINTER: "folder:printed" });
    const preview = await runClient("--preview", join(folder, "job.json"), "--env", env);
    assert.equal(preview.code, 0, preview.stderr);
    assert.match(preview.stdout, /^Hello Ana$/m);
    assert.match(preview.stderr, /note: Template "text", line 2, column 1: undefined filter: nonsense\./);
    const check = await runClient("--check", "--env", env);
    assert.match(check.stdout, /FAIL {2}templates: Template "text", line 2, column 1/);
  });
});

Deno.test("a running client takes a template's change without a restart, and prints raw bytes where allowed", async () => {
  await inFolder(async (folder) => {
    const backend = await startDemoBackend();
    const own = join(folder, "own");
    await Deno.mkdir(own);
    const client = await startClient(folder, {
      SOCKET_URL: backend.url,
      DEFAULT_PRINTER: "folder:printed",
      TEMPLATES_DIR: "own",
      ALLOW_RAW: "true",
    });
    await backend.nextClient(30_000);
    const print = async (data: Record<string, unknown>) => {
      backend.emit("print_request", { data });
      return await backend.nextResponse(30_000) as { status: string; message: string };
    };
    const refused = await print({ type: "slip", a: 1 });
    assert.equal(refused.status, "error");
    assert.match(refused.message, /type: expected one of text, .*got "slip"/);

    await Deno.writeTextFile(join(own, "slip.html"), "slip {{ a }}");
    await client.waitFor(/the shop's own templates are used: slip/);
    assert.equal((await print({ type: "slip", a: 1 })).status, "success");

    await Deno.writeTextFile(join(own, "slip.html"), "slip {{ a }}\n{% if");
    await client.waitFor(/Template "slip", line 2, column 1: .*its last good version is used/);
    assert.equal((await print({ type: "slip", a: 2 })).status, "success");

    assert.equal((await print({ type: "raw", content: "G0BBCg==" })).status, "success");
    assert.equal(await client.stop(), 0);
    await backend.close();
    const papers: string[] = [];
    for await (const { name } of Deno.readDir(join(folder, "printed"))) {
      if (!name.endsWith(".escpos")) continue;
      papers.push(new TextDecoder("latin1").decode(await Deno.readFile(join(folder, "printed", name))));
    }
    assert.ok(papers.includes("\x1b@A\n"));
    assert.ok(papers.some((paper) => paper.includes("slip 1")));
    assert.ok(papers.some((paper) => paper.includes("slip 2")));
    assert.match(await Deno.readTextFile(join(folder, "data", "printer_client.log")), /template_problem/);
  });
});
