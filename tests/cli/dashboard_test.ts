import assert from "node:assert/strict";
import { openDashboard } from "../../src/cli/open_dashboard.ts";
import { EXIT } from "../../src/cli/exit_code.ts";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { fakeIo } from "./fake_io.ts";

Deno.test("a running client serves its page to whoever has the address of its window, and --open opens it", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const port = freePort();
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    DEFAULT_PRINTER: "folder:printed",
    DASHBOARD_PORT: String(port),
  });
  try {
    await backend.nextClient(15_000);
    const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
    const refused = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(refused.status, 401);
    await refused.body?.cancel();
    const admitted = await fetch(address, { redirect: "manual" });
    assert.equal(admitted.status, 303);
    const cookie = (admitted.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
    assert.match(await page.text(), /Ready\. 1 printer\. Nothing printed yet\./);

    const settings = { dashboardPort: port, dataDir: `${folder}/data` };
    const io = fakeIo([]);
    const nobody = (): Promise<boolean> => Promise.reject(new Error("no browser")).catch(() => opened.length < 0);
    const opened: string[] = [];
    const open = (wish: string) => Promise.resolve(opened.push(wish) > 0);
    assert.equal(await openDashboard(io, settings, open), EXIT.done);
    assert.deepEqual(opened, [address]);
    assert.equal(await openDashboard(io, settings, nobody), EXIT.done);
    assert.match(io.written.join("\n"), new RegExp(`Open this address .*\n${address.replace("?", "\\?")}`));
    // The key is for whoever sits at the window.
    assert.equal(await client.stop(), 0);
    assert.ok(!(await Deno.readTextFile(`${folder}/data/printer_client.log`)).includes("key="));
    assert.equal(await openDashboard(io, settings, open), EXIT.failed);
    assert.match(io.written.at(-1) ?? "", /is not running/);
  } finally {
    await client.kill();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a client whose DASHBOARD_PORT is taken says so and prints without a page", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    DEFAULT_PRINTER: "folder:printed",
    DASHBOARD_PORT: String(other.addr.port),
  });
  try {
    await backend.nextClient(15_000);
    await client.waitFor(/DASHBOARD_PORT=\d+ cannot be served: another program has the port/);
    backend.emit("print_request", { job_id: "b", data: { type: "text", content: "beer" } });
    assert.equal((await backend.nextResponse(15_000)).status, "success");
    assert.ok(!client.output.includes("Dashboard:"));
  } finally {
    await client.kill();
    await backend.close();
    other.close();
    await Deno.remove(folder, { recursive: true });
  }
});
