import assert from "node:assert/strict";
import { join } from "node:path";
import { calibrate } from "../../src/cli/calibrate.ts";
import { parseOptions } from "../../src/cli/options.ts";
import { loadSettings, type Settings } from "../../src/config.ts";
import { type CodePage, DEFAULT_PROFILE, EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { Person } from "./person.ts";
import { SimulatedPrinter, type Truth } from "./simulated_printer.ts";

const GUIDE = "# Our till\r\nSESSION_ID=s1\r\nUSERNAME=till\r\nNIPT=L1\r\n";

/** A clone that starts in Chinese mode, with pages of its own and `ESC *` alone. */
const CLONE: Truth = {
  profile: {
    ...DEFAULT_PROFILE,
    columns: 42,
    dots: 512,
    drawerPin: 5,
    codePages: [
      { encoding: "cp437", number: 0 },
      { encoding: "windows1252", number: 16 },
      { encoding: "windows1250", number: 72 },
      { encoding: "windows1251", number: 73 },
    ],
  },
  startsInChinese: true,
  knowsDisableRealtime: false,
  knowsPdf417: false,
  knowsRaster: false,
  hasKnife: true,
  buzzer: "ESC ( A",
};

const EPSON: Truth = {
  profile: { ...DEFAULT_PROFILE, codePages: EPSON_CODE_PAGES },
  startsInChinese: false,
  knowsDisableRealtime: true,
  knowsPdf417: true,
  knowsRaster: true,
  hasKnife: false,
  buzzer: "ESC B",
};

/** Calibrates with a settings file of this text; gives the text it has then, the person, the printer and the settings. */
async function calibrated(
  text: string,
  truth: Truth,
  { args = [], instead }: { args?: readonly string[]; instead?: Person["instead"] } = {},
) {
  const folder = await Deno.makeTempDir();
  try {
    const env = join(folder, ".env");
    await Deno.writeTextFile(env, `${text}DATA_DIR=${folder}\r\n`);
    const printer = new SimulatedPrinter(truth);
    const options = parseOptions(["--calibrate", "--env", env, ...args]);
    assert.ok("command" in options);
    const person = new Person(args, printer, truth.profile.dots ?? truth.profile.columns * 12);
    if (instead !== undefined) person.instead = instead;
    const code = await calibrate(person, options, settingsOf(env), printer);
    const after = (await Deno.readTextFile(env)).replace(`DATA_DIR=${folder}\r\n`, "");
    return { code, text: after, person, printer, settings: settingsOf(env) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function settingsOf(env: string): Settings {
  const loaded = loadSettings(env);
  assert.ok("settings" in loaded, JSON.stringify(loaded));
  return loaded.settings;
}

const undated = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\d/g, "DAY");

Deno.test("--calibrate ends with exactly the settings of the printer that stands there, and the comments stay", async () => {
  const before = `${GUIDE}# The bar\r\nPRINTER_BAR=POS-80\r\n# too wide?\r\nPRINTER_BAR_COLUMNS=48   # was a guess\r\n`;
  const { code, text, person, printer, settings } = await calibrated(before, CLONE, { args: ["--printer", "BAR"] });
  assert.equal(code, 0, person.screen);
  const found = [
    "PRINTER_BAR_COLUMNS=42   # was a guess",
    "PRINTER_BAR_DISABLE_REALTIME=off",
    "PRINTER_BAR_BUZZER=esc-(a",
    "PRINTER_BAR_DRAWER_PIN=5",
    "PRINTER_BAR_CUTTER=on",
    "PRINTER_BAR_NATIVE_CODES=qr, barcode",
    "PRINTER_BAR_PICTURE_MODE=columns",
    "PRINTER_BAR_CANCEL_CHINESE=on",
    "PRINTER_BAR_CODE_PAGES=windows1252:16, windows1250:72, cp437:0, windows1251:73",
    "PRINTER_BAR_DOTS=512",
  ];
  const [head = "", tail = ""] = text.split("PRINTER_BAR_COLUMNS");
  assert.equal(head, before.split("PRINTER_BAR_COLUMNS")[0]);
  assert.deepEqual(`PRINTER_BAR_COLUMNS${tail}`.trimEnd().split("\r\n").sort(), found.sort());
  const { buzzer, codePages, columns, dots, drawerPin } = settings.printers[0]?.profile ?? assert.fail();
  assert.deepEqual([buzzer, columns, dots, drawerPin], ["esc-(a", 42, 512, 5]);
  assert.deepEqual(
    codePages.toSorted((left, right) => left.number - right.number),
    CLONE.profile.codePages,
  );
  assert.equal(printer.titles.at(-1), "Test page");
});

Deno.test("--calibrate of a printer without an alias gives it one, and sends all jobs there as before", async () => {
  const { text, person, settings } = await calibrated(`${GUIDE}PAPER_COLUMNS=42\r\nDEFAULT_PRINTER=POS-80\r\n`, EPSON);
  assert.match(person.screen, /POS-80 had no alias.*It becomes RECEIPT\./);
  assert.match(
    undated(text),
    /^# Our till\r\n[^]*\r\nDEFAULT_PRINTER=RECEIPT\r\n[^]*# By --calibrate, DAY\r\nPRINTER_RECEIPT=POS-80\r\n/,
  );
  const { name, address, profile } = settings.defaultPrinter;
  assert.deepEqual([name, address], ["RECEIPT", { kind: "windows", name: "POS-80" }]);
  assert.deepEqual([profile.columns, profile.dots, profile.cutter, profile.buzzer], [48, 576, false, "esc-b"]);
  assert.deepEqual([profile.disableRealtime, profile.cancelChinese, profile.pictureMode], [true, false, "raster"]);
  assert.deepEqual(profile.nativeCodes, ["qr", "pdf417", "barcode"]);
  const expected = EPSON_CODE_PAGES.filter(({ encoding }) => !["windows1257", "cp775"].includes(encoding));
  const order = (pages: readonly CodePage[]) => pages.map(({ encoding, number }) => `${encoding}:${number}`).sort();
  assert.deepEqual(order(profile.codePages), order(expected));
});

Deno.test("--calibrate writes nothing when it is ended with q, at the end of input, or refused at the end", async (t) => {
  const rows: [string, Person["instead"]][] = [
    ["q at a question", (_, step) => step === "Width" ? "q" : undefined],
    ["q between two samples", (question) => question.startsWith("Number ") ? "q" : undefined],
    ["q where it asks first", (_, step) => step === "Drawer" ? "q" : undefined],
    ["the input ends", (_, step) => step === "Letters" ? null : undefined],
    ["no at the end", (question) => question.startsWith("Write") ? "n" : undefined],
  ];
  for (const [title, instead] of rows) {
    await t.step(title, async () => {
      const { code, text, person } = await calibrated(GUIDE, EPSON, { instead });
      assert.equal(code, 0);
      assert.equal(text, GUIDE);
      assert.match(person.screen, /Ended\. Nothing was written\.\n$/);
    });
  }
});

Deno.test("--calibrate keeps what is skipped with Enter, and fires no drawer unasked", async () => {
  const instead: Person["instead"] = (question, step) =>
    question.startsWith("Write") ? "y" : step === "Width" ? "nonsense 48" : "";
  let isTold = false;
  const { text, person, printer } = await calibrated(`${GUIDE}PRINTER_A=POS-80\r\n`, EPSON, {
    args: ["--printer", "A"],
    instead: (question, step) => {
      if (step !== "Width" || isTold) return step === "Width" ? "48" : instead(question, step);
      isTold = true;
      return "nonsense 48";
    },
  });
  assert.match(person.screen, /"nonsense" is none of 30 to 69\. Type numbers/);
  assert.equal(text, `${GUIDE}PRINTER_A=POS-80\r\nPRINTER_A_COLUMNS=48\r\n`);
  const kinds = printer.papers.slice(0, -1).flat().map(({ kind }) => kind);
  assert.ok(kinds.includes("qr") && !kinds.includes("drawer") && !kinds.includes("beep"));
});

Deno.test("--calibrate says so when every question was skipped", async () => {
  const { code, text, person } = await calibrated(GUIDE, EPSON, { instead: () => "" });
  assert.equal(code, 0);
  assert.equal(text, GUIDE);
  assert.match(person.screen, /Every question was skipped: there is nothing to write\./);
});

Deno.test("--calibrate of a text printer asks for letters and width alone", async () => {
  const plain: Truth = { ...EPSON, profile: { ...EPSON.profile, format: "text" } };
  const { person, settings, printer } = await calibrated(`${GUIDE}PRINT_FORMAT=text\r\n`, plain, {
    instead: (question, step) =>
      question.startsWith("Write") ? "y" : step === "Letters" ? "3 4" : step === "Width" ? "32 40" : "",
  });
  assert.deepEqual([...person.screen.matchAll(/^\[.*\] (.*)$/gm)].map(([, title]) => title), ["Letters", "Width"]);
  const { format, textEncoding, columns } = settings.defaultPrinter.profile;
  assert.deepEqual([format, textEncoding, columns], ["text", "cp852", 40]);
  assert.equal(printer.titles.length, 3);
});

Deno.test("--calibrate prints nothing on a printer that Windows draws on, and says where its paper is set", async () => {
  const before = `${GUIDE}PRINTER_DESK=Laser\r\nPRINTER_DESK_FORMAT=gdi\r\nDEFAULT_PRINTER=DESK\r\n`;
  const { code, text, person } = await calibrated(before, EPSON);
  assert.deepEqual([code, text], [1, before]);
  assert.match(person.screen, /^There is nothing to calibrate on DESK: Windows draws on it \(format gdi\)\./);
});
