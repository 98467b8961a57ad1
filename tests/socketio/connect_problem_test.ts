import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { Server } from "socket.io";
import { DIRECT } from "../../src/domain/network.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { connectTo } from "./recorder.ts";

const tls = (name: string) => Deno.readTextFileSync(new URL(`tls/${name}.pem`, import.meta.url));
const KEY = tls("self_signed.key");
const CERTIFICATE = tls("self_signed");

/** Runs `test` with the port of a server on 127.0.0.1, and ends every connection after it. */
async function listening(server: net.Server, test: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    // A client that hangs up is no fault of this server.
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await test((server.address() as net.AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What `connectFailed` says about this URL. */
async function problemOf(url: string, certificateAuthority?: string): Promise<string> {
  await using client = connectTo(
    url,
    certificateAuthority === undefined ? {} : { network: { ...DIRECT, trustedPem: certificateAuthority } },
  );
  return (await client.recorder.next("connectFailed")).text;
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  http.createServer((_, response) => void response.writeHead(status, headers).end(body));

Deno.test("connectProblem() says what to do when nothing listens", async () => {
  const port = freePort();
  assert.equal(
    await problemOf(`http://127.0.0.1:${port}`),
    `Nothing listens on 127.0.0.1:${port} (connection refused). Start the backend, or correct SOCKET_URL.`,
  );
});

Deno.test("connectProblem() says what to do when the host name does not exist", async () => {
  assert.equal(
    await problemOf("http://no-such-host.invalid:5001"),
    "The host name in no-such-host.invalid:5001 was not found. Check its spelling in SOCKET_URL and this PC's network " +
      "connection.",
  );
});

Deno.test("connectProblem() names the cause when something else answers", async (t) => {
  const rows: [string, net.Server, "http" | "https", RegExp][] = [
    ["HTTP 404", answering(404, "nope"), "http", /answered HTTP 404 at \/socket\.io\/: not a Socket\.IO server/],
    [
      "a web page",
      answering(200, "<html>Welcome</html>"),
      "http",
      /answered HTTP 200 at \/socket\.io\/: not a Socket\.IO/,
    ],
    [
      "a proxy without its backend",
      answering(502, "Bad Gateway"),
      "http",
      /502: a proxy is there, the backend behind it/,
    ],
    ["a login", answering(401, ""), "http", /answered HTTP 401 \(not allowed\)/],
    [
      "a fault",
      answering(500, "<h1>Internal Server Error</h1>"),
      "http",
      /HTTP 500 \("Internal Server Error"\)\. Look/,
    ],
    [
      "an Engine.IO of another version, as Flask says it",
      answering(400, '"The client is using an unsupported version of the Socket.IO or Engine.IO protocols"'),
      "http",
      /speaks another version of Socket\.IO than this client .* Update the backend/,
    ],
    [
      "http where https is",
      https.createServer({ key: KEY, cert: CERTIFICATE }),
      "http",
      /Write https:\/\/ in SOCKET_URL/,
    ],
    [
      "https where http is",
      answering(404, ""),
      "https",
      /does not speak https\. Write http:\/\/ instead of https:\/\//,
    ],
    [
      "a server that hangs up",
      net.createServer((socket) => void socket.end()),
      "http",
      /closed the connection without/,
    ],
    [
      "a server that talks first",
      net.createServer((socket) => void socket.end("SSH-2.0\r\n")),
      "http",
      /not speak http\./,
    ],
    [
      "a certificate of nobody",
      https.createServer({ key: KEY, cert: CERTIFICATE }),
      "https",
      /The certificate of 127\.0\.0\.1:\d+ is not trusted: it is self-signed\. Install it in this PC's trusted root store/,
    ],
  ];
  for (const [title, server, scheme, problem] of rows) {
    await t.step(
      title,
      () => listening(server, async (port) => assert.match(await problemOf(`${scheme}://127.0.0.1:${port}`), problem)),
    );
  }
});

Deno.test("connectProblem() names the host when the certificate is for another one", async () => {
  await listening(https.createServer({ key: KEY, cert: CERTIFICATE }), async (port) => {
    const problem = await problemOf(`https://localhost:${port}`, CERTIFICATE);
    assert.match(problem, /The certificate of localhost:\d+ is not trusted: it was made for another host name/);
  });
});

Deno.test("SocketBackend connects over TLS when certificateAuthority signed the certificate", async (t) => {
  for (const transports of [["websocket"], ["polling"]] as ["websocket" | "polling"][]) {
    await t.step(`by ${transports}`, async () => {
      const server = https.createServer({ key: KEY, cert: CERTIFICATE });
      const io = new Server(server, { transports });
      await listening(server, async (port) => {
        await using client = connectTo(`wss://127.0.0.1:${port}`, { network: { ...DIRECT, trustedPem: CERTIFICATE } });
        assert.equal((await client.recorder.next("connected")).text, transports[0]);
        await client.backend.close();
      });
      await io.close();
    });
  }
});

Deno.test("refusalProblem() quotes the server when a middleware refuses the session", async () => {
  const server = http.createServer();
  const io = new Server(server);
  let refuse = true;
  io.use((_, next) => next(refuse ? new Error("unknown\nsession") : undefined));
  await listening(server, async (port) => {
    await using client = connectTo(`http://127.0.0.1:${port}`);
    assert.match(
      (await client.recorder.next("connectFailed")).text,
      /^The server at 127\.0\.0\.1:\d+ refused the session: "unknown session"\. Check SESSION_ID, USERNAME and NIPT/,
    );
    refuse = false;
    await client.recorder.next("connected");
    await client.backend.close();
  });
  await io.close();
});
