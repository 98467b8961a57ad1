import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { Server as SocketServer } from "socket.io";
import { DIRECT } from "../../src/domain/network.ts";
import { lookAtServer, ServerLookError } from "../../src/socketio/server_look.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { hasProxy, startProxy } from "./proxy.ts";

const tls = (name: string) => Deno.readTextFileSync(new URL(`tls/${name}.pem`, import.meta.url));
const later = () => AbortSignal.timeout(5_000);

async function listening(server: Server, test: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await test((server.address() as AddressInfo).port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const secure = () => https.createServer({ key: tls("expired.key"), cert: tls("expired") }, (_, answer) => answer.end());

Deno.test("lookAtServer() compares the clocks, wherever they differ", async (t) => {
  for (const seconds of [0, 90, -7_200]) {
    await t.step(`${seconds} s`, async () => {
      const server = http.createServer((_, answer) => {
        answer.setHeader("date", new Date(Date.now() - seconds * 1_000).toUTCString());
        answer.end();
      });
      await listening(server, async (port) => {
        const { aheadMs, certificate } = await lookAtServer(`http://127.0.0.1:${port}`, DIRECT, Date.now, later());
        assert.equal(certificate, null);
        assert.ok(Math.abs((aheadMs ?? NaN) - seconds * 1_000) < 1_000, String(aheadMs));
      });
    });
  }
});

Deno.test("lookAtServer() knows no time of a server that tells none", async () => {
  const server = http.createServer((_, answer) => {
    answer.sendDate = false;
    answer.end();
  });
  await listening(server, async (port) => {
    assert.equal((await lookAtServer(`ws://127.0.0.1:${port}`, DIRECT, Date.now, later())).aheadMs, null);
  });
});

Deno.test("lookAtServer() tells of a certificate, also of one that has expired", async () => {
  await listening(secure(), async (port) => {
    const { certificate } = await lookAtServer(`https://localhost:${port}/shop`, DIRECT, Date.now, later());
    assert.deepEqual(certificate, {
      subject: "localhost",
      issuer: "localhost",
      fromMs: Date.UTC(2025, 0, 1),
      untilMs: Date.UTC(2025, 3, 1),
    });
  });
});

Deno.test("lookAtServer() opens no session on a Socket.IO server, and is answered by it", async () => {
  const server = http.createServer();
  const io = new SocketServer(server);
  let sessions = 0;
  io.engine.on("connection", () => sessions++);
  await listening(server, async (port) => {
    const { aheadMs } = await lookAtServer(`http://127.0.0.1:${port}`, DIRECT, Date.now, later());
    assert.notEqual(aheadMs, null);
    assert.equal(sessions, 0);
  });
  await io.close();
});

Deno.test("lookAtServer() says in sentences why nobody answers", async () => {
  const port = freePort();
  await assert.rejects(lookAtServer(`http://127.0.0.1:${port}`, DIRECT, Date.now, later()), (error) => {
    assert.ok(error instanceof ServerLookError);
    assert.match(error.message, /^Nothing listens on 127\.0\.0\.1:\d+ \(connection refused\)\. Start the backend/);
    return true;
  });
});

Deno.test({
  name: "lookAtServer() goes through the proxy",
  ignore: !(await hasProxy()),
  async fn() {
    await using proxy = await startProxy();
    await listening(secure(), async (port) => {
      const network = { ...DIRECT, proxyUrl: `http://127.0.0.1:${proxy.port}` };
      const { certificate } = await lookAtServer(`https://localhost:${port}`, network, Date.now, later());
      assert.equal(certificate?.subject, "localhost");
      assert.match(await proxy.log(), /CONNECT localhost/);
    });
  },
});
