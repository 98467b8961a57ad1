import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { freePort } from "./flask/flask_backend.ts";
import { startClient } from "../client_process.ts";
import { type Behaviour, READY, statusPrinter } from "../tcp/status_printer.ts";

const OUT = { ...READY, 1: [0x1e], 2: [0x32], 4: [0x7e] };
const SECRETS = ["session_id", "username", "nipt", "version"];

/** Events of a client, in order, and a way to wait for one. */
class Heard {
  readonly all: { event: string; body: Record<string, unknown> }[] = [];
  #learned: () => void = () => {};

  add(event: string, body: Record<string, unknown>): void {
    this.all.push({ event, body });
    this.#learned();
  }

  /** The first event for which `isIt` holds, from the `from`th on. */
  async until(isIt: (event: string, body: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.all.find(({ event, body }) => isIt(event, body));
      if (found !== undefined) return found.body;
      await new Promise<void>((resolve) => this.#learned = resolve);
    }
  }
}

Deno.test("a network printer that runs out of paper is told everywhere, and again when there is paper", async () => {
  const folder = await Deno.makeTempDir();
  let now: Behaviour = { states: READY, paper: [0x00] };
  await using printer = await statusPrinter(() => now);
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  const heard = new Heard();
  io.on("connection", (socket) => {
    socket.onAny((event: string, body: Record<string, unknown>, acknowledge?: () => void) => {
      acknowledge?.();
      heard.add(event, body);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const metricsPort = freePort();
  const client = await startClient(folder, {
    SOCKET_URL: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    PRINTER_KITCHEN: `tcp://127.0.0.1:${printer.port}`,
    PRINTER_KITCHEN_STATUS: "on",
    DEFAULT_PRINTER: "KITCHEN",
    METRICS_PORT: String(metricsPort),
  });
  const status = (state: string) => heard.until((event, body) => event === "printer_status" && body.state === state);
  const metric = async () =>
    /^printer_client_printer_ready\{printer="KITCHEN"\} (\d)$/m.exec(
      await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    )?.[1];
  try {
    await status("ready");
    assert.equal(await metric(), "1");
    now = { states: OUT, paper: null };
    const out = await status("paper_out");
    assert.deepEqual([out.printer, out.alias, out.jobs], ["KITCHEN", "KITCHEN", null]);
    assert.equal(out.message, "paper out. Put in a new roll and close the cover; the ticket then prints by itself.");
    assert.ok(Number.isFinite(Date.parse(String(out.timestamp))));
    await client.waitFor(/printer KITCHEN: paper out\. Put in a new roll/);
    assert.equal(await metric(), "0");
    // A backend that comes anew is told at once.
    io.disconnectSockets();
    const ready = await heard.until((event, { printers }) =>
      event === "printer_client_ready" && JSON.stringify(printers).includes("paper_out")
    );
    assert.ok(SECRETS.every((name) => name in ready));
    io.emit("print_request", { job_id: "k1", data: { type: "text", content: "soup" } });
    await heard.until((event, { job_id }) => event === "print_status" && job_id === "k1");
    now = { states: READY, paper: [0x00] };
    const printed = await heard.until((event) => event === "print_response");
    assert.deepEqual([printed.status, printed.stage], ["success", "printed"]);
    await client.waitFor(/printer KITCHEN: ready\./);
    assert.equal(await metric(), "1");
    // What was told, in order: no state twice in a row but after the new connection.
    const states = heard.all.filter(({ event }) => event === "printer_status").map(({ body }) => body.state);
    assert.deepEqual(states, ["ready", "paper_out", "paper_out", "ready"]);
    assert.equal(printer.mostAtOnce, 1);
  } finally {
    await client.stop();
    await io.close();
    http.closeAllConnections();
    await Deno.remove(folder, { recursive: true });
  }
});
