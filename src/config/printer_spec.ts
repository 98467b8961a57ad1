import type { PrinterAddress } from "../domain/ports.ts";
import type { Wrong } from "./values.ts";

/** The port that network printers take raw bytes on. */
export const RAW_PORT = 9100;

/**
 * The address a SPEC of the settings stands for: an installed printer's name, `tcp://HOST[:PORT]` or `folder:PATH`.
 * Empty and `default` are the Windows default printer. `resolveFolder` makes a path absolute.
 */
export function parsePrinterSpec(spec: string, resolveFolder: (path: string) => string): PrinterAddress | Wrong {
  const text = spec.trim();
  if (text === "" || text.toLowerCase() === "default") return { kind: "windows", name: null };
  const folder = /^folder:(.*)$/i.exec(text)?.[1]?.trim();
  if (folder !== undefined) {
    const path = folder.replace(/^\/\/(?=\.|[a-z]:)/i, "");
    if (path !== "") return { kind: "folder", path: resolveFolder(path) };
    return { wrong: "expected a folder after folder:", remedy: "Write it like folder:printed." };
  }
  const tcp = /^tcp:(.*)$/i.exec(text)?.[1];
  if (tcp !== undefined) return network(tcp);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) {
    return {
      wrong: `"${scheme}://" is no kind of printer`,
      remedy: "Write tcp://HOST for a network printer, folder:PATH, or the name of an installed printer.",
    };
  }
  if (/^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/.test(text)) {
    return {
      wrong: "an address alone would be taken for the name of an installed printer",
      remedy: `For the network printer write tcp://${text}.`,
    };
  }
  return { kind: "windows", name: text.normalize("NFC") };
}

function network(rest: string): PrinterAddress | Wrong {
  const remedy = "Write it like tcp://192.168.1.50 or tcp://192.168.1.50:9100.";
  const place = /^\/\/(.*?)\/?$/.exec(rest)?.[1] ?? "";
  if (place === "") return { wrong: "expected a host after tcp://", remedy };
  if (/[\\/?#@\s]/.test(place)) return { wrong: "expected nothing but host and port after tcp://", remedy };
  const parts = /^(\[[^\]]+\]|[^:]+)(?::(.*))?$/.exec(place);
  if (parts === null || (parts[2] ?? "").includes(":")) {
    const bracketed = "Write an IPv6 address in brackets: tcp://[fe80::1]:9100.";
    return { wrong: "expected a host and one port", remedy: place.includes("::") ? bracketed : remedy };
  }
  const [, host = "", digits] = parts;
  const url = URL.parse(`http://${host.replace(/%.*(?=\])/, "")}`);
  if (url === null) return { wrong: `"${host}" is no host name or address`, remedy };
  const port = digits === undefined ? RAW_PORT : /^\d{1,5}$/.test(digits) ? Number(digits) : NaN;
  if (!(port >= 1 && port <= 65_535)) return { wrong: `"${digits}" is no port, expected 1 to 65535`, remedy };
  return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port };
}

/** An address as a SPEC again, for messages and for the name of a printer that has no alias. */
export function specOf(address: PrinterAddress): string {
  switch (address.kind) {
    case "windows":
      return address.name ?? "Windows default printer";
    case "tcp":
      return `tcp://${hostAndPort(address.host, address.port)}`;
    case "folder":
      return `folder:${address.path}`;
  }
}

function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
