import assert from "node:assert/strict";
import { join } from "node:path";
import type { BackendFacts } from "../../src/check/backend.ts";
import { fail, type Finding, ok } from "../../src/check/finding.ts";
import { startDailyCheck } from "../../src/cli/daily_check.ts";
import { loadSettings, type Settings } from "../../src/config.ts";
import type { Backlog } from "../../src/domain/ports.ts";
import { writeEnv } from "../client_process.ts";
import { FakeClock, FakePrinters } from "../fakes.ts";
import { inFolder } from "./fake_io.ts";

const MINUTE = 60_000;
const BROKEN = fail("printer BAR", "out of paper. Put in a roll.");
const FINE = ok("disk", "81 GB free");

async function settingsIn(folder: string, at = "08:30"): Promise<Settings> {
  const loaded = loadSettings(await writeEnv(folder, { CHECK_AT: at, DEFAULT_PRINTER: "folder:printed" }));
  assert.ok("settings" in loaded);
  return loaded.settings;
}

/** A daily check at five to half past eight, whose looks find what `looks` says, one after the other. */
async function started(folder: string, looks: readonly (readonly Finding[])[], at = "08:30") {
  const clock = new FakeClock(new Date(2026, 10, 23, 8, 25).getTime());
  const logged: [string, unknown][] = [];
  const said: string[] = [];
  const slips: (readonly Finding[])[] = [];
  const asked: BackendFacts[] = [];
  const state = { backlog: [] as Backlog[], prints: true, looks: 0 };
  const check = startDailyCheck({
    settings: await settingsIn(folder, at),
    printers: new FakePrinters(),
    clock,
    wallMs: () => clock.wallMs(),
    backlog: () => state.backlog,
    log: {
      info: (event, fields) => void logged.push([event, fields]),
      error: (event, fields) => void logged.push([event, fields]),
    },
    say: (text) => void said.push(text),
    look: async (backend) => {
      asked.push(await backend());
      return looks[Math.min(state.looks++, looks.length - 1)] ?? [];
    },
    print: (findings) => {
      slips.push(findings);
      const status = state.prints ? "success" : "error";
      return Promise.resolve({ status, message: "no such printer", printer: "Receipt" });
    },
  });
  return { clock, check, logged, said, slips, asked, state, events: () => logged.map(([event]) => event) };
}

Deno.test("CHECK_AT logs that all is well, prints nothing, and tells whether the backend is connected", () =>
  inFolder(async (folder) => {
    const { clock, check, slips, said, asked, events } = await started(folder, [[FINE]]);
    check.take({ event: "connected", transport: "websocket" });
    await clock.advance(6 * MINUTE);
    assert.deepEqual(events(), ["check_ready"]);
    assert.deepEqual(said, ["Ready to print."]);
    assert.deepEqual(slips, []);
    assert.deepEqual(asked, [{ how: "held", connected: true, lastWord: "" }]);
    check.stop();
  }));

Deno.test("CHECK_AT prints what is still wrong a minute later", () =>
  inFolder(async (folder) => {
    const { clock, check, slips, said, logged, asked } = await started(folder, [[BROKEN, FINE]]);
    await clock.advance(6 * MINUTE - 1);
    assert.deepEqual(slips, []);
    await clock.advance(MINUTE);
    assert.deepEqual(slips, [[BROKEN, FINE]]);
    assert.deepEqual(logged, [
      ["check_not_ready", { problems: ["printer BAR: out of paper. Put in a roll."], notes: [] }],
      ["check_printed", { printer: "Receipt" }],
    ]);
    assert.match(said[0] ?? "", /^Not ready: 1 thing to do\.\n {2}printer BAR: out of paper/);
    assert.deepEqual(asked.map((facts) => "connected" in facts && facts.connected), [false, false]);
    check.stop();
  }));

Deno.test("CHECK_AT prints nothing of what passes within a minute", () =>
  inFolder(async (folder) => {
    const { clock, check, slips, events } = await started(folder, [[BROKEN], [FINE]]);
    await clock.advance(8 * MINUTE);
    assert.deepEqual([slips, events()], [[], ["check_ready"]]);
    check.stop();
  }));

Deno.test("CHECK_AT lets jobs go first, but waits ten minutes at most", () =>
  inFolder(async (folder) => {
    const { clock, check, slips, state } = await started(folder, [[BROKEN]]);
    state.backlog = [{ lane: "BAR", jobs: 1, oldestMs: 0 }];
    await clock.advance(10 * MINUTE);
    assert.deepEqual(slips, []);
    await clock.advance(7 * MINUTE);
    assert.equal(slips.length, 1);
    check.stop();
  }));

Deno.test("CHECK_AT logs a slip that does not come out, and prints nothing once it is stopped", () =>
  inFolder(async (folder) => {
    const first = await started(folder, [[BROKEN]]);
    first.state.prints = false;
    await first.clock.advance(8 * MINUTE);
    assert.deepEqual(first.logged.at(-1), ["check_not_printed", { printer: "Receipt", problem: "no such printer" }]);
    first.check.stop();
    Deno.removeSync(join(folder, "data", "printer-client.checked"));
    const second = await started(folder, [[BROKEN]]);
    await second.clock.advance(5 * MINUTE + 30_000);
    second.check.stop();
    await second.clock.advance(5 * MINUTE);
    assert.deepEqual(second.slips, []);
  }));

Deno.test("CHECK_AT is not kept twice when the program restarts, and never without a time", () =>
  inFolder(async (folder) => {
    const first = await started(folder, [[BROKEN]]);
    await first.clock.advance(8 * MINUTE);
    first.check.stop();
    const again = await started(folder, [[BROKEN]]);
    await again.clock.advance(8 * MINUTE);
    assert.deepEqual([first.slips.length, again.slips.length], [1, 0]);
    again.check.stop();
    Deno.removeSync(join(folder, "data", "printer-client.checked"));
    const never = await started(folder, [[BROKEN]], "");
    await never.clock.advance(8 * MINUTE);
    assert.equal(never.state.looks, 0);
    never.check.stop();
  }));
