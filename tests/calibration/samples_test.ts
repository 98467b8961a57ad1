import assert from "node:assert/strict";
import { readNumbers, readYesNo } from "../../src/calibration/answer.ts";
import {
  alphabetStep,
  candidates,
  LATIN,
  lettersStep,
  OTHER_ALPHABETS,
  sampleOf,
} from "../../src/calibration/letters.ts";
import { ruler } from "../../src/calibration/rulers.ts";
import { sheetBytes, textBlock } from "../../src/calibration/sheet.ts";
import { withFindings } from "../../src/calibration/step.ts";
import { stepMakers } from "../../src/calibration/steps.ts";
import { BwipPainter } from "../../src/code_painter/bwip_painter.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { DEFAULT_PROFILE, EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { readCommands } from "../../src/render/command_reader.ts";
import { render } from "../../src/render/render.ts";
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

Deno.test("the samples of two pages of one number are sent as different bytes, so that only one of them looks right", () => {
  const taken = new Map<string, string>();
  for (const alphabet of [LATIN, ...OTHER_ALPHABETS]) {
    for (const page of candidates(alphabet, DEFAULT_PROFILE)) {
      const profile = { ...DEFAULT_PROFILE, codePages: [page] };
      const { bytes, warnings } = render({ blocks: [textBlock(sampleOf(page.encoding))] }, profile);
      assert.deepEqual(warnings, []);
      const key = bytes.toHex();
      assert.equal(taken.get(key), undefined, `${page.encoding} and ${taken.get(key)} share ${page.number}`);
      taken.set(key, page.encoding);
    }
  }
});

Deno.test("candidates() has what the profile says, Epson's numbers and those of the known models; Star's own for Star", () => {
  const odd = { encoding: "windows1250", number: 99 };
  const pages = candidates(LATIN, { ...DEFAULT_PROFILE, codePages: [odd] });
  for (const number of [45, 72, 30, 47, 99]) {
    assert.ok(pages.some((page) => page.encoding === "windows1250" && page.number === number), `${number}`);
  }
  const all = [LATIN, ...OTHER_ALPHABETS].flatMap((alphabet) => candidates(alphabet, DEFAULT_PROFILE));
  for (const { encoding, number } of EPSON_CODE_PAGES.slice(0, 11)) {
    assert.ok(all.some((page) => page.encoding === encoding && page.number === number), encoding);
  }
  const star = candidates(LATIN, { ...DEFAULT_PROFILE, format: "starprnt" });
  assert.deepEqual(star.map(({ number }) => number), [4, 32, 5, 33, 1]);
});

Deno.test("alphabetStep() adds its pages to those that were found, in the place of older ones", () => {
  const codePages = [{ encoding: "cp858", number: 19 }, { encoding: "cp866", number: 17 }];
  const [cyrillic] = OTHER_ALPHABETS;
  const profile = { ...DEFAULT_PROFILE, codePages };
  const step = alphabetStep(cyrillic ?? assert.fail(), profile) ?? assert.fail();
  const number = candidates(cyrillic ?? assert.fail(), profile).findIndex((page) => page.number === 73) + 1;
  assert.deepEqual(step.conclude([number]).found, {
    codePages: [codePages[0], { encoding: "windows1251", number: 73 }],
  });
  assert.deepEqual(step.conclude([]).found, { codePages: [codePages[0]] });
});

Deno.test("the sheet of letters is read on a printer with every page as it is shown on the screen", async () => {
  const step = lettersStep({ ...DEFAULT_PROFILE, cancelChinese: true });
  const bytes = await sheetBytes(step.sheets[0] ?? assert.fail(), NO_PAINTERS);
  const pages = candidates(LATIN, DEFAULT_PROFILE);
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
    assert.ok(step.consent !== undefined || own[step.title] === undefined || step.title === "Knife", step.title);
    for (const sheet of step.sheets) {
      const names = readCommands(await sheetBytes(sheet, NO_PAINTERS)).map(({ name }) => name);
      const acting = names.filter((name) => /^(unknown|GS V|ESC p|ESC B|ESC \( A|BEL|DLE.*)$/.test(name));
      assert.deepEqual(acting.filter((name) => !own[step.title]?.test(name)), [], step.title);
    }
  }
});

Deno.test("stepMakers() asks Star printers nothing that only ESC/POS has", () => {
  const star = { ...DEFAULT_PROFILE, format: "starline" } as const;
  const titles = stepMakers(NO_PAINTERS).flatMap((make) => make(star)?.title ?? []);
  const expected = ["Letters", "Cyrillic letters", "Greek letters", "Turkish letters", "Width", "Width of pictures"];
  assert.deepEqual(titles, [...expected, "Codes", "Knife", "Drawer"]);
});

Deno.test("stepMakers() tries nothing with pictures where they do not come out", () => {
  const bare = { ...DEFAULT_PROFILE, pictureMode: "none" } as const;
  const steps = stepMakers({ text: null, codes: new BwipPainter() }).flatMap((make) => make(bare) ?? []);
  assert.ok(!steps.some(({ title }) => title === "Width of pictures"));
  assert.deepEqual(steps.find(({ title }) => title === "Codes")?.expected, [
    "1  QR code",
    "2  PDF417 code",
    "3  barcode",
  ]);
});
