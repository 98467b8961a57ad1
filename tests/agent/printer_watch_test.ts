import assert from "node:assert/strict";
import { PrinterWatch, watchedPrinters } from "../../src/agent/printer_watch.ts";
import type { InstalledPrinter, PrinterConfig } from "../../src/domain/ports.ts";
import { plainState, type PrinterState, type PrinterStateName } from "../../src/domain/printer_state.ts";
import { eventLog, FakeBackend, FakeClock, FakePrinter, FakePrinters, idle, printerConfig } from "../fakes.ts";
import { makeAgent } from "./running_agent.ts";

const READY = plainState("ready");
const KITCHEN: PrinterConfig = {
  ...printerConfig("KITCHEN"),
  address: { kind: "windows", name: "EPSON TM-T20III" },
  setting: { key: "PRINTER_KITCHEN", line: 12 },
};

function wrong(state: PrinterStateName, more: Partial<PrinterState> = {}): PrinterState {
  return { state, words: state, hint: "Look at it.", ...more };
}

/** A printer that is as `now` says. */
class ToldPrinter extends FakePrinter {
  now: PrinterState = READY;
  looks = 0;

  state(): Promise<PrinterState> {
    this.looks += 1;
    return Promise.resolve(this.now);
  }
}

function world(config = KITCHEN, unnamed: PrinterConfig | null = null) {
  const clock = new FakeClock();
  const backend = new FakeBackend();
  const printer = new ToldPrinter("KITCHEN");
  const { events, notify } = eventLog();
  const windows: { installed: InstalledPrinter[]; remembered: string | null } = { installed: [], remembered: null };
  const watch = new PrinterWatch({
    clock,
    backend,
    notify,
    wallMs: () => clock.wallMs(),
    configs: [config],
    unnamed,
    printer: () => printer,
    installed: () => Promise.resolve(windows.installed),
    defaultSeen: (queue) => {
      const before = windows.remembered;
      windows.remembered = queue;
      return before === queue ? null : before;
    },
  });
  backend.isConnected = true;
  const told = (): Record<string, unknown>[] =>
    backend.emitted.map(({ event, body }) => ({ event, ...body as Record<string, unknown> }));
  const states = () => told().map(({ state }) => state);
  /** One look with this state, 10 s after the one before. */
  const look = async (state: PrinterState) => {
    printer.now = state;
    await clock.advance(10_000);
  };
  const begin = async (state: PrinterState = READY) => {
    printer.now = state;
    watch.start();
    await idle();
  };
  return { clock, backend, printer, events, windows, watch, told, states, look, begin };
}

Deno.test("PrinterWatch tells the window and the backend what changes, once", async () => {
  const { clock, watch, events, told, states, look, begin, printer } = world();
  await begin();
  await look(wrong("paper_out", { queue: "Epson TM-T20III", jobs: { waiting: 2, stuck: 2 } }));
  await look(wrong("paper_out", { queue: "Epson TM-T20III", jobs: { waiting: 3, stuck: 3 } }));
  await look(READY);
  await look(READY);
  assert.deepEqual(states(), ["ready", "paper_out", "ready"]);
  const { timestamp, ...body } = told()[1] as Record<string, unknown>;
  assert.equal(Date.parse(String(timestamp)), clock.nowMs() - 30_000);
  assert.deepEqual(body, {
    event: "printer_status",
    printer: "Epson TM-T20III",
    alias: "KITCHEN",
    state: "paper_out",
    message: "paper_out; 2 documents wait in its queue. Look at it.",
    jobs: { waiting: 2, stuck: 2 },
  });
  const about = { event: "printer_state", lane: "KITCHEN" };
  assert.deepEqual(events, [
    { ...about, state: "ready", message: "ready.", isTrouble: false, wasTrouble: false },
    {
      ...about,
      state: "paper_out",
      message: "paper_out; 2 documents wait in its queue. Look at it.",
      isTrouble: true,
      wasTrouble: false,
    },
    { ...about, state: "ready", message: "ready.", isTrouble: false, wasTrouble: true },
  ]);
  assert.equal(watch.stateOf("KITCHEN"), "ready");
  assert.equal(printer.looks, 5);
});

