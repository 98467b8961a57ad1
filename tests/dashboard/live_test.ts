import assert from "node:assert/strict";
import { Live, type LiveNews } from "../../src/dashboard/live.ts";
import { FakeClock } from "../fakes.ts";

/** A live stream whose title is counted up, and what it was asked for. */
function counting() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const problems: string[] = [];
  let count = 0;
  const news = (language: string): LiveNews => {
    if (language === "none" || (language === "late" && count > 0)) throw new Error(`no words: ${language}`);
    asked.push(language);
    return { tone: "good", title: `${language} ${count}`, html: "", papers: count };
  };
  const live = new Live({ clock, news, failed: (problem) => problems.push(problem) });
  const change = () => {
    count++;
    live.changed();
  };
  return { clock, live, asked, problems, change };
}

function reader(response: Response): () => Promise<string> {
  const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await stream?.read())?.value ?? "end";
}

Deno.test("Live tells how things stand, and then what changes, once for many changes", async () => {
  const { clock, live, asked, change } = counting();
  const next = reader(live.open("en"));
  assert.match(await next(), /^data: .*"title":"en 0".*\n\n$/);
  for (let time = 0; time < 50; time++) change();
  await clock.advance(200);
  assert.match(await next(), /"title":"en 50"/);
  assert.equal(asked.length, 2);
  live.close();
});

Deno.test("Live tells a first change soon, and those that follow it once a second", async () => {
  const { clock, live, asked, change } = counting();
  const next = reader(live.open("en"));
  await next();
  asked.length = 0;
  for (let time = 0; time < 30; time++) {
    change();
    await clock.advance(100);
    if (time === 1) assert.equal(asked.length, 1);
  }
  assert.equal(asked.length, 3);
  await clock.advance(1_000);
  assert.match(await next(), /"en 1|"en 2/);
  live.close();
});

Deno.test("Live makes a message once for all who read the same language", async () => {
  const { clock, live, asked, change } = counting();
  const readers = ["en", "en", "en", "el"].map((language) => reader(live.open(language)));
  for (const next of readers) await next();
  asked.length = 0;
  change();
  await clock.advance(200);
  assert.deepEqual(asked, ["en", "el"]);
  live.close();
});

Deno.test("Live keeps no more than the newest message for a browser that does not read", async () => {
  const { clock, live, change } = counting();
  const response = live.open("en");
  for (let time = 0; time < 20; time++) {
    change();
    await clock.advance(200);
  }
  await clock.advance(1_000);
  const next = reader(response);
  assert.match(await next(), /"en 0"/);
  assert.match(await next(), /"en 20"/);
  live.close();
});

Deno.test("Live asks nothing while nobody listens, and forgets whoever leaves", async () => {
  const { clock, live, asked, change } = counting();
  const response = live.open("en");
  assert.equal(live.listeners, 1);
  await response.body?.cancel();
  assert.equal(live.listeners, 0);
  asked.length = 0;
  change();
  await clock.advance(60_000);
  assert.deepEqual(asked, []);
  live.close();
});

Deno.test("Live is heard while nothing happens, refuses the fifty-first and ends its streams", async () => {
  const { clock, live } = counting();
  const next = reader(live.open("en"));
  await next();
  await clock.advance(15_000);
  assert.equal(await next(), ":\n\n");
  for (let count = 1; count < 50; count++) live.open("en");
  assert.equal(live.open("en").status, 503);
  live.close();
  assert.equal(await next(), "end");
});

Deno.test("Live goes on when a message cannot be made: whoever asks for it is refused, the others are told", async () => {
  const { clock, live, problems, change } = counting();
  assert.equal(live.open("none").status, 500);
  assert.equal(live.listeners, 0);
  const [late, next] = [reader(live.open("late")), reader(live.open("en"))];
  await Promise.all([late(), next()]);
  change();
  await clock.advance(200);
  assert.match(await next(), /"title":"en 1"/);
  assert.deepEqual(problems, ["no words: none", "no words: late"]);
  live.close();
  assert.equal(await late(), "end");
});
