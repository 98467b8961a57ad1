import { deepEqual, equal, ok } from "node:assert/strict";
import bwip from "bwip-js/generic";
import fc from "fast-check";
import type { Symbology } from "../../src/domain/document.ts";
import { checkBarcode, symbologyOf, wideDots } from "../../src/render/barcode.ts";
import { code128Data, code128Symbols, code128Text } from "../../src/render/code128.ts";
import { qrCapacity, qrModules } from "../../src/render/qr.ts";

function sent(symbology: Symbology, data: string): string {
  const checked = checkBarcode(symbology, data);
  return checked.kind === "barcode" ? checked.data : `not sent: ${checked.reason}`;
}

Deno.test("checkBarcode() verifies what each system needs", async (t) => {
  const rows: [symbology: Symbology, data: string, result: string][] = [
    ["ean13", "5901234123457", "5901234123457"],
    ["ean13", "590123412345", "5901234123457"],
    ["ean13", "5901234123450", "not sent: its check digit is 0, expected 7"],
    ["ean13", "ABC", "not sent: it needs 12 or 13 digits"],
    ["ean8", "9638507", "96385074"],
    ["ean8", "963850", "not sent: it needs 7 or 8 digits"],
    ["upc-a", "03600029145", "036000291452"],
    ["upc-a", "036000291453", "not sent: its check digit is 3, expected 2"],
    ["upc-e", "425261", "042100005264"],
    ["upc-e", "0425261", "042100005264"],
    ["upc-e", "04252614", "042100005264"],
    ["upc-e", "04252615", "not sent: its check digit is 5, expected 4"],
    ["upc-e", "042100005264", "042100005264"],
    ["upc-e", "012345678905", "not sent: it needs 6 digits, or 7 or 8 that begin with 0"],
    ["upc-e", "123", "not sent: it needs 6 digits, or 7 or 8 that begin with 0"],
    ["code39", "ABC-123", "ABC-123"],
    ["code39", "*ABC*", "*ABC*"],
    ["code39", "abc", "not sent: it may have 1 to 253 of the characters 0-9 A-Z space $ % + - . /"],
    ["itf", "1234", "1234"],
    ["itf", "123", "not sent: it needs an even number of digits, 2 to 254"],
    ["codabar", "A40156B", "A40156B"],
    ["codabar", "40156", "not sent: it needs one of A B C D at both ends and digits or $ + - . / : between"],
    ["code93", "Abc 1", "Abc 1"],
    ["code93", "a\x1b", "not sent: it may have 1 to 255 ASCII characters, without control characters"],
    ["code128", "", "not sent: it may have about 250 ASCII characters, without control characters"],
    ["code128", "Ç", "not sent: it may have about 250 ASCII characters, without control characters"],
    ["code128", "x".repeat(254), "not sent: it may have about 250 ASCII characters, without control characters"],
  ];
  for (const [symbology, data, result] of rows) {
    await t.step(`${symbology} ${JSON.stringify(data)}`.slice(0, 60), () => equal(sent(symbology, data), result));
  }
});

Deno.test("checkBarcode() takes as much as one GS k holds, and no byte more", async (t) => {
  const rows: [symbology: Symbology, least: string, most: string, tooLong: string][] = [
    ["code39", "0", "Z".repeat(253), "Z".repeat(254)],
    ["code39", "*0*", `*${"Z".repeat(253)}*`, `*${"Z".repeat(254)}*`],
    ["itf", "01", "9".repeat(254), "9".repeat(256)],
    ["codabar", "AB", `A${"9".repeat(253)}D`, `A${"9".repeat(254)}D`],
    ["code93", "a", "~".repeat(255), "~".repeat(256)],
    ["code128", "a", "~".repeat(253), "~".repeat(254)],
    ["code128", "00", "0".repeat(506), "0".repeat(508)],
  ];
  for (const [symbology, least, most, tooLong] of rows) {
    await t.step(`${symbology} ${least}`, () => {
      const kinds = [least, most, tooLong].map((data) => checkBarcode(symbology, data).kind);
      deepEqual(kinds, ["barcode", "barcode", "invalid"]);
      ok(sent(symbology, most).length <= 255);
    });
  }
});

Deno.test("symbologyOf() knows the numbers of GS k, form B, which checkBarcode() gives", () => {
  // ESC/POS reference, GS k, function B: m from 65 to 73.
  const table = ["upc-a", "upc-e", "ean13", "ean8", "code39", "itf", "codabar", "code93", "code128"] as const;
  const data = ["03600029145", "425261", "590123412345", "9638507", "A", "12", "A1B", "A", "A"];
  table.forEach((symbology, index) => {
    const checked = checkBarcode(symbology, data[index] ?? "");
    deepEqual([symbologyOf(65 + index), checked.kind === "barcode" && checked.system], [symbology, 65 + index]);
  });
  deepEqual([symbologyOf(64), symbologyOf(74)], [undefined, undefined]);
});

Deno.test("wideDots() is the table of GS w", () => {
  // 0.625, 1.0, 1.25, 1.625 and 2.0 mm for 2 to 6, at 8 dots to the mm.
  deepEqual([2, 3, 4, 5, 6].map(wideDots), [0.625, 1, 1.25, 1.625, 2].map((millimetres) => millimetres * 8));
  // No printer makes bars of one dot, but a picture may: ITF's wide bars are 2 to 3 narrow ones (ISO/IEC 16390).
  for (const dots of [1, 2, 3, 4, 5, 6]) ok(wideDots(dots) >= 2 * dots && wideDots(dots) <= 3 * dots);
});

