import assert from "node:assert/strict";
import https from "node:https";
import type net from "node:net";
import { Server } from "socket.io";
import { DIRECT } from "../../src/domain/network.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { hasProxy, startProxy } from "./proxy.ts";
import { connectTo } from "./recorder.ts";

const tls = (name: string) => Deno.readTextFileSync(new URL(`tls/${name}.pem`, import.meta.url));
const CERTIFICATE = tls("localhost");
const ignore = !(await hasProxy());

/** A backend with a certificate of its own that answers `ping` events. */
async function startBackend(transports: ("websocket" | "polling")[]) {
  const server = https.createServer({ key: tls("localhost.key"), cert: CERTIFICATE });
  const io = new Server(server, { transports });
  io.on("connection", (socket) => {
    socket.on("print_response", (_, confirm) => confirm());
    socket.emit("print_request", { content: "through the proxy" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    [Symbol.asyncDispose]: () => io.close(),
  };
}

Deno.test({ name: "SocketBackend connects through a proxy with a login, by each transport", ignore }, async (t) => {
  await using proxy = await startProxy("till s3cret");
  for (const transports of [["websocket"], ["polling"]] as ["websocket" | "polling"][]) {
    await t.step(`by ${transports}`, async () => {
      await using backend = await startBackend(transports);
      const network = { ...DIRECT, trustedPem: CERTIFICATE, proxyUrl: `http://till:s3cret@127.0.0.1:${proxy.port}/` };
      await using client = connectTo(`https://localhost:${backend.port}`, { network });
      assert.equal((await client.recorder.next("connected")).text, transports[0]);
      assert.equal((await client.recorder.next("event")).text, "print_request");
      assert.equal(await client.backend.emit("print_response", { status: "success" }, 5_000), "confirmed");
      assert.match(await proxy.log(), new RegExp(`CONNECT localhost:${backend.port}`));
      await client.backend.close();
    });
  }
});

Deno.test({ name: "SocketBackend says what is wrong with the proxy, and never its password", ignore }, async (t) => {
  await using proxy = await startProxy("till s3cret");
  await using backend = await startBackend(["websocket", "polling"]);
  const dead = freePort();
  const cases: [string, string, string, RegExp][] = [
    [
      "a wrong login",
      `http://till:wr0ng@127.0.0.1:${proxy.port}`,
      "",
      /^A login is wanted \(HTTP 401\), most likely by the proxy\. Write HTTPS_PROXY=/,
    ],
    ["no proxy there", `http://till:wr0ng@127.0.0.1:${dead}`, "", /^The proxy could not be reached: .*ECONNREFUSED/],
    [
      "no backend there",
      `http://till:s3cret@127.0.0.1:${proxy.port}`,
      String(dead),
      /\(Through the proxy 127\.0\.0\.1:\d+, HTTPS_PROXY\.\)$/,
    ],
  ];
  for (const [name, proxyUrl, port, expected] of cases) {
    await t.step(name, async () => {
      await using client = connectTo(`https://localhost:${port || backend.port}`, { network: { ...DIRECT, proxyUrl } });
      const { text } = await client.recorder.next("connectFailed");
      assert.match(text, expected);
      assert.doesNotMatch(text, /s3cret|wr0ng/);
      await client.backend.close();
    });
  }
});

Deno.test("SocketBackend takes any certificate with TLS_INSECURE, by each transport", async (t) => {
  for (const transports of [["websocket"], ["polling"]] as ["websocket" | "polling"][]) {
    await t.step(`by ${transports}`, async () => {
      await using backend = await startBackend(transports);
      await using client = connectTo(`https://localhost:${backend.port}`, { network: { ...DIRECT, isInsecure: true } });
      assert.equal((await client.recorder.next("connected")).text, transports[0]);
      await client.backend.close();
    });
  }
});
