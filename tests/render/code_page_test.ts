import { deepEqual, equal, ok } from "node:assert/strict";
import { DEFAULT_PROFILE, EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { decodeBytes, encodingName, isKnownEncoding, pagesOf } from "../../src/render/code_page.ts";
import { CODE_PAGE_TABLES } from "../../src/render/code_page_tables.ts";
import { displayColumns } from "../../src/render/display_width.ts";
import { ENCODINGS, generate, upperHalf } from "../../tools/generate_code_pages.ts";

Deno.test("code_page_tables.ts is what iconv-lite says", () => {
  deepEqual(Object.keys(CODE_PAGE_TABLES), [...ENCODINGS]);
  for (const name of ENCODINGS) equal(CODE_PAGE_TABLES[name], upperHalf(name));
  const file = Deno.readTextFileSync(new URL("../../src/render/code_page_tables.ts", import.meta.url));
  equal(file.replaceAll("\r\n", "\n"), generate());
});

Deno.test("code_page_tables.ts has only characters that are one column wide and in NFC", () => {
  for (const [name, upper] of Object.entries(CODE_PAGE_TABLES)) {
    equal(upper.length, 128, name);
    for (const character of upper.replaceAll("\u00ad", "")) {
      equal(displayColumns(character), 1, character);
      equal(character.normalize("NFC"), character);
    }
  }
});

Deno.test("isKnownEncoding() knows every page of the default profile and no property of objects", () => {
  for (const { encoding } of EPSON_CODE_PAGES) ok(isKnownEncoding(encoding), encoding);
  for (const name of ["", "cp1", "CP858", "constructor", "__proto__"]) ok(!isKnownEncoding(name), name);
});

Deno.test("encodingName() understands what people write", async (t) => {
  const rows: [text: string, name: string | null][] = [
    ["858", "cp858"],
    ["cp858", "cp858"],
    ["PC858", "cp858"],
    ["IBM-437", "cp437"],
    ["WPC1252", "windows1252"],
    ["1252", "windows1252"],
    ["windows-1252", "windows1252"],
    ["cp1250", "windows1250"],
    ["Code Page 852", "cp852"],
    ["1125", "cp1125"],
    ["latin1", "windows1252"],
    ["ISO-8859-1", "windows1252"],
    ["ISO 8859-15", "iso885915"],
    ["latin9", "iso885915"],
    ["latin2", "iso88592"],
    ["utf-8", null],
    ["999", null],
    ["", null],
    ["constructor", null],
  ];
  for (const [text, name] of rows) await t.step(text || "nothing", () => equal(encodingName(text), name));
  for (const name of ENCODINGS) equal(encodingName(name), name);
});

Deno.test("pagesOf() leaves out pages it does not know or that have no number", () => {
  const codePages = [
    { encoding: "cp999", number: 1 },
    { encoding: "cp858", number: NaN },
    { encoding: "cp852", number: 300 },
    { encoding: "cp858", number: 19 },
  ];
  deepEqual(pagesOf({ ...DEFAULT_PROFILE, codePages }).pages.map(({ number }) => number), [19]);
});

Deno.test("pagesOf() has ASCII on every page as it is, and no control character", () => {
  for (const { bytes } of pagesOf(DEFAULT_PROFILE).pages) {
    deepEqual([...bytes.subarray(0, 0x80)], Array.from({ length: 0x80 }, (_, n) => n >= 0x20 && n <= 0x7e ? n : 0));
  }
});

Deno.test("decodeBytes() shows what is on no page as U+FFFD", () => {
  equal(decodeBytes(Uint8Array.of(0x41, 0xd5, 0x89, 0x07, 0x7f), "cp858"), "A€ë\ufffd\ufffd");
  equal(decodeBytes(Uint8Array.of(0x81), "windows1252"), "\ufffd");
  equal(decodeBytes(Uint8Array.of(0x41, 0x80), "nothing"), "A\ufffd");
});
