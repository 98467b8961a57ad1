import assert from "node:assert/strict";
import { FakeClock } from "../fakes.ts";
import { onePrinter } from "./one_printer.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function ticking(): FakeClock {
  return new FakeClock(new Date(2026, 2, 7, 19, 0).getTime());
}

Deno.test("a retry comes when it is due, whether the PC's clock is set back an hour or forward a day meanwhile", async (t) => {
  for (const [title, byMs] of [["back an hour", -HOUR_MS], ["forward a day", DAY_MS]] as const) {
    await t.step(title, async () => {
      const clock = ticking();
      const { agent, send, switchOn, printed, stages } = await onePrinter(clock);
      await send("before");
      clock.setWall(byMs);
      await send("after");
      switchOn();
      await clock.advance(2_000);
      assert.deepEqual(printed(), ["before", "after"]);
      assert.deepEqual(stages(), [["before", "spooled"], ["after", "spooled"]]);
      await agent.stop();
    });
  }
});

Deno.test("a job lives as long as it should by a clock that was set while it waited", async (t) => {
  for (const [title, byMs] of [["back an hour", -HOUR_MS], ["forward a day", DAY_MS]] as const) {
    await t.step(title, async () => {
      const clock = ticking();
      const { agent, send, switchOn, printed, stages } = await onePrinter(clock);
      await send("four hours");
      clock.setWall(byMs);
      // The backend's clock was right all along; `expires_at` is compared with what the PC's shows now.
      await send("five minutes", { expires_at: new Date(clock.wallMs() + 5 * MINUTE_MS).toISOString() });
      await clock.advance(4 * MINUTE_MS);
      assert.deepEqual(stages(), []);
      await clock.advance(3 * HOUR_MS);
      switchOn();
      await clock.advance(2 * MINUTE_MS);
      assert.deepEqual(printed(), ["four hours"]);
      assert.deepEqual(stages(), [["four hours", "spooled"], ["five minutes", "expired"]]);
      await agent.stop();
    });
  }
});

Deno.test("a reservation is printed until its hour by the PC's clock as it was corrected", async () => {
  const clock = ticking();
  const { agent, send, switchOn, printed, stages } = await onePrinter(clock);
  const reservation = (time: string) => ({
    data: { type: "reservation", reservation_data: { date: "2026-03-07", time } },
  });
  // The PC began an hour ahead of the world: it is six.
  clock.setWall(-HOUR_MS);
  await send("half past seven", reservation("19:30"));
  await send("half past six", reservation("18:30"));
  await clock.advance(75 * MINUTE_MS);
  switchOn();
  await clock.advance(2 * MINUTE_MS);
  assert.deepEqual(printed(), ["half past seven"]);
  assert.deepEqual(stages(), [["half past seven", "spooled"], ["half past six", "expired"]]);
  await agent.stop();
});

Deno.test("a clock that was set back an hour before a restart holds no retry up", async () => {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/jobs.sqlite`;
  const clock = ticking();
  const before = await onePrinter(clock, path);
  await before.send("waits");
  await clock.advance(10 * MINUTE_MS);
  await before.agent.stop();
  const set = new FakeClock(clock.nowMs() - HOUR_MS);
  const after = await onePrinter(set, path);
  after.switchOn();
  await set.advance(2 * MINUTE_MS);
  assert.deepEqual(after.printed(), ["waits"]);
  await after.agent.stop();
  Deno.removeSync(folder, { recursive: true });
});
