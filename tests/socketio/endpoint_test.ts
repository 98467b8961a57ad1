import assert from "node:assert/strict";
import { endpointOf } from "../../src/socketio/endpoint.ts";

Deno.test("endpointOf() reads where the server is when given any form of SOCKET_URL", async (t) => {
  const rows: [string, string, string, string][] = [
    ["http://localhost:5001", "http://localhost:5001", "/socket.io/", "localhost:5001"],
    ["http://localhost:5001/", "http://localhost:5001", "/socket.io/", "localhost:5001"],
    ["https://shop.example", "https://shop.example", "/socket.io/", "shop.example:443"],
    ["http://shop.example", "http://shop.example", "/socket.io/", "shop.example:80"],
    ["https://shop.example/api", "https://shop.example", "/api/socket.io/", "shop.example:443"],
    ["https://shop.example/api/socket.io/", "https://shop.example", "/api/socket.io/", "shop.example:443"],
    ["ws://10.0.0.5:5001", "http://10.0.0.5:5001", "/socket.io/", "10.0.0.5:5001"],
    ["WSS://shop.example:8443", "https://shop.example:8443", "/socket.io/", "shop.example:8443"],
    ["http://[::1]:5001", "http://[::1]:5001", "/socket.io/", "[::1]:5001"],
  ];
  for (const [url, origin, path, place] of rows) {
    await t.step(url, () => {
      const endpoint = endpointOf(url);
      assert.deepEqual([endpoint.origin, endpoint.path, endpoint.place], [origin, path, place]);
      assert.equal(endpoint.secure, origin.startsWith("https"));
    });
  }
});

Deno.test("endpointOf() keeps the query when the URL has one", () => {
  assert.deepEqual(endpointOf("http://localhost:5001/?tenant=7").query, { tenant: "7" });
});

Deno.test("endpointOf() throws when the URL is none of http, https, ws and wss", () => {
  for (const url of ["", "localhost", "localhost:5001", "ftp://shop.example"]) {
    assert.throws(() => endpointOf(url), TypeError, url);
  }
});
