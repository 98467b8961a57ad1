import assert from "node:assert/strict";
import fc from "fast-check";
import { editEnv } from "../../src/config/env_edit.ts";
import { printerEdit } from "../../src/config/printer_edit.ts";
import { BUZZERS, DEFAULT_PROFILE, EPSON_CODE_PAGES, NATIVE_CODES, PICTURE_MODES } from "../../src/domain/profile.ts";
import { GUIDE, settingsOf } from "./source.ts";

const profiles = fc.record({
  columns: fc.integer({ min: 16, max: 96 }),
  dots: fc.integer({ min: 96, max: 2400 }),
  codePages: fc.subarray([...EPSON_CODE_PAGES, { encoding: "cp850", number: 2 }]),
  textEncoding: fc.constantFrom("windows1252", "cp852"),
  cutter: fc.boolean(),
  drawerPin: fc.constantFrom(2 as const, 5 as const),
  drawerOnMs: fc.integer({ min: 2, max: 510 }),
  drawerOffMs: fc.integer({ min: 2, max: 510 }),
  disableRealtime: fc.boolean(),
  buzzer: fc.constantFrom(...BUZZERS),
  nativeCodes: fc.subarray([...NATIVE_CODES]),
  pictureMode: fc.constantFrom(...PICTURE_MODES),
  cancelChinese: fc.boolean(),
  drawMissing: fc.boolean(),
}, { requiredKeys: [] });

Deno.test("writtenSettings() is read back as the very profile, through the settings file", () => {
  fc.assert(fc.property(profiles, (values) => {
    const before = "# Bar\nPRINTER_BAR=EPSON\nPAPER_COLUMNS=42\n";
    const bar = settingsOf(before).printers[0] ?? assert.fail();
    const { changes, isNew } = printerEdit(bar, values, settingsOf(before), "found");
    const edited = editEnv(GUIDE + before, changes);
    assert.ok("text" in edited && !isNew);
    const { dots, ...profile } = settingsOf(edited.text.slice(GUIDE.length)).printers[0]?.profile ?? assert.fail();
    const { dots: wanted, ...rest } = values;
    assert.deepEqual(profile, { ...bar.profile, ...rest });
    assert.equal(dots, wanted);
  }));
});

Deno.test("printerEdit() gives a printer without alias one, and DEFAULT_PRINTER where all jobs go there", async (t) => {
  const rows: [title: string, text: string, changes: Record<string, string>][] = [
    ["by name", "DEFAULT_PRINTER=TM\n", { PRINTER_RECEIPT: "TM", DEFAULT_PRINTER: "RECEIPT" }],
    ["the Windows default", "", { PRINTER_RECEIPT: "default", DEFAULT_PRINTER: "RECEIPT" }],
    ["where RECEIPT is taken", "PRINTER_Receipt=A\nDEFAULT_PRINTER=B\n", {
      PRINTER_RECEIPT_2: "B",
      DEFAULT_PRINTER: "RECEIPT_2",
    }],
    ["over the network", "DEFAULT_PRINTER=tcp://10.0.0.9\n", {
      PRINTER_RECEIPT: "tcp://10.0.0.9:9100",
      DEFAULT_PRINTER: "RECEIPT",
    }],
  ];
  for (const [title, text, expected] of rows) {
    await t.step(title, () => {
      const settings = settingsOf(text);
      const { changes } = printerEdit(settings.defaultPrinter, { cutter: false }, settings, "found");
      const alias = Object.keys(expected)[0];
      assert.deepEqual(Object.fromEntries(changes.map(({ key, value }) => [key, value])), {
        ...expected,
        [`${alias}_CUTTER`]: "off",
      });
      const edited = editEnv(GUIDE + text, changes);
      assert.ok("text" in edited);
      const after = settingsOf(edited.text.slice(GUIDE.length));
      assert.deepEqual(after.defaultPrinter.address, settings.defaultPrinter.address);
      assert.ok(!after.defaultPrinter.profile.cutter);
    });
  }
});

Deno.test("printerEdit() of a printer that is not the one of all jobs leaves DEFAULT_PRINTER alone", () => {
  const settings = settingsOf("DEFAULT_PRINTER=A\n");
  const other = { name: "B", address: { kind: "windows", name: "B" }, profile: DEFAULT_PROFILE } as const;
  const { changes } = printerEdit(other, { columns: 32 }, settings, "found");
  assert.deepEqual(changes.map(({ key }) => key), ["PRINTER_RECEIPT", "PRINTER_RECEIPT_COLUMNS"]);
});
