import assert from "node:assert/strict";
import { EarlyBackend } from "../../src/socketio/early_backend.ts";
import type { BackendListener } from "../../src/domain/ports.ts";
import { FakeBackend } from "../fakes.ts";

function early() {
  const backend = new FakeBackend();
  let tellBadPacket: (problem: string) => void = () => {};
  const dialled = new EarlyBackend((onBadPacket) => {
    tellBadPacket = onBadPacket;
    return backend;
  });
  const told: string[] = [];
  const listener: BackendListener = {
    event: (name, payload, acknowledge) => {
      told.push(`${name} ${payload}`);
      acknowledge?.("taken");
    },
    connected: (transport) => told.push(`connected by ${transport}`),
    disconnected: (reason) => told.push(reason),
    connectFailed: (problem) => told.push(problem),
    gaveUp: (problem) => told.push(problem),
  };
  return { backend, dialled, told, listener, badPacket: (problem: string) => tellBadPacket(problem) };
}

Deno.test("EarlyBackend tells what came before somebody listened, in order, and what comes after at once", () => {
  const { backend, dialled, told, listener } = early();
  const answers: unknown[] = [];
  backend.listener?.connectFailed("no route");
  backend.up();
  backend.listener?.event("print_request", "first", (answer) => answers.push(answer));
  assert.deepEqual([told, answers], [[], []]);
  dialled.connect(listener);
  assert.deepEqual(told, ["no route", "connected by websocket", "print_request first"]);
  assert.deepEqual(answers, ["taken"]);
  backend.down();
  assert.deepEqual(told.slice(3), ["transport close"]);
});

Deno.test("EarlyBackend.hearBadPackets tells of those before it first", () => {
  const { dialled, badPacket } = early();
  const heard: string[] = [];
  badPacket("one");
  dialled.hearBadPackets((problem) => heard.push(problem));
  badPacket("two");
  assert.deepEqual(heard, ["one", "two"]);
});

Deno.test("EarlyBackend.answered() ends with the first word of the backend, or with its time", async () => {
  const { backend, dialled } = early();
  await dialled.answered(1);
  const answered = dialled.answered(60_000);
  backend.up();
  await answered;
});

Deno.test("EarlyBackend.close() closes the backend, and emit() goes to it", async () => {
  const { backend, dialled } = early();
  backend.up();
  assert.ok(dialled.isConnected);
  assert.equal(await dialled.emit("print_response", {}, 1_000), "confirmed");
  await dialled.close();
  assert.ok(!backend.isConnected);
});
