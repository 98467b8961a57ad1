import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** Files by their names in an archive. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** SHA-256 as hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Lines of `sha256sum`, by name. */
export function checksums(files: Files): string {
  return [...files.keys()].sort().map((name) => `${sha256(files.get(name) ?? new Uint8Array())}  ${name}\n`).join("");
}

/** A zip of `files`: the same bytes for the same files and time, wherever and whenever it is made. */
export function archive(files: Files, atMs: number): Uint8Array {
  const at = new Date(atMs);
  // The format has no time zone, and the library writes local time: what is local must read as what is UTC.
  const mtime = new Date(
    ...[at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()] as const,
    ...[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()] as const,
  );
  const entries = [...files.keys()].sort().map((name) => [name, files.get(name) ?? new Uint8Array()]);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime, os: 0 });
}
