import type * as z from "zod";
import { value, type Wrong } from "./values.ts";

const EXAMPLE = "http://192.168.1.20:5001";

/**
 * The backend's address. `ws` and `wss` become `http` and `https`: the connection begins with either transport. A query
 * and a user stay; a path does not, because socket.io-client would take it for a namespace.
 */
export const socketUrl: z.ZodType<string, string> = value<string>((text) => {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return withoutScheme(text);
  if (!["http", "https", "ws", "wss"].includes(scheme)) {
    return {
      wrong: `"${scheme}://" is no address of a Socket.IO server, expected http:// or https://`,
      remedy: `Write it like SOCKET_URL=${EXAMPLE}.`,
    };
  }
  const url = URL.parse(text.replace(/^ws/i, "http"));
  if (url === null) {
    return { wrong: "expected an address of host and port", remedy: `Write it like SOCKET_URL=${EXAMPLE}.` };
  }
  if (url.pathname !== "/") {
    const remedy = `Write SOCKET_URL=${url.origin}: the path /socket.io/ is added by itself.`;
    return { wrong: `expected no path after host and port, got "${url.pathname}"`, remedy };
  }
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") {
    const remedy = "Write the server's own address; on the same PC that is 127.0.0.1.";
    return { wrong: "this is where a server listens, not an address to connect to", remedy };
  }
  url.hash = "";
  return url.search === "" ? url.href.replace(/\/$/, "") : url.href;
});

function withoutScheme(text: string): Wrong {
  const wrong = "expected an address that begins with http:// or https://";
  const host = text.replace(/^(?:[a-z]+:)?[\\/]+/i, "").replace(/[\\/].*$/, "");
  const plain = host !== "" && !host.includes("@") && URL.canParse(`http://${host}`);
  return { wrong, remedy: plain ? `Write SOCKET_URL=http://${host}.` : `Write it like SOCKET_URL=${EXAMPLE}.` };
}
