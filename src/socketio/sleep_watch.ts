import type { Clock } from "../domain/ports.ts";

const LOOK_EVERY_MS = 5_000;
const SLEPT_MS = 30_000;

/**
 * Calls `onWake` when the wall clock has gone on by more than 30 s beyond what it should: the PC slept, and a connection
 * that looks alive most likely is not. The result ends the watch.
 */
export function watchSleep(clock: Clock, onWake: (sleptMs: number) => void): () => void {
  let dueMs = clock.nowMs() + LOOK_EVERY_MS;
  let cancel = clock.after(LOOK_EVERY_MS, look);
  return () => cancel();

  function look(): void {
    const lateMs = clock.nowMs() - dueMs;
    dueMs = clock.nowMs() + LOOK_EVERY_MS;
    cancel = clock.after(LOOK_EVERY_MS, look);
    if (lateMs > SLEPT_MS) onWake(lateMs);
  }
}
