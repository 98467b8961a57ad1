import assert from "node:assert/strict";
import { PrinterWatch } from "../../src/agent/printer_watch.ts";
import type { AgentEvent } from "../../src/agent/events.ts";
import { printerProbes } from "../../src/cli/check_printers.ts";
import type { PrinterConfig, Printers } from "../../src/domain/ports.ts";
import { DefaultPrinterMemory } from "../../src/windows/remembered_default.ts";
import { settingsOf } from "../config/source.ts";
import { FakeBackend, printerConfig } from "../fakes.ts";
import { hasCompiler, ManualClock, type Rig, rig } from "./fake_winspool.ts";

const ignore = !hasCompiler();
const NAME = "EPSON TM-T20III";
const COPY = `${NAME} (Copy 1)`;
const KITCHEN: PrinterConfig = {
  ...printerConfig("KITCHEN"),
  address: { kind: "windows", name: NAME },
  setting: { key: "PRINTER_KITCHEN", line: 5 },
};
const DEFAULT: PrinterConfig = { ...printerConfig("default"), address: { kind: "windows", name: null } };

interface Watching extends AsyncDisposable {
  readonly events: AgentEvent[];
  /** Lets 10 s pass, and waits for the look that is due then and what follows from it. */
  look(): Promise<void>;
}

