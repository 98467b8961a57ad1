import assert from "node:assert/strict";
import { readNumbers, readYesNo } from "../../src/calibration/answer.ts";
import { candidates, lettersStep, sampleOf } from "../../src/calibration/letters.ts";
import { ruler } from "../../src/calibration/rulers.ts";
import { sheetBytes } from "../../src/calibration/sheet.ts";
import { withFindings } from "../../src/calibration/step.ts";
import { stepMakers } from "../../src/calibration/steps.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { DEFAULT_PROFILE, EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { readCommands } from "../../src/render/command_reader.ts";
import { paperText } from "../../src/render/paper_text.ts";
import { interpret } from "../../src/render/interpret.ts";

Deno.test("readNumbers() takes numbers as people type them", async (t) => {
  const rows: [string, ReturnType<typeof readNumbers>][] = [
    ["1 3", { kind: "numbers", numbers: [1, 3] }],
    [" 3,1 ; 3\r", { kind: "numbers", numbers: [3, 1] }],
    ["2.", { kind: "numbers", numbers: [2] }],
    ["none", { kind: "numbers", numbers: [] }],
    ["0", { kind: "numbers", numbers: [] }],
    ["", { kind: "skip" }],
    ["  ", { kind: "skip" }],
    ["Q", { kind: "quit" }],
  ];
  for (const [text, answer] of rows) {
    await t.step(JSON.stringify(text), () => assert.deepEqual(readNumbers(text, [1, 2, 3]), answer));
  }
  for (const text of ["4", "1 x", "1 q", "-1", "1e0"]) {
    await t.step(text, () => assert.equal(readNumbers(text, [1, 2, 3]).kind, "unclear"));
  }
});

Deno.test("readYesNo() takes yes and no as people type them", () => {
  const words = ["y", " YES ", "n", "No", "", "q", "maybe"];
  assert.deepEqual(words.map(readYesNo), ["yes", "yes", "no", "no", "skip", "quit", "unclear"]);
});

Deno.test("sampleOf() shows of the letters what the encoding has", () => {
  assert.equal(sampleOf("cp858"), "ë ç € ñ  ëç€ñ");
  assert.equal(sampleOf("windows1250"), "ë ç € ş ł  ëç€şł");
  assert.equal(sampleOf("windows1251"), "€ Ж  €Ж");
  assert.equal(sampleOf("klingon"), "");
});

Deno.test("the samples of two pages of one number differ on paper, so that nobody takes one for the other", () => {
  const taken = new Map<string, string>();
  for (const { encoding, number } of candidates(DEFAULT_PROFILE)) {
    const key = `${number} ${sampleOf(encoding)}`;
    assert.equal(taken.get(key), undefined, `${encoding} and ${taken.get(key)} share ${key}`);
    taken.set(key, encoding);
  }
});

Deno.test("candidates() has what the profile says, besides Epson's numbers and those of other makers", () => {
  const odd = { encoding: "windows1250", number: 99 };
  const pages = candidates({ ...DEFAULT_PROFILE, codePages: [odd] });
  assert.deepEqual(pages.find(({ number }) => number === 99), odd);
  assert.ok(pages.some(({ encoding, number }) => encoding === "windows1250" && number === 72));
  for (const { encoding, number } of EPSON_CODE_PAGES.slice(0, 11)) {
    assert.ok(pages.some((page) => page.encoding === encoding && page.number === number), encoding);
  }
});

Deno.test("the sheet of letters is read on a printer with every page as it is shown on the screen", async () => {
  const step = lettersStep({ ...DEFAULT_PROFILE, cancelChinese: true }) ?? assert.fail();
  const bytes = await sheetBytes(step.sheets[0] ?? assert.fail(), NO_PAINTERS);
  const pages = candidates(DEFAULT_PROFILE);
  // One number can stand for two pages: each line is read by its own page.
  const starts = readCommands(bytes).filter(({ name }) => name === "ESC @").map(({ start }) => start);
  assert.equal(starts.length, pages.length);
  starts.forEach((start, index) => {
    const line = bytes.subarray(start, starts[index + 1] ?? bytes.length);
    const profile = { ...DEFAULT_PROFILE, codePages: pages.slice(index, index + 1) };
    assert.equal(paperText(interpret(line, profile), profile).trim(), step.expected[index]?.trim());
    const commands = readCommands(line).map(({ name }) => name).filter((name) => name !== "text");
    assert.deepEqual(commands.slice(0, 5), ["ESC @", "GS ( D", "FS .", "ESC t", "LF"]);
  });
});

Deno.test("ruler() is as long as it says, and its numbers end where they say", () => {
  for (const columns of [30, 42, 48, 100]) {
    const text = ruler(columns);
    assert.equal(text.length, columns);
    assert.ok(text.startsWith(`#${columns} `) && text.endsWith("<"));
    for (let ten = 10; ten < columns - 2; ten += 10) assert.equal(text.slice(0, ten).match(/\d+$/)?.[0], String(ten));
  }
});

Deno.test("withFindings() drops the dots of another width", () => {
  const profile = { ...DEFAULT_PROFILE, dots: 576 };
  assert.equal(withFindings(profile, {}).dots, 576);
  assert.equal(withFindings(profile, { columns: 48 }).dots, 576);
  assert.equal(withFindings(profile, { columns: 32 }).dots, undefined);
  assert.equal(withFindings(profile, { columns: 32, dots: 384 }).dots, 384);
});

Deno.test("no sheet has a byte from data that is a command, and none cuts, kicks or beeps but its own step", async () => {
  const own: Record<string, RegExp> = { Knife: /^GS V$/, Drawer: /^ESC p$/, Buzzer: /^(ESC B|ESC \( A|BEL|ESC p)$/ };
  for (const make of stepMakers(NO_PAINTERS)) {
    const step = make(DEFAULT_PROFILE) ?? assert.fail();
    assert.equal(step.consent !== undefined, step.title === "Drawer" || step.title === "Buzzer");
    for (const sheet of step.sheets) {
      const names = readCommands(await sheetBytes(sheet, NO_PAINTERS)).map(({ name }) => name);
      const acting = names.filter((name) => /^(unknown|GS V|ESC p|ESC B|ESC \( A|BEL|DLE.*)$/.test(name));
      assert.deepEqual(acting.filter((name) => !own[step.title]?.test(name)), [], step.title);
    }
  }
});
