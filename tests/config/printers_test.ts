import assert from "node:assert/strict";
import { parseSettings, type Settings } from "../../src/config.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

Deno.test("parseSettings() reads every kind of printer", async (t) => {
  const rows: [string, Settings["defaultPrinter"]["address"]][] = [
    ["EPSON TM-T20III Receipt", { kind: "windows", name: "EPSON TM-T20III Receipt" }],
    ["\\\\SERVER\\Bar Printer", { kind: "windows", name: "\\\\SERVER\\Bar Printer" }],
    ["default", { kind: "windows", name: null }],
    ["tcp://192.168.1.50", { kind: "tcp", host: "192.168.1.50", port: 9100 }],
    ["TCP://kitchen.local:9101/", { kind: "tcp", host: "kitchen.local", port: 9101 }],
    ["tcp://[fe80::1]", { kind: "tcp", host: "fe80::1", port: 9100 }],
    ["tcp://[fe80::1]:515", { kind: "tcp", host: "fe80::1", port: 515 }],
    ["folder:printed", { kind: "folder", path: "C:\\Shop\\printed" }],
    ["folder:..\\out", { kind: "folder", path: "C:\\out" }],
    ["folder:D:\\out", { kind: "folder", path: "D:\\out" }],
  ];
  for (const [spec, address] of rows) {
    await t.step(spec, () => {
      assert.deepEqual(settingsOf(`PRINTER_X=${spec}`).printers[0]?.address, address);
      assert.deepEqual(settingsOf(`DEFAULT_PRINTER=${spec}`).defaultPrinter.address, address);
    });
  }
});

Deno.test("parseSettings() gives each printer its own settings, and the rest from the default", () => {
  const { printers } = settingsOf([
    "PAPER_COLUMNS=40",
    "PRINTER_BAR=tcp://10.0.0.1",
    "PRINTER_bar_2=tcp://10.0.0.2",
    "PRINTER_BAR_COLUMNS=32",
    "PRINTER_BAR_FORMAT=text",
    "PRINTER_BAR_CODE_PAGES=cp852",
    "PRINTER_BAR_TEXT_ENCODING=cp852",
    "PRINTER_BAR_CUTTER=off",
    "PRINTER_BAR_DRAWER_PIN=5",
    "PRINTER_BAR_DRAWER_ON_MS=120",
    "PRINTER_BAR_DRAWER_OFF_MS=240",
    "PRINTER_BAR_DISABLE_REALTIME=off",
    "PRINTER_BAR_DOTS=390",
    "PRINTER_BAR_BUZZER=ESC-(A",
    "PRINTER_BAR_NATIVE_CODES=barcode, QR",
    "PRINTER_BAR_PICTURE_MODE=columns",
    "PRINTER_BAR_CANCEL_CHINESE=on",
    "PRINTER_BAR_DRAW_MISSING=off",
    "PRINTER_BAR_2_COLUMNS=42",
  ].join("\n"));
  assert.deepEqual(printers.map(({ name, profile }) => [name, profile]), [
    ["BAR", {
      format: "text",
      columns: 32,
      codePages: [{ encoding: "cp852", number: 18 }],
      textEncoding: "cp852",
      cutter: false,
      drawerPin: 5,
      drawerOnMs: 120,
      drawerOffMs: 240,
      disableRealtime: false,
      dots: 390,
      buzzer: "esc-(a",
      nativeCodes: ["qr", "barcode"],
      pictureMode: "columns",
      cancelChinese: true,
      drawMissing: false,
    }],
    ["bar_2", { ...DEFAULT_PROFILE, columns: 42 }],
  ]);
});

Deno.test("parseSettings() takes DEFAULT_PRINTER for an alias first, whatever its case", () => {
  const { defaultPrinter, printers } = settingsOf("PRINTER_BAR=tcp://10.0.0.1\nDEFAULT_PRINTER=Bar");
  assert.equal(defaultPrinter, printers[0]);
});

Deno.test("parseSettings() keeps one lane when DEFAULT_PRINTER names the printer of an alias by its SPEC", () => {
  const { defaultPrinter, printers } = settingsOf("PRINTER_BAR=EPSON TM\nDEFAULT_PRINTER=epson tm");
  assert.equal(defaultPrinter, printers[0]);
});

Deno.test("parseSettings() names a printer without an alias by its SPEC", async (t) => {
  for (const name of ["EPSON TM", "tcp://10.0.0.1:9100", "folder:C:\\out"]) {
    await t.step(name, () => assert.equal(settingsOf(`DEFAULT_PRINTER=${name}`).defaultPrinter.name, name));
  }
});

Deno.test("parseSettings() routes types to aliases, whatever the case", () => {
  const { routes } = settingsOf("PRINTER_Bar=tcp://10.0.0.1\nROUTE_RECEIPT=BAR\nROUTE_Kitchen_Ticket=bar\nROUTE_TEXT=");
  assert.deepEqual(routes, new Map([["receipt", "Bar"], ["kitchen_ticket", "Bar"]]));
});

Deno.test("parseSettings() says one thing when a route names an alias whose own line is wrong", () => {
  assert.equal(problemsOf(parseSettings(source(`${GUIDE}PRINTER_BAR=tcp://\nROUTE_TEXT=BAR`))).length, 1);
});

Deno.test("parseSettings() names the known aliases when a route names another", () => {
  const [problem] = problemsOf(parseSettings(source(`${GUIDE}PRINTER_BAR=a\nPRINTER_GRILL=b\nROUTE_TEXT=KITCHEN`)));
  assert.match(problem ?? "", /Known are: BAR, GRILL\.$/);
});

Deno.test("parseSettings() takes a key that ends in a printer setting for that setting, never for an alias", () => {
  const text = `${GUIDE}PRINTER_KITCHEN=tcp://a\nPRINTER_KITCHEN_COLUMNS=40\nPRINTER_KITCHEN_COLUMNS_COLUMNS=41`;
  assert.deepEqual(problemsOf(parseSettings(source(text))), [
    'line 7: PRINTER_KITCHEN_COLUMNS_COLUMNS "41": a setting of the printer KITCHEN_COLUMNS, which is not set up. ' +
    "Add PRINTER_KITCHEN_COLUMNS=… with the printer's name or address. Known are: KITCHEN.",
  ]);
});
