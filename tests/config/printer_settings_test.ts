import assert from "node:assert/strict";
import { formatNotice, parseSettings } from "../../src/config.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

const PRINTERS = "PRINTER_Bar=tcp://10.0.0.1\nPRINTER_KITCHEN=tcp://10.0.0.2\n";

Deno.test("parseSettings() gives a printer the fallback of its settings, whatever the case", () => {
  const { printers } = settingsOf(`${PRINTERS}PRINTER_KITCHEN_FALLBACK=BAR\nPRINTER_BAR_FALLBACK=`);
  assert.deepEqual(printers.map(({ name, fallback }) => [name, fallback]), [["Bar", undefined], ["KITCHEN", "Bar"]]);
});

Deno.test("parseSettings() takes a fallback in both directions", () => {
  const { printers } = settingsOf(`${PRINTERS}PRINTER_KITCHEN_FALLBACK=BAR\nPRINTER_BAR_FALLBACK=KITCHEN`);
  assert.deepEqual(printers.map(({ fallback }) => fallback), ["KITCHEN", "Bar"]);
});

Deno.test("parseSettings() makes the printer with a fallback the default printer when its alias is named", () => {
  const { defaultPrinter } = settingsOf(`${PRINTERS}PRINTER_KITCHEN_FALLBACK=BAR\nDEFAULT_PRINTER=KITCHEN`);
  assert.equal(defaultPrinter.fallback, "Bar");
});

Deno.test("parseSettings() refuses a fallback that is no other alias", async (t) => {
  const rows: [string, string][] = [
    [
      "PRINTER_KITCHEN_FALLBACK=GRILL",
      'PRINTER_KITCHEN_FALLBACK "GRILL": no alias of this name. Known are: BAR, KITCHEN.',
    ],
    [
      "PRINTER_KITCHEN_FALLBACK=tcp://10.0.0.1",
      'PRINTER_KITCHEN_FALLBACK "tcp://10.0.0.1": no alias of this name. Known are: BAR, KITCHEN.',
    ],
    [
      "PRINTER_KITCHEN_FALLBACK=kitchen",
      'PRINTER_KITCHEN_FALLBACK "kitchen": a printer cannot stand in for itself. Known are: BAR.',
    ],
  ];
  for (const [text, expected] of rows) {
    await t.step(text, () => {
      assert.deepEqual(problemsOf(parseSettings(source(GUIDE + PRINTERS + text))), [`line 7: ${expected}`]);
    });
  }
});

Deno.test("parseSettings() says one thing when the fallback's own line is wrong", () => {
  const text = `${GUIDE}PRINTER_BAR=tcp://\nPRINTER_KITCHEN=tcp://10.0.0.2\nPRINTER_KITCHEN_FALLBACK=BAR`;
  assert.equal(problemsOf(parseSettings(source(text))).length, 1);
});

Deno.test("parseSettings() warns when a fallback is the same printer under another alias", () => {
  const text = `${GUIDE}PRINTER_A=tcp://10.0.0.1\nPRINTER_B=tcp://10.0.0.1:9100\nPRINTER_A_FALLBACK=B`;
  assert.deepEqual(parseSettings(source(text)).warnings.map(formatNotice), [
    'line 7: PRINTER_A_FALLBACK "B": both aliases are the same printer. Name an alias of another printer, or delete the line.',
  ]);
});

Deno.test("parseSettings() draws on Windows printers alone: network printers keep their own format", () => {
  const { printers, profile } = settingsOf(
    "PRINT_FORMAT=gdi\nPRINTER_A=tcp://10.0.0.1\nPRINTER_B=Office\nPRINTER_C=tcp://10.0.0.2\nPRINTER_C_FORMAT=starprnt\n" +
      "PRINTER_D=tcp://10.0.0.3\nPRINTER_D_PROFILE=epson-tm-t88\n",
  );
  assert.equal(profile.format, "gdi");
  assert.deepEqual(printers.map((printer) => printer.profile.format), ["escpos", "gdi", "starprnt", "escpos"]);
});