Deno.test("PrinterWatch believes that a printer is away or gone when three looks agree", async (t) => {
  for (const state of ["deleted", "offline", "unknown"] as const) {
    await t.step(state, async () => {
      const { states, look, begin, watch } = world();
      await begin();
      // Comes and goes: never three in a row.
      for (let round = 0; round < 5; round++) {
        await look(wrong(state));
        await look(wrong(state));
        await look(READY);
      }
      await look(wrong(state));
      await look(wrong(state));
      assert.equal(watch.stateOf("KITCHEN"), "ready");
      await look(wrong(state));
      assert.equal(watch.stateOf("KITCHEN"), state);
      await look(wrong(state));
      // A backend is not told that nobody knows.
      assert.deepEqual(states(), state === "unknown" ? ["ready"] : ["ready", state]);
    });
  }
});

Deno.test("PrinterWatch counts looks of one state, not of several", async () => {
  const { states, look, begin } = world();
  await begin();
  for (const state of ["deleted", "offline", "deleted", "offline"] as const) await look(wrong(state));
  assert.deepEqual(states(), ["ready"]);
  await look(wrong("offline"));
  await look(wrong("offline"));
  assert.deepEqual(states(), ["ready", "offline"]);
});

Deno.test("PrinterWatch tells other words of the same trouble, and nothing of jobs that come and go", async () => {
  const { states, look, begin, watch } = world();
  await begin();
  await look(plainState("printing"));
  assert.equal(watch.stateOf("KITCHEN"), "printing");
  await look(READY);
  await look(wrong("error", { words: "output bin full" }));
  await look(wrong("error", { words: "needs attention" }));
  assert.deepEqual(states(), ["ready", "error", "error"]);
});

Deno.test("PrinterWatch tells nothing while nothing is known, and asks nobody who cannot tell", async () => {
  const { events, told, look, begin, watch } = world();
  await begin(wrong("unknown"));
  for (let round = 0; round < 4; round++) await look(wrong("unknown"));
  watch.announce();
  assert.deepEqual([events, told()], [[], []]);
  assert.equal(watch.stateOf("KITCHEN"), "unknown");
  const parts = { installed: () => Promise.resolve([]), notify: () => {}, wallMs: () => 0, unnamed: null };
  const clock = new FakeClock();
  const backend = new FakeBackend();
  const silent = new PrinterWatch({
    ...parts,
    clock,
    backend,
    configs: [KITCHEN],
    printer: () => new FakePrinter("KITCHEN"),
  });
  silent.start();
  await clock.advance(60_000);
  assert.equal(silent.stateOf("KITCHEN"), "unknown");
});

Deno.test("PrinterWatch keeps no news for a backend that is away, and tells one that comes what is known", async () => {
  const { backend, watch, look, begin, states } = world();
  backend.isConnected = false;
  await begin();
  await look(wrong("paper_out"));
  assert.deepEqual(states(), []);
  backend.isConnected = true;
  watch.announce();
  assert.deepEqual(states(), ["paper_out"]);
});

Deno.test("PrinterWatch.stop() ends the looks, also one that is under way", async () => {
  const { clock, printer, watch, events, begin } = world();
  printer.now = wrong("paper_out");
  watch.start();
  watch.stop();
  await clock.advance(60_000);
  assert.deepEqual([printer.looks, events], [1, []]);
  await begin();
  assert.deepEqual(events, []);
});

Deno.test("PrinterWatch says where a printer that is gone is now, also when it turns up later", async () => {
  const { windows, look, begin, told } = world();
  await begin();
  for (let round = 0; round < 3; round++) await look(wrong("deleted"));
  assert.equal(told().at(-1)?.message, "deleted. Look at it.");
  const copy = { name: "EPSON TM-T20III (Copy 1)", isDefault: false, port: "USB003", isOffline: false, jobs: 0 };
  windows.installed = [copy];
  await look(wrong("deleted"));
  await look(wrong("deleted"));
  assert.equal(told().length, 3);
  assert.match(
    String(told().at(-1)?.message),
    /^deleted\. "EPSON TM-T20III \(Copy 1\)" is there on USB003: .* In \.env, line 12, write PRINTER_KITCHEN=EPSON TM-T20III \(Copy 1\) and/,
  );
});

