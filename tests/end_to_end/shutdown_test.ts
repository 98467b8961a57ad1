import assert from "node:assert/strict";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";

/** More than the sockets' buffers take, so that the job is still being printed until somebody reads. */
const LONG = "x".repeat(190_000);

/** A printer that takes nothing until `read` is called, once for each connection. */
function openSlowPrinter() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const gates: (() => void)[] = [];
  const documents: string[] = [];
  const connected = Promise.withResolvers<void>();
  void (async () => {
    for await (const connection of listener) {
      connected.resolve();
      void new Promise<void>((resolve) => gates.push(resolve))
        .then(() => new Response(connection.readable).text())
        .then((text) => {
          documents.push(text);
          connection.close();
        }).catch(() => {});
    }
  })();
  return {
    port: listener.addr.port,
    documents,
    connected: connected.promise,
    read: () => gates.splice(0).forEach((open) => open()),
    close: () => listener.close(),
  };
}

async function inShop(
  action: (shop: {
    backend: Awaited<ReturnType<typeof startDemoBackend>>;
    printer: ReturnType<typeof openSlowPrinter>;
    start: () => ReturnType<typeof startClient>;
  }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const printer = openSlowPrinter();
  const settings = { SOCKET_URL: backend.url, DEFAULT_PRINTER: `tcp://127.0.0.1:${printer.port}`, PAPER_COLUMNS: "32" };
  try {
    await action({ backend, printer, start: () => startClient(folder, settings) });
  } finally {
    printer.close();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function longJob(job_id: string): unknown {
  // Twenty copies are some four megabytes, which no pair of sockets buffers.
  return { job_id, copies: 20, data: { type: "text", content: LONG } };
}

Deno.test("the first Ctrl+C lets the printing job finish and its response leave", async () => {
  await inShop(async ({ backend, printer, start }) => {
    const client = await start();
    await backend.nextClient(15_000);
    backend.emit("print_request", longJob("first"));
    backend.emit("print_request", { job_id: "second", content: "never begun" });
    await printer.connected;
    const stopped = client.stop();
    await client.waitFor(/Stopping/);
    assert.equal(backend.responses.length, 0);
    printer.read();
    assert.equal(await stopped, 0, client.output);
    assert.deepEqual(backend.responses.map(({ job_id, status }) => [job_id, status]), [["first", "success"]]);
    assert.equal(printer.documents.length, 1);
  });
});

Deno.test("the second Ctrl+C stops at once, and the next start prints the job again under a banner", async () => {
  await inShop(async ({ backend, printer, start }) => {
    const client = await start();
    await backend.nextClient(15_000);
    backend.emit("print_request", longJob("first"));
    await printer.connected;
    const stopped = client.stop();
    await client.waitFor(/Stopping/);
    Deno.kill(client.pid, "SIGINT");
    assert.equal(await stopped, 1, client.output);
    printer.read();
    const again = await start();
    await backend.nextClient(15_000);
    await again.waitFor(/printed again and marked as a possible duplicate/);
    const reading = setInterval(printer.read, 20);
    const { job_id, status, message } = await backend.nextResponse(15_000);
    clearInterval(reading);
    assert.deepEqual([job_id, status], ["first", "success"]);
    assert.match(message, /possible duplicate/);
    assert.match(printer.documents.at(-1) ?? "", /POSSIBLE DUPLICATE/);
    assert.equal(await again.stop(), 0);
  });
});
