import type { Clock } from "../domain/ports.ts";
import type { TimeOfDay } from "../domain/time_of_day.ts";

/** What a daily action needs. */
export interface DailyParts {
  readonly times: readonly TimeOfDay[];
  readonly clock: Clock;
  /** The PC's own clock, ms since 1970. */
  readonly wallMs: () => number;
  /** Which appointment was kept last (`2026-11-23 08:30`), also by an earlier run; `null` for none. */
  readonly kept: { read(): string | null; write(appointment: string): void };
  /** Never rejects. */
  readonly act: () => Promise<void>;
}

/** How often the clock is looked at: a timer for hours would be wrong after sleep, or when the clock is set. */
const LOOK_MS = 20_000;

/** A PC that was off or asleep at the time does it when it is back, if that is no later than this. */
const LATE_MS = 2 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Acts at each time of day, once a day each: also when the PC slept then or was switched on a little later, not again
 * when its clock is set back or the program restarts. The result ends it.
 */
export function startDaily({ times, clock, wallMs, kept, act }: DailyParts): () => void {
  let isBusy = false;
  let cancel = clock.after(LOOK_MS, look);
  return () => cancel();

  function look(): void {
    cancel = clock.after(LOOK_MS, look);
    const due = appointmentAt(times, wallMs());
    if (isBusy || due === null || wasKept(due, kept.read(), wallMs())) return;
    kept.write(due);
    isBusy = true;
    void act().finally(() => isBusy = false);
  }
}

// The texts sort as the times do: a clock that is set back brings again what lies before the last one that was kept. One of
// a day that is still to come was kept under a wrong clock, and counts no more.
function wasKept(due: string, last: string | null, nowMs: number): boolean {
  return last !== null && due <= last && last <= localMinute(nowMs + DAY_MS);
}

/** The latest appointment that is due at `nowMs` and not too old, as `2026-11-23 08:30`; `null` for none. */
export function appointmentAt(times: readonly TimeOfDay[], nowMs: number): string | null {
  const now = new Date(nowMs);
  const appointments = [0, -1].flatMap((days) =>
    times.map(({ hour, minute }) =>
      new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute).getTime()
    )
  ).filter((ms) => ms <= nowMs && nowMs - ms <= LATE_MS);
  return appointments.length === 0 ? null : localMinute(Math.max(...appointments));
}

/** A moment in local time: `2026-11-23 08:30`. */
export function localMinute(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 16).replace("T", " ");
}