Deno.test("PrinterWatch tells of documents that wait in a queue the printer had before, once", async () => {
  const { windows, look, begin, events } = world();
  windows.installed = [
    { name: "EPSON TM-T20III", isDefault: true, isOffline: false, jobs: 0 },
    { name: "EPSON TM-T20III (Copy 1)", isDefault: false, isOffline: true, jobs: 2 },
  ];
  await begin({ ...READY, queue: "EPSON TM-T20III" });
  for (let round = 0; round < 400; round++) await look({ ...READY, queue: "EPSON TM-T20III" });
  const notices = events.filter(({ event }) => event === "printer_notice");
  assert.equal(notices.length, 1);
  assert.match(
    JSON.stringify(notices),
    /2 documents wait in the queue \\"EPSON TM-T20III \(Copy 1\)\\" and would come out/,
  );
});

Deno.test("PrinterWatch tells once that the Windows default printer is another one", async () => {
  const config: PrinterConfig = { ...printerConfig("default"), address: { kind: "windows", name: null } };
  const { look, begin, events } = world(config);
  await begin({ ...READY, queue: "Epson" });
  await look({ ...READY, queue: "PDF" });
  await look({ ...READY, queue: "PDF" });
  const notices = events.filter(({ event }) => event === "printer_notice");
  assert.equal(notices.length, 1);
  assert.match(JSON.stringify(notices), /default printer is \\"PDF\\" now; it was \\"Epson\\".*DEFAULT_PRINTER=Epson/);
});

Deno.test("PrinterWatch tells no troubles of the default printer where nothing names it, but that it changed", async () => {
  const config: PrinterConfig = { ...printerConfig("default"), address: { kind: "windows", name: null } };
  const { look, begin, events, told } = world(config, config);
  await begin({ ...READY, queue: "Epson" });
  await look(wrong("paper_out", { queue: "PDF" }));
  assert.deepEqual(events.map(({ event }) => event), ["printer_notice"]);
  assert.deepEqual(told(), []);
});

Deno.test("watchedPrinters() are all of the settings; the default one is silent where it is not named", () => {
  const implicit = printerConfig("default");
  const named = { ...implicit, setting: { key: "DEFAULT_PRINTER", line: 3 } };
  assert.deepEqual(watchedPrinters({ printers: [], defaultPrinter: implicit }), { configs: [implicit], unnamed: null });
  assert.deepEqual(watchedPrinters({ printers: [KITCHEN], defaultPrinter: implicit }), {
    configs: [KITCHEN, implicit],
    unnamed: implicit,
  });
  assert.deepEqual(watchedPrinters({ printers: [KITCHEN], defaultPrinter: named }), {
    configs: [KITCHEN, named],
    unnamed: null,
  });
  assert.deepEqual(watchedPrinters({ printers: [KITCHEN], defaultPrinter: KITCHEN }), {
    configs: [KITCHEN],
    unnamed: null,
  });
});

Deno.test("Agent looks through the printer that prints, and tells each backend that connects", async () => {
  const printer = new ToldPrinter("KITCHEN");
  printer.now = wrong("door_open");
  class Rack extends FakePrinters {
    opened = 0;
    override open(): ToldPrinter {
      this.opened += 1;
      return printer;
    }
  }
  const printers = new Rack();
  const backend = new FakeBackend();
  const clock = new FakeClock();
  const agent = makeAgent({ backend, printers, clock, settings: { printers: [KITCHEN], defaultPrinter: KITCHEN } });
  await agent.start();
  await idle();
  for (let connections = 1; connections <= 2; connections++) {
    backend.up();
    await idle();
    const events = backend.emitted.map(({ event }) => event);
    assert.deepEqual(events.slice(-2), ["printer_client_ready", "printer_status"]);
    const ready = backend.emitted.at(-2)?.body as { printers: { alias: string; state: string }[] };
    assert.deepEqual(ready.printers.map(({ alias, state }) => [alias, state]), [["KITCHEN", "door_open"]]);
    backend.down();
  }
  backend.up();
  backend.listener?.event("print_request", { job_id: "j1", data: { type: "text", content: "x" } });
  await idle();
  assert.deepEqual(printer.printed.map(({ jobId }) => jobId), ["j1"]);
  assert.equal(printers.opened, 1);
  await agent.stop();
  const looks = printer.looks;
  await clock.advance(60_000);
  assert.equal(printer.looks, looks);
  assert.ok(printer.isClosed);
});
