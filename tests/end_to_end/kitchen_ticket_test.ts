import assert from "node:assert/strict";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { runClient, startClient } from "../client_process.ts";

/** The papers in a folder printer's folder, oldest first. */
function papers(folder: string): string[] {
  return [...Deno.readDirSync(join(folder, "printed"))].map(({ name }) => name).filter((name) => name.endsWith(".txt"))
    .sort().map((name) => Deno.readTextFileSync(join(folder, "printed", name)));
}

Deno.test("a kitchen ticket shows what changed since the one before the restart, and so does its reprint", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const settings = { SOCKET_URL: backend.url, DEFAULT_PRINTER: "folder:printed" };
  const send = async (job_id: string, items: unknown) => {
    const data = { type: "kitchen_ticket", order_number: 118, full_order: true, time: job_id, items };
    backend.emit("print_request", { job_id, data });
    assert.equal((await backend.nextResponse(15_000)).status, "success");
  };
  let client = await startClient(folder, settings);
  try {
    await backend.nextClient(15_000);
    await send("20:42", [{ name: "Supë", quantity: 2 }, { name: "Birrë", quantity: 1 }]);
    assert.equal(await client.stop(), 0);
    client = await startClient(folder, settings);
    await backend.nextClient(15_000);
    await send("20:55", [{ name: "Birrë", quantity: 3 }, { name: "Pica", quantity: 2 }]);
    await send("20:58", [{ name: "Birrë", quantity: 3 }, { name: "Pica", quantity: 2 }]);
    const [first, second, third] = papers(folder);
    assert.doesNotMatch(first ?? "", /CHANGES/);
    const changes = /CHANGES SINCE 20:42[^]*\+2 × Birrë \(now 3\)[^]*2 × NEW Pica[^]*2 × CANCELLED Supë/;
    assert.match(second ?? "", changes);
    assert.match(third ?? "", /NO CHANGES SINCE 20:55/);
    const { code, stderr } = await runClient("--reprint", "20:55", "--env", join(folder, "till.env"));
    assert.equal(code, 0, stderr);
    assert.match(papers(folder).at(-1) ?? "", /COPY 2/);
    assert.match(papers(folder).at(-1) ?? "", changes);
    assert.equal(await client.stop(), 0);
  } finally {
    await client.kill();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
});
