import { Buffer } from "node:buffer";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";

/** What opens the page: made once for each installation. */
export interface DashboardKey {
  /** Stands in the address that the window shows. */
  readonly key: string;
  /** Stands in the cookie, so that the address does not. */
  readonly cookie: string;
  /** Stands in every form, so that no other page can send one. */
  readonly token: string;
}

const FORM = /^[\w-]{43}$/;

/** The key in a data folder, made when there is none. Throws what the system says when it cannot be kept. */
export function dashboardKey(dataDir: string): DashboardKey {
  const path = keyPath(dataDir);
  const kept = readKey(path);
  const key = kept ?? randomBytes(32).toString("base64url");
  if (kept === null) Deno.writeTextFileSync(path, `${key}\n`, { mode: 0o600 });
  return keyOf(key);
}

/** The key that a client with that data folder uses; `null` before its first start. */
export function keptKey(dataDir: string): DashboardKey | null {
  const key = readKey(keyPath(dataDir));
  return key === null ? null : keyOf(key);
}

/** What follows from a key. */
export function keyOf(key: string): DashboardKey {
  const derived = (use: string) => createHmac("sha256", key).update(use).digest("base64url");
  return { key, cookie: derived("cookie"), token: derived("form") };
}

/** Whether two secrets are the same, in a time that says nothing of where they differ. */
export function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash("sha256").update(Buffer.from(text)).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

/** The address of the page, with its key. */
export function dashboardAddress(port: number, { key }: DashboardKey): string {
  return `http://127.0.0.1:${port}/?key=${key}`;
}

function keyPath(dataDir: string): string {
  return join(dataDir, "dashboard.key");
}

function readKey(path: string): string | null {
  try {
    const text = Deno.readTextFileSync(path).trim();
    return FORM.test(text) ? text : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
