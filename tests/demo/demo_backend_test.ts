import assert from "node:assert/strict";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { connectTo, IDENTITY } from "../socketio/recorder.ts";

Deno.test("startDemoBackend() is a backend to a real client, from status to print_response", async () => {
  const server = await startDemoBackend();
  const { backend, recorder } = connectTo(server.url);
  const { query, auth, transport } = await server.nextClient(5_000);
  const who = { session_id: IDENTITY.sessionId, username: IDENTITY.username, nipt: IDENTITY.nipt };
  assert.deepEqual({ ...query, ...who }, { ...query });
  assert.deepEqual(auth, who);
  assert.equal(transport, "websocket");
  assert.deepEqual((await recorder.next("event", "status")).payload, { message: "connected" });

  server.emit("print_request", { data: { type: "text", content: "Hello" } });
  const { payload } = await recorder.next("event", "print_request");
  assert.deepEqual(payload, { data: { type: "text", content: "Hello" } });
  const response = server.nextResponse(5_000);
  assert.ok(await backend.emit("print_response", { status: "success" }, 5_000));
  assert.deepEqual(await response, { status: "success" });

  const answer = server.ask("print_request", { job_id: "1" }, 5_000);
  (await recorder.next("event", "print_request")).acknowledge?.({ accepted: true, job_id: "1" });
  assert.deepEqual(await answer, { accepted: true, job_id: "1" });
  await backend.close();
  await server.close();
});

Deno.test("DemoBackend.nextResponse() rejects when none comes in time", async () => {
  const server = await startDemoBackend();
  await assert.rejects(server.nextResponse(10), /No print_response within 10 ms/);
  await server.close();
});

Deno.test("DemoBackend.close() leaves nothing that keeps the process alive, even with a client on it", async () => {
  const script = `
    import { startDemoBackend } from ${JSON.stringify(new URL("../../src/demo/demo_backend.ts", import.meta.url).href)};
    import { io } from "socket.io-client";
    const server = await startDemoBackend();
    const client = io(server.url, { transports: ["polling"], reconnection: false });
    await server.nextClient(5000);
    await server.close();
    client.close();`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", script],
    cwd: new URL("../..", import.meta.url),
    signal: AbortSignal.timeout(20_000),
  });
  const { code, stderr } = await child.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
});
