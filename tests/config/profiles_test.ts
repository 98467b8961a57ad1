import assert from "node:assert/strict";
import { formatNotice, parseSettings } from "../../src/config.ts";
import { modelNamed, profileOfModel } from "../../src/domain/models/known_models.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

function profileOf(name: string): Profile {
  const model = modelNamed(name);
  assert.ok(model !== null);
  return profileOfModel(model);
}

function bar(text: string) {
  const [printer] = settingsOf(text).printers;
  assert.ok(printer !== undefined);
  return printer;
}

function warningsOf(text: string): string[] {
  return parseSettings(source(GUIDE + text)).warnings.map(formatNotice);
}

Deno.test("parseSettings() gives a printer the profile of its settings", () => {
  const { profile, profileChoice, guessLimits } = bar("PRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=Epson TM-T88");
  assert.deepEqual(profile, profileOf("epson-tm-t88"));
  assert.deepEqual(profileChoice, { name: "epson-tm-t88", from: "settings" });
  assert.equal(guessLimits, undefined);
});

Deno.test("parseSettings() takes PROFILE for every printer without one of its own", () => {
  const { printers, defaultPrinter, profile } = settingsOf(
    "PROFILE=generic-58mm\nPRINTER_A=tcp://a\nPRINTER_B=EPSON TM-T88V\nPRINTER_C=tcp://c\nPRINTER_C_PROFILE=star-tsp800",
  );
  assert.deepEqual(printers.map((printer) => printer.profile), [
    profileOf("generic-58mm"),
    profileOf("generic-58mm"),
    profileOf("star-tsp800"),
  ]);
  assert.deepEqual([defaultPrinter.profile, profile], [profileOf("generic-58mm"), profileOf("generic-58mm")]);
});

Deno.test("parseSettings() takes what is written for one printer before its profile, value by value", () => {
  const { profile } = bar([
    "PRINTER_BAR=tcp://a",
    "PRINTER_BAR_PROFILE=pos-58",
    "PRINTER_BAR_CODE_PAGES=cp852:18",
    "PRINTER_BAR_CUTTER=on",
    "PRINTER_BAR_NATIVE_CODES=qr",
    "PRINTER_BAR_CANCEL_CHINESE=off",
    "PRINTER_BAR_PICTURE_MODE=columns",
  ].join("\n"));
  assert.deepEqual(profile, {
    ...profileOf("pos-58"),
    codePages: [{ encoding: "cp852", number: 18 }],
    cutter: true,
    nativeCodes: ["qr"],
    cancelChinese: false,
    pictureMode: "columns",
  });
});

Deno.test("parseSettings() forgets the dots of a profile whose columns are changed, and keeps them when they are the same", () => {
  const dots = (columns: number) =>
    bar(`PRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=epson-tm-t88\nPRINTER_BAR_COLUMNS=${columns}`).profile.dots;
  assert.deepEqual([dots(42), dots(40)], [512, undefined]);
});

Deno.test("parseSettings() takes plain settings that are written before profiles, and says so", () => {
  const text = "PAPER_COLUMNS=48\nCODE_PAGES=cp852\nPRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=generic-58mm";
  const { profile } = bar(text);
  assert.deepEqual([profile.columns, profile.dots, profile.cutter], [48, undefined, false]);
  assert.deepEqual(profile.codePages, [{ encoding: "cp852", number: 18 }]);
  assert.deepEqual(warningsOf(text), [
    'line 8: PRINTER_BAR_PROFILE "generic-58mm": PAPER_COLUMNS and CODE_PAGES, written for all printers, count before a ' +
    "profile. Delete PAPER_COLUMNS and CODE_PAGES, or write PRINTER_BAR_COLUMNS and PRINTER_BAR_CODE_PAGES.",
  ]);
  assert.deepEqual(warningsOf("PAPER_COLUMNS=32\nPRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=generic-58mm"), []);
  assert.deepEqual(
    warningsOf("PAPER_COLUMNS=48\nPRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=generic-58mm\nPRINTER_BAR_COLUMNS=32"),
    [],
  );
});

Deno.test("parseSettings() takes an empty plain setting for one that is not written", () => {
  const text =
    "PAPER_COLUMNS=\nPRINT_FORMAT=\nCODE_PAGES=\nPROFILE=\nPRINTER_BAR=tcp://a\nPRINTER_BAR_PROFILE=sunmi-58";
  assert.deepEqual(bar(text).profile, profileOf("sunmi-58"));
});

Deno.test("parseSettings() guesses from the printer's name, but never against what is written", async (t) => {
  const rows: [string, Partial<Profile>, unknown][] = [
    ["PRINTER_A=EPSON TM-T88V Receipt", { columns: 42, dots: 512, buzzer: "esc-(a" }, "epson-tm-t88"],
    ["PAPER_COLUMNS=40\nPRINTER_A=EPSON TM-T88V", { columns: 40, buzzer: "esc-(a" }, "epson-tm-t88"],
    ["PRINTER_A=EPSON TM-T88V\nPRINTER_A_COLUMNS=42", { columns: 42, dots: 512, buzzer: "esc-(a" }, "epson-tm-t88"],
    ["PRINTER_A=EPSON TM-T88V\nPRINTER_A_BUZZER=bel", { columns: 42, dots: 512, buzzer: "bel" }, "epson-tm-t88"],
    ["PRINTER_A=XP-58", { columns: 32, dots: 384 }, "xprinter-58"],
    ["PRINTER_A=Kitchen", {}, undefined],
    ["PRINTER_A=tcp://tm-t88v.local", {}, undefined],
    ["PRINTER_A=folder:TM-T88V", {}, undefined],
    ["PRINTER_A=EPSON TM-T88V\nPRINTER_A_FORMAT=text", { format: "text" }, undefined],
    ["PROFILE=generic-80mm\nPRINTER_A=EPSON TM-T88V", { dots: 576 }, "generic-80mm"],
  ];
  for (const [text, expected, name] of rows) {
    await t.step(text, () => {
      const { profile, profileChoice } = bar(text);
      assert.deepEqual(profile, { ...DEFAULT_PROFILE, ...expected });
      assert.equal(profileChoice?.name, name);
    });
  }
  await t.step("for DEFAULT_PRINTER", () => {
    assert.equal(settingsOf("DEFAULT_PRINTER=CITIZEN CT-S310II").defaultPrinter.profileChoice?.name, "citizen-ct-s310");
  });
});

Deno.test("parseSettings() refuses a profile that there is not, with the nearest and all there are", async (t) => {
  const rows: [string, string][] = [
    ["epson-tm-t8", "Did you mean epson-tm-t88? "],
    ["TM-T88IV", "Did you mean epson-tm-t88-old? "],
    ["Star TSP143", "Did you mean star-tsp100? "],
    ["qqqqqqqqqq", ""],
    ["__proto__", ""],
  ];
  for (const [name, meant] of rows) {
    await t.step(name, () => {
      const [problem, ...more] = problemsOf(
        parseSettings(source(`${GUIDE}PRINTER_A=tcp://a\nPRINTER_A_PROFILE=${name}`)),
      );
      assert.deepEqual(more, []);
      const expected =
        `line 6: PRINTER_A_PROFILE "${name}": no profile of this name. ${meant}Known are: epson-tm-t20, `;
      assert.equal(problem?.slice(0, expected.length), expected);
    });
  }
  await t.step("PROFILE", () => {
    assert.match(
      problemsOf(parseSettings(source(`${GUIDE}PROFILE=epson`)))[0] ?? "",
      /^line 5: PROFILE "epson": no profile/,
    );
  });
});
