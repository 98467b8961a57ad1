import assert from "node:assert/strict";
import { carryOut, type Finding } from "../../src/check/finding.ts";
import { printerProbes } from "../../src/cli/check_printers.ts";
import { loadSettings, type Settings } from "../../src/config.ts";
import type { Printers } from "../../src/domain/ports.ts";
import { writeEnv } from "../client_process.ts";
import { type Fault, hasCompiler, ManualClock, type Rig, rig } from "../winspool/fake_winspool.ts";
import { inFolder } from "./fake_io.ts";

const ignore = !hasCompiler();

async function settingsFor(folder: string, printers: Readonly<Record<string, string>>): Promise<Settings> {
  const loaded = loadSettings(await writeEnv(folder, { DEFAULT_PRINTER: "folder:printed", ...printers }));
  assert.ok("settings" in loaded);
  return loaded.settings;
}

function printersOf({ spooler }: Rig): Printers {
  return {
    installed: () => spooler.installed(),
    describe: (name) => spooler.describe(name),
    open: ({ address }) => {
      assert.ok(address.kind === "windows");
      return spooler.open(address.name);
    },
  };
}

/** What is found about the alias KITCHEN, a queue that `lines` and `faults` describe. */
async function kitchen(
  lines: readonly string[],
  faults: readonly Fault[] = [],
  before: (windows: Rig) => Promise<void> = () => Promise.resolve(),
): Promise<Finding> {
  let found: Finding | undefined;
  await inFolder(async (folder) => {
    await using windows = rig(faults, ["printer\tKitchen", ...lines]);
    await before(windows);
    const settings = await settingsFor(folder, { PRINTER_KITCHEN: "Kitchen", DEFAULT_PRINTER: "KITCHEN" });
    [found] = await carryOut(printerProbes(settings, printersOf(windows), windows.clock), windows.clock);
    await windows.fake.idle();
  });
  assert.ok(found);
  return found;
}

Deno.test(
  { ignore, name: "--check tells of each driver and state that keeps a Windows printer from printing" },
  async (t) => {
    const rows: readonly (readonly [string[], Finding["kind"], RegExp])[] = [
      [
        ["driver\tKitchen\tEPSON TM-T20 Receipt", "driver_version\tKitchen\t3"],
        "ok",
        /driver "EPSON TM-T20 Receipt" \(passes bytes on\) at .*queue empty \(default\)$/,
      ],
      [["attributes\tKitchen\t0x400"], "fail", /offline/],
      [["status\tKitchen\t0x10"], "fail", /out of paper/],
      [
        ["driver_version\tKitchen\t4", "driver_attributes\tKitchen\t0x2"],
        "note",
        /v4.*XPS_PASS: if --test-print brings no paper/,
      ],
      [["driver\tKitchen\tHP LaserJet PCL 6"], "fail", /office printer, which does not understand escpos/],
      [["port\tKitchen\tPORTPROMPT:"], "fail", /PORTPROMPT:/],
      [["driver\tKitchen\tMicrosoft Print to PDF"], "fail", /file/],
    ];
    for (const [lines, kind, message] of rows) {
      await t.step(lines.join(" ").replaceAll("\t", " "), async () => {
        const finding = await kitchen(lines);
        assert.equal(finding.kind, kind, finding.message);
        assert.match(finding.message, message);
      });
    }
  },
);

Deno.test({ ignore, name: "--check counts the documents that do not get on, and says since when" }, async () => {
  const print = async ({ spooler }: Rig) => {
    const printer = spooler.open("Kitchen");
    for (const jobId of ["a", "b"]) await printer.print({ jobId, title: "Receipt", bytes: new Uint8Array(9) });
    await printer.close();
  };
  const submitted = (ms: number) => `job_submitted\tKitchen\t${Math.floor((Date.now() - ms) / 1000)}`;
  const stuck = await kitchen([submitted(3 * 3_600_000)], [], print);
  assert.equal(stuck.kind, "fail");
  assert.match(stuck.message, /2 documents in its Windows queue do not get on, the oldest for 3 h: open the queue/);
  const fresh = await kitchen([submitted(20_000)], [], print);
  assert.equal(fresh.kind, "ok", fresh.message);
  assert.match(fresh.message, /2 in the queue/);
});

Deno.test({ ignore, name: "--check says that the spooler is stopped, and what to do" }, async () => {
  const finding = await kitchen([], [{ call: "OpenPrinterW", action: "fail", value: 1722 }]);
  assert.equal(finding.kind, "fail");
  assert.match(finding.message, /Print Spooler/);
});

Deno.test(
  { ignore, name: "--check gives up on a queue that hangs after five seconds, and tells of the others" },
  () =>
    inFolder(async (folder) => {
      const faults = [{ call: "OpenPrinterW", action: "block", printer: "Kitchen" }] as const;
      await using windows = rig(faults, ["printer\tKitchen", "printer\tBar", "default\tBar"]);
      const settings = await settingsFor(folder, {
        PRINTER_KITCHEN: "Kitchen",
        PRINTER_BAR: "Bar",
        DEFAULT_PRINTER: "BAR",
      });
      const clock = new ManualClock();
      const told: Finding[] = [];
      const probes = printerProbes(settings, printersOf(windows), clock);
      const all = carryOut([...probes].reverse(), clock, (finding) => told.push(finding));
      // The queue itself, and the list of all queues.
      await windows.fake.blocked(2);
      clock.advance(2_000);
      while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.deepEqual(told.map(({ name, kind }) => [name, kind]), [["printer BAR", "ok"]]);
      clock.advance(3_000);
      const finding = (await all)[1];
      assert.equal(finding?.kind, "fail");
      assert.match(finding?.message ?? "", /^no answer within 5 s\. Restart Print Spooler/);
    }),
);
