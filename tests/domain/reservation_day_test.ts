import assert from "node:assert/strict";
import fc from "fast-check";
import { dayAfter, dayOf, reservationDay, reservationTime } from "../../src/domain/reservation_day.ts";

const CAME_MS = new Date(2026, 2, 1, 12).getTime();
/** A moment of this PC's 8 March, 20:30, as a backend elsewhere writes it. */
const MOMENT = new Date(2026, 2, 8, 20, 30).toISOString();

Deno.test("reservationDay() and reservationTime() read what backends write, and nothing else", async (t) => {
  const rows: [string, unknown, unknown, string | null, string | null][] = [
    ["as the guide has it", "2026-03-08", "20:30", "2026-03-08", "20:30"],
    ["without noughts", "2026-3-8", "9:05", "2026-03-08", "09:05"],
    ["the day first", "08.03.2026", "20.30", "2026-03-08", "20:30"],
    ["with slashes", "8/3/2026", "20h30", "2026-03-08", "20:30"],
    ["in the afternoon", "2026-03-08", "8:30 PM", "2026-03-08", "20:30"],
    ["midnight", "2026-03-08", "12:15 am", "2026-03-08", "00:15"],
    ["a moment of another zone", MOMENT, undefined, "2026-03-08", "20:30"],
    ["a moment in the time", undefined, MOMENT, "2026-03-08", "20:30"],
    ["with seconds", "2026-03-08", "20:30:00", "2026-03-08", "20:30"],
    ["no such day", "2026-02-31", "25:00", null, null],
    ["words", "tomorrow", "evening", null, null],
    ["nothing", undefined, undefined, null, null],
    ["other things", { year: 2026 }, [20], null, null],
    ["in a thousand years", "3026-03-08", "20:30", null, "20:30"],
  ];
  for (const [name, date, time, day, clock] of rows) {
    await t.step(name, () => {
      assert.deepEqual([reservationDay({ date, time }, CAME_MS), reservationTime({ date, time })], [day, clock]);
    });
  }
});

Deno.test("reservationDay() is a day or null, whatever it is given", () => {
  fc.assert(fc.property(fc.anything(), fc.anything(), (date, time) => {
    const day = reservationDay({ date, time }, CAME_MS);
    assert.ok(day === null || /^\d{4}-\d\d-\d\d$/.test(day));
    const clock = reservationTime({ date, time });
    assert.ok(clock === null || /^[0-2]\d:[0-5]\d$/.test(clock));
  }));
});

Deno.test("dayAfter() counts days in this PC's time zone, over months and changes of the clock", () => {
  assert.deepEqual([dayAfter("2026-02-28", 1), dayAfter("2026-03-29", 1), dayAfter("2026-01-01", -1)], [
    "2026-03-01",
    "2026-03-30",
    "2025-12-31",
  ]);
  assert.equal(dayAfter("../etc", 0), null);
  assert.equal(dayOf(CAME_MS), "2026-03-01");
});
