import assert from "node:assert/strict";
import type { Clock, QueueNews } from "../../src/domain/ports.ts";
import type { Look } from "../../src/winspool/queue.ts";
import { QueueFollower } from "../../src/winspool/queue_follower.ts";
import { JOB_STATUS } from "../../src/winspool/status_words.ts";
import { FakeClock, idle } from "../fakes.ts";

/** A queue whose documents are status bits, and a follower of it. */
function rig() {
  const clock = new FakeClock();
  const startMs = clock.nowMs();
  const jobs = new Map<number, number>();
  const looks: { atMs: number; ids: readonly number[] }[] = [];
  // A PC that slept: the time is later, and no timer was.
  const sleeper: Clock = {
    nowMs: () => clock.nowMs() + world.sleptMs,
    after: (delayMs, action) => clock.after(delayMs, action),
  };
  const look = (ids: readonly number[]): Promise<Look> => {
    looks.push({ atMs: clock.nowMs() - startMs, ids });
    world.whileLooking();
    if (world.fails) return Promise.reject(new Error("the spooler does not answer"));
    return Promise.resolve({
      printer: "Kitchen",
      queue: null,
      jobs: ids.map((id) => {
        const status = jobs.get(id);
        if (status === undefined) return null;
        const about = { datatype: "RAW", statusText: "", position: 1, totalPages: 1, pagesPrinted: 0 };
        return { id, title: `Receipt #${id}`, status, ...about };
      }),
    });
  };
  const follower = new QueueFollower({ clock: sleeper, look, printer: "kitchen" });
  const world = { fails: false, sleptMs: 0, whileLooking: () => {}, clock, jobs, looks, follower };
  return world;
}

Deno.test("QueueFollower looks after half a second, then slower, and says gone after three looks in a row", async () => {
  const { follower, clock, jobs, looks } = rig();
  const news: QueueNews[] = [];
  jobs.set(1, 0);
  follower.follow(1, (one) => news.push(one));
  await clock.advance(60_000);
  const gaps = looks.map(({ atMs }, i) => Math.round(atMs - (looks[i - 1]?.atMs ?? 0)));
  assert.deepEqual(gaps, [500, 750, 1125, 1688, 2531, 3797, 5695, 8543, 10_000, 10_000, 10_000]);
  jobs.delete(1);
  await clock.advance(11_000);
  assert.deepEqual(news.map(({ stage, isLast }) => [stage, isLast]), [["printed", true]]);
  const before = looks.length;
  await clock.advance(60_000);
  assert.equal(looks.length, before);
});

Deno.test("QueueFollower looks at all documents at once, and soon again when one is added", async () => {
  const { follower, clock, jobs, looks } = rig();
  const news: string[] = [];
  for (const id of [1, 2]) {
    jobs.set(id, 0);
    follower.follow(id, ({ message }) => news.push(`${id} ${message}`));
  }
  await clock.advance(60_000);
  jobs.set(3, JOB_STATUS.PRINTING);
  follower.follow(3, ({ message }) => news.push(`3 ${message}`));
  await clock.advance(500);
  assert.deepEqual(looks.at(-1)?.ids, [1, 2, 3]);
  jobs.set(1, JOB_STATUS.OFFLINE);
  jobs.delete(3);
  await clock.advance(2_000);
  assert.deepEqual(news, [
    "3 Kitchen: Windows is sending the document to it.",
    "1 Kitchen: offline; the document waits in the Windows queue.",
    "3 Kitchen: the whole document went to the printer, as far as Windows knows.",
  ]);
  follower.stop();
});

Deno.test("QueueFollower tries again when the spooler does not answer, and that is no look", async () => {
  const world = rig();
  const news: QueueNews[] = [];
  world.follower.follow(1, (one) => news.push(one));
  await world.clock.advance(1_200);
  world.fails = true;
  await world.clock.advance(600_000);
  assert.deepEqual(news, []);
  world.fails = false;
  await world.clock.advance(11_000);
  assert.equal(news.length, 1);
});

Deno.test("QueueFollower tells nothing after it was told to stop, not even of the look that is under way", async () => {
  const world = rig();
  const { follower, clock, looks } = world;
  const news: QueueNews[] = [];
  const learn = (one: QueueNews) => news.push(one);
  const stopFirst = follower.follow(1, learn);
  follower.follow(2, learn);
  await clock.advance(500);
  stopFirst();
  await clock.advance(500);
  assert.deepEqual(looks.at(-1)?.ids, [2]);
  world.whileLooking = () => follower.stop();
  await clock.advance(60_000);
  assert.deepEqual(news, []);
  assert.equal(looks.length, 3);
});

Deno.test("QueueFollower keeps a later document of the same number when the earlier one is stopped", async () => {
  const { follower, clock, looks } = rig();
  const stopEarlier = follower.follow(1, () => {});
  follower.follow(1, () => {});
  stopEarlier();
  await clock.advance(500);
  await idle();
  assert.deepEqual(looks.at(-1)?.ids, [1]);
  follower.stop();
});

Deno.test("QueueFollower lets go of a document after a day, and says so", async () => {
  const world = rig();
  const { follower, clock, jobs } = world;
  const news: QueueNews[] = [];
  jobs.set(1, JOB_STATUS.OFFLINE);
  follower.follow(1, (one) => news.push(one));
  await clock.advance(2_000);
  world.sleptMs = 24 * 3_600_000;
  await clock.advance(10_000);
  assert.deepEqual(news.map(({ stage, isLast }) => [stage, isLast]), [["spooled", false], ["spooled", true]]);
});
