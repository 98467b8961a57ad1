import { socketUrl } from "../config/socket_url.ts";

/** The port of the backends that this client is made for. */
const PORT = 5001;

const WHAT_TO_TYPE = "Type the server's address, for example 192.168.1.20 or shop.example.com.";

/** Addresses that what was typed may mean, the likeliest first; or what is wrong with it, as sentences. */
export type BackendAddress = { readonly urls: readonly string[] } | { readonly problem: string };

/**
 * Reads the backend's address as people write it: with or without `http://` and port, with a path from the browser's
 * address bar, with the name of the setting before it.
 */
export function readBackendAddress(typed: string): BackendAddress {
  const text = typed.trim().replace(/^SOCKET_URL\s*=\s*/i, "").replace(/^["'<]+|["'>]+$/g, "").trim();
  if (text === "") return { problem: WHAT_TO_TYPE };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined && /\s/.test(text)) return { problem: `An address has no spaces. ${WHAT_TO_TYPE}` };
  const url = URL.parse(scheme === undefined ? `http://${text}` : text.replace(/^ws/i, "http"));
  if (url === null || url.hostname === "") return { problem: `This is no address. ${WHAT_TO_TYPE}` };
  // Copied from a browser: the page is of no interest, the server is.
  url.pathname = "/";
  url.hash = "";
  return checked(scheme === undefined ? withoutScheme(url, text) : withScheme(url));
}

function withScheme(url: URL): URL[] {
  return url.protocol === "http:" && url.port === "" ? [url, at(url, "http:", PORT)] : [url];
}

function withoutScheme(url: URL, text: string): URL[] {
  // URL leaves out the usual port of its scheme, which was typed all the same.
  const port = url.port === "" && /:80(?!\d)/.test(text) ? "80" : url.port;
  if (port === "443") return [at(url, "https:", "")];
  if (port !== "") return [at(url, "http:", port), ...(port === "80" ? [] : [at(url, "https:", port)])];
  const [local, secure, plain] = [at(url, "http:", PORT), at(url, "https:", ""), at(url, "http:", "")];
  return isPublicName(url.hostname) ? [secure, local, plain] : [local, plain];
}

/** A name of the internet: not an address of digits, nor a name that only this house knows. */
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z-]*[a-z]$/i.test(host) && !/\.(local|lan|home|internal|intranet|box|fritz)$/i.test(host);
}

function at(url: URL, protocol: "http:" | "https:", port: number | string): URL {
  const user = url.username === "" ? "" : `${url.username}${url.password === "" ? "" : `:${url.password}`}@`;
  return new URL(`${protocol}//${user}${url.hostname}${port === "" ? "" : `:${port}`}/${url.search}`);
}

function checked(urls: readonly URL[]): BackendAddress {
  const read = urls.map((url) => socketUrl.safeParse(url.href));
  const [issue] = read[0]?.error?.issues ?? [];
  if (issue !== undefined) {
    const params = issue.code === "custom" ? issue.params : undefined;
    return { problem: `${capital(issue.message)}. ${params?.remedy ?? ""}`.trim() };
  }
  return { urls: [...new Set(read.flatMap(({ data }) => data ?? []))] };
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
