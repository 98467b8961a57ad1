import assert from "node:assert/strict";
import { isTroubled, type PrinterStateName } from "../../src/domain/printer_state.ts";
import { Metrics } from "../../src/metrics/metrics.ts";
import { serveMetrics } from "../../src/metrics/serve.ts";

function metricsOf() {
  const nowMs = 1_000_000;
  return new Metrics({
    version: "1.2.3",
    nowMs: () => nowMs,
    backlog: () => [{ lane: 'K"1\n', jobs: 3, oldestMs: nowMs - 90_000 }],
  });
}

/** The values by name and labels. */
function valuesOf(text: string): Map<string, string> {
  return new Map(
    text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
}

Deno.test("Metrics counts what happens and asks for what waits", () => {
  const metrics = metricsOf();
  const job = { job: "1", document: "Order", lane: "BAR", printer: "EPSON", attempt: 1 };
  metrics.take({ event: "connected", transport: "websocket" });
  metrics.take({ event: "job_received", job: "1", type: "receipt", document: "Order", printer: "BAR" });
  metrics.take({
    event: "job_printed",
    ...job,
    stage: "spooled",
    ms: 40,
    renderMs: 2,
    printMs: 7,
    bytes: 1,
    warnings: [],
  });
  metrics.take({ event: "job_waits", ...job, code: "offline", problem: "", retryInMs: 1 });
  metrics.take({ event: "job_failed", ...job, code: "expired", problem: "" });
  metrics.take({ event: "job_refused", job: "2", problems: [] });
  const values = valuesOf(metrics.text());
  const expected: [string, string][] = [
    ['printer_client_info{version="1.2.3"}', "1"],
    ["printer_client_connected", "1"],
    ["printer_client_connections_total", "1"],
    ['printer_client_jobs_received_total{type="receipt"}', "1"],
    ['printer_client_jobs_total{printer="BAR",state="spooled"}', "1"],
    ['printer_client_jobs_total{printer="BAR",state="expired"}', "1"],
    ['printer_client_jobs_total{printer="",state="refused"}', "1"],
    ['printer_client_waits_total{printer="BAR",code="offline"}', "1"],
    ['printer_client_job_seconds_sum{printer="BAR"}', "0.04"],
    ['printer_client_job_seconds_bucket{printer="BAR",le="0.05"}', "1"],
    ['printer_client_job_seconds_bucket{printer="BAR",le="0.025"}', "0"],
    ['printer_client_render_seconds_sum{printer="BAR"}', "0.002"],
    ['printer_client_print_seconds_sum{printer="BAR"}', "0.007"],
    ['printer_client_waiting_jobs{printer="K\\"1\\n"}', "3"],
    ['printer_client_oldest_waiting_seconds{printer="K\\"1\\n"}', "90"],
  ];
  for (const [name, value] of expected) assert.equal(values.get(name), value, name);
  metrics.take({ event: "disconnected", reason: "gone" });
  assert.equal(valuesOf(metrics.text()).get("printer_client_connected"), "0");
});

Deno.test("serveMetrics() serves one page to this PC, and to no page of the internet", async (t) => {
  const server = serveMetrics(metricsOf(), 0);
  const url = `http://127.0.0.1:${server.port}`;
  const ask = async (path: string, host?: string) => {
    // fetch does not let the Host header be chosen.
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    const request = `GET ${path} HTTP/1.1\r\nHost: ${host ?? `127.0.0.1:${server.port}`}\r\nConnection: close\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    return (await new Response(connection.readable).text()).split("\r\n")[0];
  };
  await t.step("the page", async () => {
    const response = await fetch(`${url}/metrics`);
    assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
    assert.match(await response.text(), /printer_client_info/);
  });
  const cases: [string, string, string | undefined, RegExp][] = [
    ["another path", "/", undefined, / 404 /],
    ["a foreign host", "/metrics", "evil.example:9181", / 421 /],
  ];
  for (const [name, path, host, status] of cases) {
    await t.step(name, async () => assert.match(await ask(path, host) ?? "", status));
  }
  await server.close();
});

Deno.test("Metrics has a printer's state as long as it is known", () => {
  const metrics = metricsOf();
  const is = (state: PrinterStateName) => {
    const about = { lane: "BAR", message: "", isTrouble: isTroubled(state), wasTrouble: false };
    metrics.take({ event: "printer_state", state, ...about });
    return valuesOf(metrics.text()).get('printer_client_printer_ready{printer="BAR"}');
  };
  assert.deepEqual([is("ready"), is("paper_out"), is("unknown")], ["1", "0", undefined]);
  assert.equal(is("paper_low"), "1");
});

Deno.test("Metrics has a printer that a person paused as not ready, whatever it says of itself", () => {
  const metrics = metricsOf();
  const ready = () => valuesOf(metrics.text()).get('printer_client_printer_ready{printer="BAR"}');
  metrics.take({ event: "lane_paused", lane: "BAR", sinceMs: 1 });
  assert.equal(ready(), "0");
  const [no] = [Boolean(0)];
  metrics.take({ event: "printer_state", lane: "BAR", state: "ready", message: "", isTrouble: no, wasTrouble: no });
  assert.equal(ready(), "0");
  metrics.take({ event: "lane_paused", lane: "BAR", sinceMs: null });
  assert.equal(ready(), "1");
});