Deno.test("parseSettings() refuses FORMAT=gdi of a network printer", () => {
  const text = `${GUIDE}PRINTER_A=tcp://10.0.0.1\nPRINTER_A_FORMAT=gdi`;
  assert.deepEqual(problemsOf(parseSettings(source(text))), [
    'line 6: PRINTER_A_FORMAT "gdi": only printers of Windows can be drawn on. Install the printer in Windows and write its ' +
    "name there, or write escpos, starprnt, starline or text.",
  ]);
});

Deno.test("parseSettings() asks network printers for their state when STATUS is on", () => {
  const { printers } = settingsOf(`${PRINTERS}PRINTER_KITCHEN_STATUS=on\nPRINTER_BAR_STATUS=off`);
  assert.deepEqual(printers.map(({ asksStatus }) => asksStatus), [undefined, true]);
});

Deno.test("parseSettings() warns when STATUS is on for a printer that cannot be asked", async (t) => {
  const notNetwork = "only network printers (tcp://…) can be asked for their state; ignored. Delete the line.";
  const rows: [string, string[]][] = [
    ["PRINTER_X=EPSON TM\nPRINTER_X_STATUS=on", [`line 6: PRINTER_X_STATUS "on": ${notNetwork}`]],
    ["PRINTER_X=folder:out\nPRINTER_X_STATUS=yes", [`line 6: PRINTER_X_STATUS "yes": ${notNetwork}`]],
    ["PRINTER_X=tcp://a\nPRINTER_X_STATUS=on\nPRINTER_X_FORMAT=text", [
      'line 6: PRINTER_X_STATUS "on": a printer of the format text cannot be asked for its state; ignored. Delete the line.',
    ]],
    ["PRINTER_X=tcp://a\nPRINTER_X_STATUS=on\nPRINTER_X_FORMAT=StarPRNT", [
      'line 6: PRINTER_X_STATUS "on": a printer of the format starprnt cannot be asked for its state; ignored. Delete the line.',
    ]],
    ["PRINTER_X=EPSON TM\nPRINTER_X_STATUS=off", []],
  ];
  for (const [text, expected] of rows) {
    await t.step(text, () => {
      const loaded = parseSettings(source(GUIDE + text));
      assert.ok("settings" in loaded);
      assert.equal(loaded.settings.printers[0]?.asksStatus, undefined);
      assert.deepEqual(loaded.warnings.map(formatNotice), expected);
    });
  }
});

Deno.test("parseSettings() refuses a STATUS that is neither on nor off", () => {
  assert.deepEqual(problemsOf(parseSettings(source(`${GUIDE}${PRINTERS}PRINTER_KITCHEN_STATUS=auto`))), [
    'line 7: PRINTER_KITCHEN_STATUS "auto": expected on or off. Write on or off.',
  ]);
});

Deno.test("parseSettings() warns of code pages that Star printers have not", () => {
  const warned = (text: string) => parseSettings(source(GUIDE + text)).warnings.map(formatNotice);
  assert.deepEqual(warned("PRINTER_X=tcp://a\nPRINTER_X_FORMAT=starline\nPRINTER_X_CODE_PAGES=windows1253,cp858"), [
    'line 7: PRINTER_X_CODE_PAGES "windows1253,cp858": printers of the format starline have no windows1253; left out. ' +
    "Delete it, or write NAME:NUMBER with the number that the printer's manual lists for ESC GS t.",
  ]);
  assert.deepEqual(warned("PRINTER_X=tcp://a\nPRINTER_X_FORMAT=starline\nPRINTER_X_CODE_PAGES=windows1253:70"), []);
  assert.deepEqual(warned("PRINTER_X=tcp://a\nPRINTER_X_CODE_PAGES=windows1253,cp858"), []);
});
