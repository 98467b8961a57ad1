/* The Web Worker that looks over a database: every page is read, and nothing else must wait for that. */
import type { DatabaseHealth } from "../domain/database_health.ts";
import { healthOf } from "./health.ts";

/** What a worker has of its global scope; Deno's own types for it cannot be checked together with the main thread's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(health: DatabaseHealth): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data: path }) => scope.postMessage(healthOf(path));