Deno.test("checkBarcode() says how wide the bars will be", async (t) => {
  // Modules by the standards: EAN-13 95, EAN-8 67, UPC-E 51, CODE128 11 for each symbol and 13 for the stop.
  const rows: [symbology: Symbology, data: string, moduleDots: number, widthDots: number][] = [
    ["ean13", "590123412345", 3, 285],
    ["ean8", "9638507", 2, 134],
    ["upc-e", "425261", 2, 102],
    ["code128", "AB", 2, 2 * (4 * 11 + 13)],
    ["code128", "123456", 2, 2 * (5 * 11 + 13)],
    ["code93", "AB", 2, 2 * (6 * 9 + 1)],
    // Full ASCII: a small letter is two characters.
    ["code93", "Ab0", 2, 2 * ((1 + 2 + 1 + 4) * 9 + 1)],
    ["upc-a", "03600029145", 2, 190],
    // Start 4 narrow; of the five of each digit two are wide; stop one wide and 2 narrow.
    ["itf", "1234", 3, 3 * (4 + 4 * 3 + 2) + 8 * (4 * 2 + 1)],
    ["codabar", "A59B", 3, 3 * (2 * 5 + 2 * 6) + 8 * (2 * 3 + 2 * 2)],
    ["code39", "A", 2, 3 * (7 * 2 + 3 * 5)],
    // Of the seven bars and spaces three are wide in A B : and two in 0 $; then a space of one.
    ["codabar", "A0$:B", 3, 3 * (5 * 3 + 3 * 8) + 2 * (6 * 3 + 2 * 8)],
  ];
  for (const [symbology, data, moduleDots, widthDots] of rows) {
    await t.step(`${symbology} ${data}`, () => {
      const checked = checkBarcode(symbology, data);
      ok(checked.kind === "barcode");
      equal(checked.widthDots(moduleDots), widthDots);
    });
  }
});

Deno.test("checkBarcode() shortens every UPC-E that it made long", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{6}$/), (six) => {
      const checked = checkBarcode("upc-e", six);
      ok(checked.kind === "barcode");
      const again = checkBarcode("upc-e", checked.data);
      ok(again.kind === "barcode");
      equal(again.data, checked.data);
      // Two short forms may be short for the same long one: 000010 and 000003.
      const short = checkBarcode("upc-e", checked.shown);
      ok(short.kind === "barcode");
      equal(short.data, checked.data);
      equal(short.shown.length, 8);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("code128Data() is as short as another encoder makes it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,12}$|^([A-Za-z{]{0,3}\d{0,9}){1,4}$/), (text) => {
      const data = code128Data(text);
      if (text === "" || data.startsWith("{B") && !data.includes("{C")) return;
      const [symbol] = bwip.raw({ bcid: "code128", text });
      const modules = symbol !== undefined && "sbs" in symbol ? symbol.sbs.reduce((sum, width) => sum + width, 0) : NaN;
      // The check symbol and the stop, which is two wider.
      ok((code128Symbols(data) + 2) * 11 + 2 <= modules, `${text}: ${data} ${modules}`);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("code128Data() chooses code sets", async (t) => {
  const rows: [text: string, data: string][] = [
    ["ABC", "{BABC"],
    ["ABC-0042-2026", "{BABC-0042-{C\x14\x1a"],
    ["12", "{C\x0c"],
    ["123456", "{C\x0c\x22\x38"],
    ["1234567", "{C\x0c\x22\x38{B7"],
    ["12AB", "{B12AB"],
    ["1234AB", "{C\x0c\x22{BAB"],
    ["AB1234CD", "{BAB1234CD"],
    ["AB123456CD", "{BAB{C\x0c\x22\x38{BCD"],
    ["AB1234567CD", "{BAB1{C\x17\x2d\x43{BCD"],
    ["A{B", "{BA{{B"],
    ["160412", "{B160412"],
  ];
  for (const [text, data] of rows) await t.step(text, () => equal(code128Data(text), data));
});

Deno.test("code128Data() is read back by code128Text() for any ASCII text", () => {
  fc.assert(fc.property(fc.stringMatching(/^[ -~]{1,60}$/), (text) => equal(code128Text(code128Data(text)), text)));
  fc.assert(fc.property(fc.stringMatching(/^[0-9{BC]{1,60}$/), (text) => {
    const data = code128Data(text);
    equal(code128Text(data), text);
    // DLE EOT, DLE ENQ and DLE DC4 act while a printer still receives.
    // deno-lint-ignore no-control-regex
    ok(!/\x10[\x04\x05\x14]/.test(data));
    ok(code128Symbols(data) <= text.length + 1);
  }));
});

Deno.test("qrModules() follows the table of the standard", () => {
  deepEqual([qrModules(17, "L"), qrModules(18, "L"), qrModules(2953, "L"), qrModules(2954, "L")], [21, 25, 177, null]);
  deepEqual([qrModules(200, "M"), qrModules(1273, "H"), qrModules(1274, "H")], [57, 177, null]);
  equal(qrCapacity("Q"), 1663);
  for (const level of ["L", "M", "Q", "H"] as const) {
    let before = 0;
    for (let bytes = 1; bytes <= qrCapacity(level); bytes++) {
      const modules = qrModules(bytes, level) ?? 0;
      ok(modules === before || modules === before + 4 || before === 0);
      before = modules;
    }
    equal(before, 177);
  }
});
