import assert from "node:assert/strict";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { runClient, startClient } from "../client_process.ts";

/** The papers in a folder printer's folder, oldest first. */
function papers(folder: string): string[] {
  return [...Deno.readDirSync(join(folder, "printed"))].map(({ name }) => name).filter((name) => name.endsWith(".txt"))
    .sort().map((name) => Deno.readTextFileSync(join(folder, "printed", name)));
}

Deno.test("--reprint prints a job of the history beside the running client, marked as a copy and with the drawer shut", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const client = await startClient(folder, { SOCKET_URL: backend.url, DEFAULT_PRINTER: "folder:printed" });
  const env = join(folder, "till.env");
  try {
    await backend.nextClient(15_000);
    for (const job_id of ["one", "two"]) {
      backend.emit("print_request", { job_id, open_drawer: true, data: { type: "text", content: `ticket ${job_id}` } });
      assert.equal((await backend.nextResponse(15_000)).status, "success");
    }
    for (
      const [asked, words, copy] of [["one", "ticket one", 2], ["last", "ticket two", 2], [
        "one",
        "ticket one",
        3,
      ]] as const
    ) {
      const { code, stderr } = await runClient("--reprint", asked, "--env", env);
      assert.equal(code, 0, stderr);
      const paper = papers(folder).at(-1) ?? "";
      assert.match(paper, new RegExp(`COPY ${copy}[^]*${words}`));
      assert.doesNotMatch(paper, /drawer/);
    }
    const { code, stderr } = await runClient("--reprint", "three", "--env", env);
    assert.equal(code, 1);
    assert.match(stderr, /There is no job "three" that was printed\./);
    assert.equal(backend.responses.length, 2);
    assert.equal(await client.stop(), 0);
  } finally {
    await client.kill();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("--reprint makes no database where there is none", async () => {
  const folder = await Deno.makeTempDir();
  const env = join(folder, "x.env");
  await Deno.writeTextFile(env, `SESSION_ID=a\nUSERNAME=b\nNIPT=c\nDATA_DIR=${folder}\n`);
  assert.equal((await runClient("--reprint", "last", "--env", env)).code, 1);
  assert.ok(![...Deno.readDirSync(folder)].some(({ name }) => name.endsWith(".sqlite")));
  await Deno.remove(folder, { recursive: true });
});
