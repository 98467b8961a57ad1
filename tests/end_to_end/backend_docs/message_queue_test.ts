import assert from "node:assert/strict";
import { freePort } from "../flask/flask_backend.ts";
import { DocumentedBackend } from "./documented_backend.ts";
import { eventually } from "./eventually.ts";
import { Paper } from "./paper.ts";
import { Till } from "./till.ts";

/** Debian's redis-server on a free port, which keeps nothing on disk. */
async function startRedis(): Promise<{ url: string } & AsyncDisposable> {
  const port = freePort();
  const redis = new Deno.Command("redis-server", {
    args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    cwd: "/tmp",
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await eventually("redis-server listens", async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port }).catch(() => null);
    connection?.close();
    return connection !== null;
  });
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async [Symbol.asyncDispose]() {
      redis.kill("SIGKILL");
      await redis.status;
    },
  };
}

Deno.test("a job that a process without sockets emits through Redis reaches the till and is answered", async () => {
  await using redis = await startRedis();
  await using backend = await DocumentedBackend.start({ env: { MESSAGE_QUEUE: redis.url } });
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: backend.url, printerPort: paper.port });
  await till.start();

  await backend.run("worker.py", till.sessionId, "soup from the worker.");
  await eventually("the till prints", () => paper.count("soup from the worker.") === 1);
  await eventually("it is answered", () => backend.rows("outbox.sqlite", "outbox").length === 0);
  // What the server emits itself takes the same way.
  await backend.order(till.sessionId, "soup from the server.");
  await eventually("the till prints", () => paper.count("soup from the server.") === 1);
});

Deno.test("a job that a process without sockets emits while the till is away waits in the outbox", async () => {
  await using redis = await startRedis();
  await using backend = await DocumentedBackend.start({ env: { MESSAGE_QUEUE: redis.url } });
  await using paper = new Paper();
  await paper.switchOn();
  await using till = new Till({ url: backend.url, printerPort: paper.port });

  await backend.run("worker.py", till.sessionId, "soup.");
  assert.equal(backend.rows("outbox.sqlite", "outbox").length, 1);
  await till.start();
  await eventually("it is answered", () => backend.rows("outbox.sqlite", "outbox").length === 0);
  assert.equal(paper.count("soup."), 1);
});
