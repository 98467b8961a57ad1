import assert from "node:assert/strict";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { runClient, startClient } from "../client_process.ts";

Deno.test("--logs and --support show what the running client did, without secrets and receipts", async (t) => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    SESSION_ID: "secret-session",
    DEFAULT_PRINTER: "folder:printed",
  });
  const env = join(folder, "till.env");
  try {
    await backend.nextClient(15_000);
    const data = { type: "text", content: "for Ms Secretive" };
    backend.emit("print_request", { job_id: "=cmd()", document_name: "Order", data });
    assert.equal((await backend.nextResponse(15_000)).status, "success");

    await t.step("--logs", async () => {
      const { code, stdout } = await runClient("--logs", "--env", env);
      assert.equal(code, 0);
      assert.match(stdout, / INFO job_printed job="=cmd\(\)"/);
      assert.match(stdout, /printer_client\.log {3}\d+ kB\n$/);
      const { file, lines } = JSON.parse((await runClient("--logs", "--json", "--env", env)).stdout);
      assert.equal(file, join(folder, "data", "printer_client.log"));
      assert.ok(lines.some((line: string) => line.includes("job_printed")));
    });

    await t.step("--support", async () => {
      const { code, stdout, stderr } = await runClient("--support", "--json", "--env", env);
      assert.equal(code, 0, stderr);
      const { file } = JSON.parse(stdout);
      const contents = Object.entries(unzipSync(await Deno.readFile(file))).map(([name, bytes]) =>
        [name, strFromU8(bytes)] as const
      );
      const texts = Object.fromEntries(contents);
      assert.deepEqual(Object.keys(texts).sort(), [
        "jobs.csv",
        "logs/printer_client.log",
        "printers.json",
        "settings.json",
        "versions.json",
      ]);
      assert.match(
        texts["jobs.csv"] ?? "",
        /^received,.*\r\n[^,]+,[^,]+,'=cmd\(\),text,folder:[^,]+,printed,1,,\d+\r\n$/,
      );
      assert.match(texts["logs/printer_client.log"] ?? "", /job_printed/);
      assert.equal(JSON.parse(texts["settings.json"] ?? "").username, "till-7");
      for (const [name, text] of contents) {
        assert.ok(!text.includes("Secretive"), name);
        assert.ok(!text.includes("secret-session"), name);
      }
    });
    assert.equal(await client.stop(), 0);
  } finally {
    await client.kill();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("--logs and --support do what they can where nothing ran yet", async () => {
  const folder = await Deno.makeTempDir();
  const env = join(folder, "x.env");
  await Deno.writeTextFile(env, `SESSION_ID=a\nUSERNAME=b\nNIPT=c\nDATA_DIR=${folder}\n`);
  const logs = await runClient("--logs", "--env", env);
  assert.equal(logs.code, 0);
  assert.match(logs.stdout, /There is no log yet/);
  const { code, stdout } = await runClient("--support", "--json", "--env", env);
  assert.equal(code, 0);
  const files = unzipSync(await Deno.readFile(JSON.parse(stdout).file));
  assert.match(strFromU8(files["jobs.csv"] ?? new Uint8Array()), /^Cannot be read: /);
  assert.ok(![...Deno.readDirSync(folder)].some(({ name }) => name.endsWith(".sqlite")));
  await Deno.remove(folder, { recursive: true });
});