/** A watch over one printer of the fake; resolves after its first look. */
async function watching(windows: Rig, config: PrinterConfig, dataDir = ""): Promise<Watching> {
  const events: AgentEvent[] = [];
  const printer = windows.spooler.open(config.address.kind === "windows" ? config.address.name : "");
  const memory = new DefaultPrinterMemory(dataDir, () => 0);
  const watch = new PrinterWatch({
    clock: windows.clock,
    backend: new FakeBackend(),
    wallMs: () => 0,
    notify: (event) => events.push(event),
    configs: [config],
    unnamed: null,
    printer: () => printer,
    installed: () => windows.spooler.installed(),
    ...(dataDir === "" ? {} : { defaultSeen: (queue) => memory.seen(queue) }),
  });
  // The next look is planned when all of this one is done.
  const looked = async () => {
    while (windows.clock.nextInMs !== 10_000) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  watch.start();
  await looked();
  return {
    events,
    async look() {
      windows.clock.advance(10_000);
      await looked();
    },
    async [Symbol.asyncDispose]() {
      watch.stop();
      await printer.close();
    },
  };
}

function messages(events: readonly AgentEvent[]): string[] {
  return events.map((event) =>
    event.event === "printer_state"
      ? `${event.state}: ${event.message}`
      : "problem" in event
      ? event.problem
      : event.event
  );
}

Deno.test(
  { ignore, name: "a printer that was renamed by plugging it in elsewhere is told with both names" },
  async () => {
    await using windows = rig([], [`printer\t${NAME}`, "printer\tBar"]);
    await using watch = await watching(windows, KITCHEN);
    windows.fake.change(`rename\t${NAME}\t${COPY}`);
    windows.fake.change(`port\t${COPY}\tUSB003`);
    await watch.look();
    await watch.look();
    assert.deepEqual(messages(watch.events), ["ready: ready."]);
    await watch.look();
    await watch.look();
    assert.equal(watch.events.length, 2);
    assert.equal(
      messages(watch.events)[1],
      "deleted: this account has no printer of that name on this PC (OpenPrinterW, Windows error 1801). " +
        `"${COPY}" is there on USB003: the printer was probably plugged in elsewhere or installed again. ` +
        `In .env, line 5, write PRINTER_KITCHEN=${COPY} and start again.`,
    );
  },
);

Deno.test(
  { ignore, name: "a copy beside the queue that went offline is told with the documents that wait there" },
  async () => {
    await using windows = rig([], [`printer\t${NAME}`]);
    await using watch = await watching(windows, KITCHEN);
    const other = windows.spooler.open(NAME);
    await other.print({ jobId: "1", title: "Order", bytes: new Uint8Array(9) });
    await other.close();
    windows.fake.change(`attributes\t${NAME}\t0x400`);
    windows.fake.change(`printer\t${COPY}`);
    windows.fake.change(`port\t${COPY}\tUSB003`);
    for (let round = 0; round < 3; round++) await watch.look();
    const told = messages(watch.events)[1] ?? "";
    assert.match(
      told,
      /^offline: offline; 1 document waits in its queue\. "EPSON TM-T20III \(Copy 1\)" is there on USB003/,
    );
    assert.match(
      told,
      / 1 document waits in the queue "EPSON TM-T20III" and would come out when .* delete them in Windows\.$/,
    );
  },
);

Deno.test({ ignore, name: "another Windows default printer is told once, also after a restart" }, async () => {
  const dataDir = await Deno.makeTempDir();
  await using windows = rig([], ["printer\tKitchen", "printer\tOffice", "default\tKitchen"]);
  {
    await using watch = await watching(windows, DEFAULT, dataDir);
    assert.deepEqual(messages(watch.events), ["ready: ready."]);
  }
  windows.fake.change("default\tOffice");
  for (const expected of [/default printer is "Office" now; it was "Kitchen"/, /^ready/]) {
    await using watch = await watching(windows, DEFAULT, dataDir);
    await watch.look();
    assert.match(messages(watch.events)[0] ?? "", expected);
  }
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test(
  { ignore, name: "--check has the very line to write for a printer that moved, and each printer's driver" },
  async () => {
    const folder = await Deno.makeTempDir();
    await using windows = rig([], [
      `printer\t${COPY}`,
      `port\t${COPY}\tUSB003`,
      "printer\tBar",
      "driver_version\tBar\t4",
    ]);
    const printers: Printers = {
      installed: () => windows.spooler.installed(),
      describe: (name) => windows.spooler.describe(name),
      open: ({ address }) => windows.spooler.open(address.kind === "windows" ? address.name : ""),
    };
    // The guide's four settings come first.
    const settings = settingsOf(`PRINTER_KITCHEN=${NAME}\nPRINTER_BAR=Bar\nDEFAULT_PRINTER=BAR\n`);
    const probes = printerProbes({ ...settings, dataDir: folder }, printers, new ManualClock());
    const [gone, xps] = (await Promise.all(probes.map((probe) => probe.look()))).flat();
    assert.equal(gone?.kind, "fail");
    assert.match(
      gone.message,
      /Windows error 1801.* In \.env, line 5, write PRINTER_KITCHEN=EPSON TM-T20III \(Copy 1\) and/,
    );
    assert.equal(xps?.kind, "note");
    assert.match(xps.message, /^Bar, ready, driver "Fake" \(v4 \(XPS\)\) at USB001, profile .*, queue empty/);
    await Deno.remove(folder, { recursive: true });
  },
);

Deno.test(
  { ignore, name: "--check says what a queue reports, what stays in it, and what was left in the one before" },
  async () => {
    const folder = await Deno.makeTempDir();
    await using windows = rig([], [`printer\t${COPY}`, `printer\t${NAME}`, `port\t${COPY}\tUSB003`]);
    const printers: Printers = {
      installed: () => windows.spooler.installed(),
      describe: (name) => windows.spooler.describe(name),
      open: ({ address }) => windows.spooler.open(address.kind === "windows" ? address.name : ""),
    };
    const settings = { ...settingsOf(`PRINTER_KITCHEN=${COPY}\nDEFAULT_PRINTER=KITCHEN\n`), dataDir: folder };
    const look = async () =>
      (await Promise.all(printerProbes(settings, printers, new ManualClock()).map((probe) => probe.look()))).flat();
    for (const name of [NAME, COPY]) {
      const printer = windows.spooler.open(name);
      await printer.print({ jobId: "1", title: "Order", bytes: new Uint8Array(9) });
      await printer.close();
    }
    windows.fake.change(`attributes\t${NAME}\t0x400`);
    const [fine, left] = await look();
    assert.equal(fine?.kind, "ok");
    assert.match(fine.message, /, ready, driver .*, 1 in the queue/);
    assert.equal(left?.kind, "note");
    assert.match(left.message, /^1 document waits in the queue "EPSON TM-T20III" and would come out/);
    windows.fake.change(`status\t${COPY}\t0x10`);
    windows.fake.change(`job_status\t${COPY}\t0x40`);
    const [out, ...more] = await look();
    assert.equal(out?.kind, "fail");
    assert.match(
      out.message,
      /, out of paper, driver .*\. Put in paper and close the cover\. 1 document in its Windows queue/,
    );
    assert.deepEqual(more, []);
    await Deno.remove(folder, { recursive: true });
  },
);
