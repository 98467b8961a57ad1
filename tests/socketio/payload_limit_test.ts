import assert from "node:assert/strict";
import { SocketBackend } from "../../src/socketio/socket_backend.ts";
import { startFlask } from "../end_to_end/flask/flask_backend.ts";

/** Emits so many responses at once; each of them must be confirmed. */
async function hearsEach(count: number, svg: string): Promise<void> {
  const flask = await startFlask({ mode: "threading", record: ["printer_client_ready"] });
  const backend = new SocketBackend({
    url: flask.url,
    sessionId: "s",
    username: "u",
    nipt: "L1",
    reconnectDelayMs: 100,
    maxReconnectAttempts: 0,
  });
  try {
    await new Promise<void>((resolve, reject) =>
      backend.connect({
        event: () => {},
        connected: () => resolve(),
        disconnected: () => {},
        connectFailed: (problem) => reject(new Error(problem)),
        gaveUp: () => {},
      })
    );
    const ready = backend.emit("printer_client_ready", {}, 5_000);
    const ids = Array.from({ length: count }, (_, n) => `j${n}`);
    const deliveries = await Promise.all(ids.map((job_id) => backend.emit("print_response", { job_id, svg }, 5_000)));
    assert.deepEqual(new Set(deliveries), new Set(["confirmed"]));
    assert.equal(await ready, "confirmed");
    const heard = flask.events.filter(({ event }) => event === "print_response");
    assert.deepEqual(heard.map(({ data }) => (data as { job_id: string }).job_id).sort(), ids.sort());
  } finally {
    await backend.close();
    await flask.close();
  }
}

Deno.test("a Flask backend over HTTP polling hears each of a hundred responses that are owed at once", () =>
  hearsEach(100, ""));

Deno.test("a Flask backend over HTTP polling hears each of ten large responses that are owed at once", () =>
  hearsEach(10, "ë".repeat(200_000)));
