import assert from "node:assert/strict";
import net from "node:net";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { connectTo, ManualClock } from "./recorder.ts";

Deno.test("SocketBackend gives up when MAX_RECONNECT_ATTEMPTS are used up", async () => {
  const clock = new ManualClock();
  const options = { clock, random: () => 0, reconnectDelayMs: 1_000, maxReconnectAttempts: 3 };
  await using client = connectTo(`http://127.0.0.1:${freePort()}`, options);
  for (const waitMs of [1_000, 2_000, 4_000]) {
    await client.recorder.next("connectFailed");
    assert.ok(clock.waitsMs.includes(waitMs), `${waitMs} of ${clock.waitsMs}`);
    clock.advance(waitMs);
  }
  await client.recorder.next("connectFailed");
  assert.match(
    (await client.recorder.next("gaveUp")).text,
    /^Gave up after 3 attempts to connect again .* The last one: Nothing listens on /,
  );
  assert.deepEqual(clock.timers, []);
});

Deno.test("SocketBackend redials for ever when MAX_RECONNECT_ATTEMPTS is 0, never later than after 30 s", async () => {
  const clock = new ManualClock();
  await using client = connectTo(`http://127.0.0.1:${freePort()}`, {
    clock,
    random: () => 0.999,
    reconnectDelayMs: 5_000,
  });
  for (let attempt = 0; attempt < 12; attempt++) {
    await client.recorder.next("connectFailed");
    clock.advance(30_000);
  }
  await client.recorder.next("connectFailed");
  assert.ok(client.recorder.heard.every(({ kind }) => kind === "connectFailed"));
});

Deno.test("SocketBackend drops and redials at once when the wall clock jumps, as after a sleep", async () => {
  const server = await startDemoBackend();
  const clock = new ManualClock();
  await using client = connectTo(server.url, { clock });
  await client.recorder.next("connected");
  clock.advance(60_000);
  assert.ok(client.backend.isConnected, "an idle minute is no sleep");
  clock.sleep(20_000);
  assert.ok(client.backend.isConnected, "a busy PC is no sleep");
  clock.sleep(3_600_000);
  assert.match((await client.recorder.next("disconnected")).text, /^this PC slept for 3595 s/);
  await client.recorder.next("connected");
  assert.equal(server.clients.length, 2);
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend redials at once when the PC wakes while it waits", async () => {
  const port = freePort();
  const clock = new ManualClock();
  await using client = connectTo(`http://127.0.0.1:${port}`, { clock, reconnectDelayMs: 600_000 });
  await client.recorder.next("connectFailed");
  const server = await startDemoBackend({ port });
  clock.sleep(60_000);
  await client.recorder.next("connected");
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend times out and begins the next attempt with polling when nobody answers", async () => {
  const asked: string[] = [];
  let open = 0;
  let heard: () => void = () => {};
  let closed: () => void = () => {};
  const mute = net.createServer((socket) => {
    open += 1;
    socket.on("data", (data) => {
      asked.push(/transport=(\w+)/.exec(data.toString())?.[1] ?? "?");
      heard();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      open -= 1;
      closed();
    });
  });
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const clock = new ManualClock();
  const url = `http://127.0.0.1:${(mute.address() as net.AddressInfo).port}`;
  await using client = connectTo(url, { clock, random: () => 0 });
  for (const [attempt, waitMs] of [[1, 5], [2, 10], [3, 20]] as const) {
    while (asked.length < attempt) await new Promise<void>((resolve) => heard = resolve);
    const gone = new Promise<void>((resolve) => closed = resolve);
    clock.advance(20_000);
    assert.match(
      (await client.recorder.next("connectFailed")).text,
      /^127\.0\.0\.1:\d+ did not answer within 20 s \(timed out\)\. Check/,
    );
    await gone;
    assert.equal(open, 0, "no attempt may leave a connection behind");
    clock.advance(waitMs);
  }
  assert.deepEqual(asked.slice(0, 3), ["websocket", "polling", "websocket"]);
  await client.backend.close();
  await new Promise((resolve) => mute.close(resolve));
});

Deno.test("SocketBackend.emit() resolves to offline and delivers nothing later when there is no connection", async () => {
  const port = freePort();
  await using client = connectTo(`http://127.0.0.1:${port}`);
  assert.equal(await client.backend.emit("print_response", { status: "stale" }, 1_000), "offline");
  await client.recorder.next("connectFailed");
  assert.equal(await client.backend.emit("print_response", { status: "stale" }, 1_000), "offline");
  const server = await startDemoBackend({ port });
  await client.recorder.next("connected");
  assert.equal(await client.backend.emit("print_response", { status: "fresh" }, 5_000), "confirmed");
  assert.deepEqual(server.responses, [{ status: "fresh" }]);
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend.emit() resolves to offline when the connection ends before the acknowledgement", async () => {
  const server = await startDemoBackend();
  await using client = connectTo(server.url);
  await client.recorder.next("connected");
  const confirmed = client.backend.emit("nobody_answers", {}, 60_000);
  server.disconnectClients();
  assert.equal(await confirmed, "offline");
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend.emit() resolves to unconfirmed when JSON cannot say the body", async () => {
  const server = await startDemoBackend();
  await using client = connectTo(server.url);
  await client.recorder.next("connected");
  assert.equal(await client.backend.emit("print_response", { n: 1n }, 60_000), "unconfirmed");
  assert.ok(client.backend.isConnected);
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend's acknowledge does nothing when the connection it belongs to is gone", async () => {
  const server = await startDemoBackend();
  await using client = connectTo(server.url);
  await client.recorder.next("connected");
  const answer = server.ask("print_request", { job_id: "1" }, 300).catch((error: Error) => error.message);
  const { acknowledge } = await client.recorder.next("event", "print_request");
  server.disconnectClients();
  await client.recorder.next("disconnected");
  await client.recorder.next("connected");
  acknowledge?.({ accepted: true });
  assert.match(String(await answer), /timed out/);
  await client.backend.close();
  await server.close();
});

Deno.test("SocketBackend.close() ends everything when called at any time, twice too", async () => {
  const server = await startDemoBackend();
  const clock = new ManualClock();
  const idle = connectTo(server.url, { clock });
  await idle.backend.close();
  await idle.backend.close();
  assert.deepEqual(clock.timers, []);
  const busy = connectTo(server.url, { clock });
  await busy.recorder.next("connected");
  await busy.backend.close();
  assert.deepEqual(clock.timers, []);
  assert.ok(!busy.backend.isConnected);
  assert.deepEqual(idle.recorder.heard, []);
  await server.close();
});
