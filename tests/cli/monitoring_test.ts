import assert from "node:assert/strict";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";

Deno.test("a running client serves METRICS_PORT and tells ALERT_URL of a printer that does not print", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const alerts: Record<string, unknown>[] = [];
  const alerted = Promise.withResolvers<void>();
  const hook = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    alerts.push(await request.json());
    alerted.resolve();
    return new Response();
  });
  const metricsPort = freePort();
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    DEFAULT_PRINTER: "folder:printed",
    PRINTER_KITCHEN: `tcp://127.0.0.1:${freePort()}`,
    METRICS_PORT: String(metricsPort),
    ALERT_URL: `http://127.0.0.1:${hook.addr.port}/secret-hook`,
    ALERT_AFTER: "1s",
  });
  try {
    await backend.nextClient(15_000);
    backend.emit("print_request", { job_id: "k", printer_name: "KITCHEN", data: { type: "text", content: "soup" } });
    backend.emit("print_request", { job_id: "b", data: { type: "text", content: "beer" } });
    assert.equal((await backend.nextResponse(15_000)).job_id, "b");
    await alerted.promise;
    const [alert] = alerts;
    assert.deepEqual([alert?.state, alert?.about, alert?.client], ["problem", "KITCHEN", "till-7"]);
    assert.match(String(alert?.text), /^till-7: Printer KITCHEN: .*refused/);
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    assert.match(metrics, /^printer_client_connected 1$/m);
    assert.match(metrics, /^printer_client_waiting_jobs\{printer="KITCHEN"\} 1$/m);
    assert.match(metrics, /^printer_client_jobs_total\{printer="folder:[^"]*printed",state="printed"\} 1$/m);
    assert.equal(await client.stop(), 0);
    assert.ok(!(await Deno.readTextFile(`${folder}/data/printer_client.log`)).includes("secret-hook"));
  } finally {
    await client.kill();
    await backend.close();
    await hook.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a client switched to OpenTelemetry sends a trace of each job", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const traced = Promise.withResolvers<string>();
  const collector = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const text = new TextDecoder("latin1").decode(await request.arrayBuffer());
    if (new URL(request.url).pathname === "/v1/traces" && text.includes("print job")) traced.resolve(text);
    return new Response();
  });
  const settings = { SOCKET_URL: backend.url, DEFAULT_PRINTER: "folder:printed" };
  const client = await startClient(folder, settings, {
    env: {
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_BSP_SCHEDULE_DELAY: "100",
    },
  });
  try {
    await backend.nextClient(15_000);
    backend.emit("print_request", { job_id: "traced-1", data: { type: "text", content: "beer" } });
    assert.equal((await backend.nextResponse(15_000)).status, "success");
    assert.equal(await client.stop(), 0);
    const text = await traced.promise;
    assert.match(text, /printer_client\.job[^]*traced-1/);
    assert.ok(!text.includes("beer"));
  } finally {
    await client.kill();
    await backend.close();
    await collector.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a client prints although its METRICS_PORT is taken, and says so", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr as Deno.NetAddr;
  const settings = { SOCKET_URL: backend.url, DEFAULT_PRINTER: "folder:printed", METRICS_PORT: String(port) };
  const client = await startClient(folder, settings);
  try {
    await backend.nextClient(15_000);
    backend.emit("print_request", { data: { type: "text", content: "beer" } });
    assert.equal((await backend.nextResponse(15_000)).status, "success");
    assert.equal(await client.stop(), 0);
    assert.match(client.output, new RegExp(`METRICS_PORT=${port} cannot be served: another program has the port`));
  } finally {
    await client.kill();
    await backend.close();
    await Deno.remove(folder, { recursive: true });
  }
});
