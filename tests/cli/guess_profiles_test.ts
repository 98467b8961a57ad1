import assert from "node:assert/strict";
import { withGuesses } from "../../src/cli/guess_profiles.ts";
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
  for (const text of ["PROFILE=pos-58", "DEFAULT_PRINTER=tcp://a\nPRINTER_A=folder:x", "DEFAULT_PRINTER=POS-58"]) {
    assert.deepEqual(await guessedOf(text, never), settingsOf(text));
  }
});

Deno.test("withGuesses() goes on with the names alone when Windows fails or does not answer", async () => {
  const failing = printers(() => Promise.reject(new Error("spooler stopped")));
  const silent = printers(() => new Promise(() => {}));
  for (const [from, clock] of [[failing, NEVER], [silent, LATE]] as const) {
    assert.deepEqual(await guessedOf("PRINTER_A=Kitchen", from, clock), settingsOf("PRINTER_A=Kitchen"));
  }
});
