/** Where a Socket.IO server is, worked out from `SOCKET_URL`. */
export interface Endpoint {
  /** `http://host:port` without a path. */
  readonly origin: string;
  /** The path of the Engine.IO endpoint, `/socket.io/` on most servers. */
  readonly path: string;
  /** Query parameters that stood in the URL. */
  readonly query: Readonly<Record<string, string>>;
  readonly secure: boolean;
  /** `host:port`, for messages. */
  readonly place: string;
}

/**
 * Reads a `http`, `https`, `ws` or `wss` URL. A path is where the server is mounted behind a proxy: `https://shop.example/api`
 * is dialled at `/api/socket.io/`. It is never read as a Socket.IO namespace, as socket.io-client would by itself: the
 * backends of the guide emit in the default namespace, and a stray path would only end in "Unable to connect". A path that
 * already ends in `/socket.io` is taken as it is. Throws a TypeError when `url` is none.
 */
export function endpointOf(url: string): Endpoint {
  const parsed = new URL(url.replace(/^ws(s?):/i, "http$1:"));
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    throw new TypeError(`Expected a URL that begins with http:// or https://, got "${url}"`);
  }
  const secure = parsed.protocol === "https:";
  const mount = parsed.pathname.replace(/\/+$/, "");
  return {
    origin: parsed.origin,
    path: mount.endsWith("/socket.io") ? `${mount}/` : `${mount}/socket.io/`,
    query: Object.fromEntries(parsed.searchParams),
    secure,
    place: parsed.port === "" ? `${parsed.hostname}:${secure ? 443 : 80}` : parsed.host,
  };
}
