import assert from "node:assert/strict";
import { withGuesses } from "../../src/cli/guess_profiles.ts";
import type { DriverKind } from "../../src/domain/driver.ts";
import type { Clock, InstalledPrinter, Printers } from "../../src/domain/ports.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { settingsOf } from "../config/source.ts";

const INSTALLED: readonly InstalledPrinter[] = [
  { name: "Kitchen", isDefault: false, driver: "EPSON TM-T88V Receipt5" },
  { name: "Bar", isDefault: true, driver: "Star TSP800II (TSP847II)" },
  { name: "Office", isDefault: false },
];

/** Time that passes at once, or never. */
const [LATE, NEVER]: Clock[] = [
  { nowMs: () => 0, after: (_, action) => (queueMicrotask(action), () => {}) },
  { nowMs: () => 0, after: () => () => {} },
];

function printers(installed: () => Promise<readonly InstalledPrinter[]>): Printers {
  return { installed, open: () => assert.fail("nothing is opened") };
}

async function guessedOf(text: string, from = printers(() => Promise.resolve(INSTALLED)), clock = NEVER) {
  assert.ok(clock !== undefined);
  return await withGuesses(settingsOf(text), from, clock);
}

Deno.test("withGuesses() takes a queue's driver, whatever the case of its name", async () => {
  const { printers: [kitchen, office] } = await guessedOf("PRINTER_A=KITCHEN\nPRINTER_B=Office");
  assert.deepEqual(kitchen?.profileChoice, { name: "epson-tm-t88", from: "driver" });
  assert.deepEqual(kitchen?.profile, { ...DEFAULT_PROFILE, columns: 42, dots: 512, buzzer: "esc-(a" });
  assert.deepEqual([office?.profileChoice, office?.profile], [undefined, DEFAULT_PROFILE]);
});

Deno.test("withGuesses() finds the profile of the Windows default printer", async () => {
  const { defaultPrinter } = await guessedOf("");
  assert.deepEqual(defaultPrinter.profileChoice, { name: "star-tsp800", from: "driver" });
  assert.equal(defaultPrinter.profile.columns, 69);
  assert.equal(defaultPrinter.address.kind === "windows" && defaultPrinter.address.name, null);
});

Deno.test("withGuesses() keeps one printer one, and what is written", async () => {
  const { printers: [kitchen], defaultPrinter } = await guessedOf(
    "PRINTER_A=Kitchen\nPRINTER_A_COLUMNS=40\nDEFAULT_PRINTER=A",
  );
  assert.equal(defaultPrinter, kitchen);
  assert.deepEqual([kitchen?.profile.columns, kitchen?.profile.dots, kitchen?.profile.buzzer], [
    40,
    undefined,
    "esc-(a",
  ]);
});

Deno.test("withGuesses() asks nothing when every profile is known", async () => {
  const never = printers(() => assert.fail("asked"));
  for (
    const text of [
      "PROFILE=pos-58",
      "DEFAULT_PRINTER=tcp://a\nPRINTER_A=folder:x",
      "DEFAULT_PRINTER=POS-58\nPRINT_FORMAT=escpos",
    ]
  ) {
    assert.deepEqual(await guessedOf(text, never), settingsOf(text));
  }
});

Deno.test("withGuesses() has documents drawn where the driver takes no bytes and no format was set", async (t) => {
  const queue = (kind: DriverKind) => printers(() => Promise.resolve([{ name: "POS-58", isDefault: true, kind }]));
  const rows: [kind: DriverKind, text: string, format: string][] = [
    ["office", "PRINTER_A=POS-58", "gdi"],
    ["v4", "PRINTER_A=POS-58", "gdi"],
    ["xpsdrv", "PRINTER_A=POS-58", "gdi"],
    ["virtual", "PRINTER_A=POS-58", "gdi"],
    ["raw", "PRINTER_A=POS-58", "escpos"],
    ["text", "PRINTER_A=POS-58", "escpos"],
    ["unknown", "PRINTER_A=POS-58", "escpos"],
    // Refused in every format.
    ["fax", "PRINTER_A=POS-58", "escpos"],
    ["v4", "PRINTER_A=POS-58\nPRINTER_A_FORMAT=escpos", "escpos"],
    ["v4", "PRINTER_A=POS-58\nPRINT_FORMAT=escpos", "escpos"],
    ["v4", "PRINTER_A=POS-58\nPRINTER_A_FORMAT=starprnt", "starprnt"],
    ["v4", "PRINTER_A=POS-58\nPRINTER_A_PROFILE=epson-tm-t88", "escpos"],
    ["raw", "PRINTER_A=POS-58\nPRINTER_A_FORMAT=gdi", "gdi"],
  ];
  for (const [kind, text, format] of rows) {
    await t.step(`${kind}: ${text.replaceAll("\n", ", ")}`, async () => {
      const { printers: [printer], defaultPrinter } = await guessedOf(text, queue(kind));
      assert.equal(printer?.profile.format, format);
      const isChosen = format === "gdi" && kind !== "raw";
      assert.equal(printer?.drawnFor, isChosen ? kind : undefined);
      // What the name says of the paper stays.
      if (isChosen) assert.equal(printer?.profile.columns, 32);
      if (isChosen) assert.equal(defaultPrinter.profile.format, "gdi");
    });
  }
});

Deno.test("withGuesses() asks for the drivers of those printers of other PCs alone that jobs go to", async () => {
  const installed = ["\\\\pc\\Laser", "\\\\pc\\Other"].map((name) => ({ name, isDefault: false }));
  const asked: (string | null)[] = [];
  const from = {
    ...printers(() => Promise.resolve(installed)),
    describe(name: string | null) {
      asked.push(name);
      return Promise.resolve({ name: name ?? "", driver: "HP LaserJet", port: "", kind: "office" as const });
    },
  };
  const { printers: [laser] } = await guessedOf("PRINTER_A=\\\\pc\\laser\nDEFAULT_PRINTER=A", from);
  assert.deepEqual([laser?.profile.format, asked], ["gdi", ["\\\\pc\\Laser"]]);
});

Deno.test("withGuesses() goes on with the names alone when Windows fails or does not answer", async () => {
  const failing = printers(() => Promise.reject(new Error("spooler stopped")));
  const silent = printers(() => new Promise(() => {}));
  for (const [from, clock] of [[failing, NEVER], [silent, LATE]] as const) {
    assert.deepEqual(await guessedOf("PRINTER_A=Kitchen", from, clock), settingsOf("PRINTER_A=Kitchen"));
  }
});
