import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { FakeClock } from "../fakes.ts";
import { onePrinter } from "./one_printer.ts";

function refuse(): never {
  throw new PrintError("connection_refused", "Printer BAR is off.");
}

Deno.test("tries that put nothing on paper do not count when a printer breaks off: the job comes again with the banner", async () => {
  const clock = new FakeClock();
  const { agent, behave, send, printed, hasBanner, stages } = await onePrinter(clock);
  behave((tries) => {
    if (tries <= 4) refuse();
    if (tries <= 6) throw new PrintError("partly_sent", "The connection broke.");
  });
  await send("soup");
  await clock.advance(5 * 60_000);
  assert.deepEqual(printed(), ["soup"]);
  assert.ok(hasBanner(0));
  assert.deepEqual(stages(), [["soup", "spooled"]]);
  await agent.stop();
});

Deno.test("tries that put nothing on paper do not count when the program is killed: the job comes again with the banner", async () => {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/jobs.sqlite`;
  const clock = new FakeClock();
  const killed = await onePrinter(clock, path);
  // It is at its fifth try for ever, as one that is cut off by a power failure.
  killed.behave((tries) => tries <= 4 ? refuse() : new Promise(() => {}));
  await killed.send("soup");
  await clock.advance(5 * 60_000);
  const { agent, switchOn, printed, hasBanner, stages } = await onePrinter(clock, path);
  switchOn();
  await clock.advance(60_000);
  assert.deepEqual(printed(), ["soup"]);
  assert.ok(hasBanner(0));
  assert.deepEqual(stages(), [["soup", "spooled"]]);
  await agent.stop();
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("a job that the program did not survive three times is left to a person, as one that may be on paper", async () => {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/jobs.sqlite`;
  const clock = new FakeClock();
  for (let life = 0; life < 3; life++) {
    const killed = await onePrinter(clock, path);
    killed.behave(() => new Promise(() => {}));
    if (life === 0) await killed.send("poison");
    await clock.advance(60_000);
  }
  const { agent, switchOn, printed, stages } = await onePrinter(clock, path);
  switchOn();
  await clock.advance(60_000);
  assert.deepEqual(printed(), []);
  assert.deepEqual(stages(), [["poison", "uncertain"]]);
  await agent.stop();
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("a job that may be on paper ends as uncertain when its printer is gone for good", async () => {
  const clock = new FakeClock();
  const { agent, behave, send, stages } = await onePrinter(clock);
  behave((tries) => {
    if (tries === 1) throw new PrintError("partly_sent", "The connection broke.");
    throw new PrintError("printer_not_found", "No such printer.");
  });
  await send("soup");
  await clock.advance(60_000);
  assert.deepEqual(stages(), [["soup", "uncertain"]]);
  await agent.stop();
});
