import type { Network } from "../domain/network.ts";
import { maskedUrl } from "./notice.ts";
import { filled } from "./plain.ts";
import type { Entry, Report } from "./report.ts";
import type { PlainSettings } from "./schema.ts";

/** The largest file of certificates that is read: the list of all the world's authorities has 250 kB. */
const MAX_PEM_CHARACTERS = 2_000_000;

/** `TLS_CA_FILE`, `TLS_INSECURE`, `HTTPS_PROXY` and `NO_PROXY`; `readText` gives a file's text, or why it cannot. */
export function readNetwork(
  entries: ReadonlyMap<string, Entry>,
  plain: PlainSettings,
  readText: (path: string) => string | { readonly problem: string },
  resolve: (path: string) => string,
  report: Report,
): Network {
  const trustedPem = readAuthorities(filled(entries.get("TLS_CA_FILE")), readText, resolve, report);
  const insecure = entries.get("TLS_INSECURE");
  if (plain.TLS_INSECURE && insecure !== undefined) {
    report.warn(
      insecure,
      "any certificate is taken, so whoever stands between this PC and the backend can read and change everything",
      "For a private certificate name its authority's file in TLS_CA_FILE instead.",
    );
  }
  return {
    trustedPem,
    isInsecure: plain.TLS_INSECURE,
    proxyUrl: readProxy(filled(entries.get("HTTPS_PROXY")), plain, report),
  };
}

function readAuthorities(
  entry: Entry | null,
  readText: (path: string) => string | { readonly problem: string },
  resolve: (path: string) => string,
  report: Report,
): string | null {
  if (entry === null) return null;
  const path = resolve(entry.value.trim());
  const text = readText(path);
  const remedy = 'Name a file in PEM form (.pem, .crt); Windows exports one as "Base-64 encoded X.509".';
  if (typeof text !== "string") {
    report.problem(entry, `cannot read the certificates in "${path}": ${text.problem}`, remedy);
    return null;
  }
  if (text.length <= MAX_PEM_CHARACTERS && /-----BEGIN (TRUSTED )?CERTIFICATE-----[^-]+-----END/.test(text)) {
    return text;
  }
  const isKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
  report.problem(entry, `there is no certificate in "${path}"${isKey ? ", but a private key" : ""}`, remedy);
  return null;
}

function readProxy(entry: Entry | null, plain: PlainSettings, report: Report): string | null {
  if (entry === null) return null;
  const backend = URL.parse(plain.SOCKET_URL);
  if (backend?.protocol !== "https:") {
    // Windows and many tools set the variable for everybody; only a line of the file was meant for us.
    if (entry.source === "file") {
      report.warn(
        entry,
        "not used: SOCKET_URL begins with http://",
        "Delete the line, or use https:// with the backend.",
      );
    }
    return null;
  }
  if (isDirect(backend.hostname, backend.port || "443", plain.NO_PROXY)) return null;
  const text = entry.value.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "") return url.href;
  report.problem(
    entry,
    `"${maskedUrl(text)}" is no address of a HTTP proxy`,
    "Write it like http://proxy.example:3128, or http://user:password@proxy.example:3128.",
  );
  return null;
}

/**
 * Whether a host is reached without the proxy: this PC itself, and what `NO_PROXY` names. Its entries have commas or spaces
 * between them: `*` is everything, `example.com` and `.example.com` are the host and all below it, `host:8443` is one port.
 */
export function isDirect(host: string, port: string, noProxy: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (name === "localhost" || name === "::1" || /^127\./.test(name)) return true;
  return noProxy.toLowerCase().split(/[\s,;]+/).filter((entry) => entry !== "").some((entry) => {
    const [, wanted = entry, wantedPort] = /^(.*?[^:]):(\d{1,5})$/.exec(entry) ?? [];
    if (wantedPort !== undefined && wantedPort !== port) return false;
    const suffix = wanted.replace(/^\*?\.?/, "").replace(/^\[|\]$/g, "");
    return wanted === "*" || (suffix !== "" && (name === suffix || name.endsWith(`.${suffix}`)));
  });
}
