import { DatabaseSync } from "node:sqlite";
import type { DatabaseHealth } from "../domain/database_health.ts";
import { DatabaseError, isDamage, unusable } from "./damage.ts";
import { MIGRATIONS } from "./migrations.ts";

/**
 * Looks over every page of the database at `path` and counts what waits, beside a running client: it only reads, and keeps
 * nobody from writing. Never throws. Takes about a second for 500 MB: on a thread of its own (`askHealth`).
 */
export function healthOf(path: string): DatabaseHealth {
  const size = sizeOf(path);
  if (size === null) return { state: "none" };
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    database.exec("PRAGMA busy_timeout = 2000");
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
    if (version > MIGRATIONS.length) {
      return {
        state: "unusable",
        problem: "the database was written by a newer version of this program: start that one.",
      };
    }
    const found = String(database.prepare("PRAGMA quick_check(1)").get()?.quick_check);
    if (found !== "ok") return { state: "damaged", reason: found.replaceAll("\n", " ") };
    const bytes = size + (sizeOf(`${path}-wal`) ?? 0);
    if (version === 0) return { state: "sound", bytes, waiting: 0, oldestMs: null, owed: 0, oldestOwedMs: null };
    const jobs = database.prepare(
      "SELECT count(*) AS n, min(received_at_ms) AS oldest FROM jobs WHERE state IN ('queued', 'printing')",
    ).get();
    const owed = database.prepare(
      "SELECT count(*) AS n, min(settled_at_ms) AS oldest FROM responses JOIN jobs ON id = job_id WHERE owed = 1",
    ).get();
    return {
      state: "sound",
      bytes,
      waiting: Number(jobs?.n),
      oldestMs: numberOrNull(jobs?.oldest),
      owed: Number(owed?.n),
      oldestOwedMs: numberOrNull(owed?.oldest),
    };
  } catch (error) {
    if (isDamage(error)) return { state: "damaged", reason: error instanceof Error ? error.message : String(error) };
    const known = error instanceof DatabaseError ? error : unusable(path, error);
    return { state: "unusable", problem: known.message };
  } finally {
    database?.close();
  }
}

/** The same on a thread of its own, which ends with `signal`. */
export function askHealth(path: string, signal: AbortSignal): Promise<DatabaseHealth> {
  // The literal is what `deno compile --bundle` looks for.
  const worker = new Worker(new URL("./health_worker.ts", import.meta.url), { type: "module", name: "health" });
  const { promise, resolve, reject } = Promise.withResolvers<DatabaseHealth>();
  worker.onmessage = ({ data }: MessageEvent<DatabaseHealth>) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  signal.addEventListener("abort", () => worker.terminate(), { once: true });
  worker.postMessage(path);
  return promise.finally(() => worker.terminate());
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function sizeOf(path: string): number | null {
  try {
    return Deno.statSync(path).size;
  } catch {
    return null;
  }
}
