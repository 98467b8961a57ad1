import assert from "node:assert/strict";
import { appointmentAt, localMinute, startDaily } from "../../src/check/daily.ts";
import { FakeClock } from "../fakes.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AT = [{ hour: 8, minute: 30 }];
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

/** Lets time pass without looking at each twenty seconds of it: the last minute is enough. */
async function pass(clock: FakeClock, ms: number): Promise<void> {
  clock.set(clock.nowMs() + ms - MINUTE);
  await clock.advance(MINUTE);
}

/** A day that is watched; `acts` are the moments it acted at. */
function watched(startMs: number, times = AT, kept: { last: string | null } = { last: null }) {
  const clock = new FakeClock(startMs);
  const acts: string[] = [];
  let isOver = Promise.resolve();
  const stop = startDaily({
    times,
    clock,
    wallMs: () => clock.wallMs(),
    kept: { read: () => kept.last, write: (appointment) => kept.last = appointment },
    act: () => (acts.push(localMinute(clock.wallMs())), isOver),
  });
  return { clock, acts, kept, stop, holdUp: (until: Promise<void>) => isOver = until };
}

Deno.test("startDaily() acts once a day at its time, within half a minute", async () => {
  const { clock, acts, stop } = watched(at(23, 7));
  await pass(clock, 89 * MINUTE);
  assert.deepEqual(acts, []);
  await clock.advance(90_000);
  assert.deepEqual(acts, ["2026-11-23 08:30"]);
  for (const _ of ["24th", "25th"]) {
    await pass(clock, 23 * HOUR + 59 * MINUTE);
    await clock.advance(2 * MINUTE);
  }
  assert.deepEqual(acts, ["2026-11-23 08:30", "2026-11-24 08:30", "2026-11-25 08:30"]);
  stop();
  await pass(clock, 24 * HOUR);
  assert.equal(acts.length, 3);
});

Deno.test("startDaily() acts at each of several times", async () => {
  const { clock, acts, stop } = watched(at(23, 7), [{ hour: 17, minute: 0 }, ...AT]);
  await pass(clock, 90 * MINUTE + MINUTE / 2);
  await pass(clock, 8 * HOUR + 30 * MINUTE);
  await pass(clock, HOUR);
  assert.deepEqual(acts, ["2026-11-23 08:30", "2026-11-23 17:00"]);
  stop();
});

Deno.test("startDaily() acts when the PC wakes up after its time, and not when that is hours ago", async () => {
  const late = watched(at(23, 7));
  late.clock.set(at(23, 9, 40));
  await late.clock.advance(MINUTE);
  assert.deepEqual(late.acts, ["2026-11-23 09:40"]);
  late.stop();
  const tooLate = watched(at(23, 7));
  tooLate.clock.set(at(23, 10, 31));
  await tooLate.clock.advance(MINUTE);
  assert.deepEqual(tooLate.acts, []);
  await pass(tooLate.clock, 21 * HOUR + 58 * MINUTE);
  await tooLate.clock.advance(MINUTE);
  assert.deepEqual(tooLate.acts, ["2026-11-24 08:30"]);
  tooLate.stop();
});

Deno.test("startDaily() acts after a start that comes a little late, but not again after a restart", async () => {
  const first = watched(at(23, 8, 45));
  await first.clock.advance(MINUTE);
  assert.equal(first.acts.length, 1);
  first.stop();
  const second = watched(at(23, 8, 50), AT, first.kept);
  await pass(second.clock, HOUR);
  assert.deepEqual(second.acts, []);
  second.stop();
});

Deno.test("startDaily() does not act again when the clock is set back, and acts when it is set ahead", async () => {
  const { clock, acts, stop } = watched(at(23, 8));
  await pass(clock, 35 * MINUTE);
  assert.equal(acts.length, 1);
  clock.setWall(-HOUR);
  for (const _ of [1, 2, 3, 4]) await pass(clock, 15 * MINUTE);
  assert.equal(acts.length, 1);
  clock.setWall(24 * HOUR);
  await clock.advance(MINUTE);
  assert.equal(acts.length, 2);
  stop();
});

Deno.test("startDaily() forgets what it kept under a clock that was years ahead", async () => {
  const { clock, acts, stop } = watched(at(23, 8), AT, { last: "2031-01-01 08:30" });
  await pass(clock, 31 * MINUTE);
  assert.deepEqual(acts, ["2026-11-23 08:30"]);
  stop();
});

Deno.test("startDaily() does not begin anew while it acts", async () => {
  const { clock, acts, stop, holdUp } = watched(at(23, 8, 29), [...AT, { hour: 8, minute: 31 }]);
  const held = Promise.withResolvers<void>();
  holdUp(held.promise);
  await clock.advance(5 * MINUTE);
  assert.equal(acts.length, 1);
  held.resolve();
  await clock.advance(MINUTE);
  assert.equal(acts.length, 2);
  stop();
});

Deno.test("appointmentAt() sees yesterday's appointment just after midnight", () => {
  const late = [{ hour: 23, minute: 50 }];
  assert.equal(appointmentAt(late, at(24, 0, 5)), "2026-11-23 23:50");
  assert.equal(appointmentAt(late, at(24, 3)), null);
  assert.equal(appointmentAt([], at(24, 3)), null);
});
