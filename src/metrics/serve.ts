import { Exposition } from "./exposition.ts";
import type { Metrics } from "./metrics.ts";

/** Serves `/metrics` on this PC alone; the result ends it. Throws when the port is taken. */
export function serveMetrics(metrics: Metrics, port: number): { readonly port: number; close(): Promise<void> } {
  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, (request) => {
    const { hostname, pathname } = new URL(request.url);
    // A page of the internet can make its own name lead here; then that name stands in the request.
    if (hostname !== "127.0.0.1" && hostname !== "localhost") {
      return new Response("Not for this host.\n", { status: 421 });
    }
    if (pathname !== "/metrics") return new Response("There is /metrics.\n", { status: 404 });
    if (request.method !== "GET" && request.method !== "HEAD") return new Response("GET only.\n", { status: 405 });
    return new Response(metrics.text(), { headers: { "content-type": Exposition.CONTENT_TYPE } });
  });
  return { port: server.addr.port, close: () => server.shutdown() };
}
