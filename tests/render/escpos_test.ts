import { deepEqual, equal, ok } from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import { EPSON_CODE_PAGES } from "../../src/domain/profile.ts";
import { CODE_PAGE_TABLES } from "../../src/render/code_page_tables.ts";
import { encode } from "../../src/render/encoder.ts";
import { layout } from "../../src/render/layout.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { paper, paragraph, span } from "./documents.ts";

const START = "1b 40 1d 28 44 03 00 14 01 00";
const PROFILE = paper(48);

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** What comes behind the initialization. */
function body(profile: typeof PROFILE, ...blocks: Block[]): string {
  return hex(render({ blocks }, profile).bytes).replace(START, "").trim();
}

function warnings(...blocks: Block[]): readonly string[] {
  return render({ blocks }, PROFILE).warnings;
}

Deno.test("encode() starts with ESC @ and GS ( D once, and sends nothing else for nothing", () => {
  equal(hex(render({ blocks: [] }, PROFILE).bytes), START);
  equal(hex(render({ blocks: [] }, { ...PROFILE, disableRealtime: false }).bytes), "1b 40");
});

Deno.test("encode() sends only what changes", async (t) => {
  const bold = { bold: true };
  const rows: [name: string, blocks: Block[], bytes: string][] = [
    ["nothing for plain lines", [paragraph("a"), paragraph("b")], "61 0a 62 0a"],
    [
      "alignment once for lines that stand alike",
      [paragraph("a", "center"), paragraph("b", "center")],
      "1b 61 01 61 0a 62 0a",
    ],
    ["no alignment for empty lines", [paragraph("\n", "center"), paragraph("a")], "0a 61 0a"],
    [
      "style once for spans that look alike",
      [paragraph("a", "left", bold), paragraph("b", "left", bold)],
      "1b 45 01 61 0a 62 0a",
    ],
    ["each attribute on its own", [
      paragraph("a", "left", { underline: true }),
      paragraph("b", "left", { inverse: true }),
    ], "1b 2d 01 61 0a 1b 2d 00 1d 42 01 62 0a"],
    [
      "size as one command",
      [paragraph("a", "left", { width: 2, height: 3 }), paragraph("b")],
      "1d 21 12 61 0a 1d 21 00 62 0a",
    ],
    ["one empty line as LF and more as ESC d", [{ kind: "feed", lines: 1 }, { kind: "feed", lines: 3 }], "0a 1b 64 03"],
    ["no feed of nothing", [{ kind: "feed", lines: 0 }, { kind: "feed", lines: NaN }], ""],
    ["a feed of at most 255 lines", [{ kind: "feed", lines: 1e9 }], "1b 64 ff"],
    ["a cut with a feed", [{ kind: "cut", partial: true }, { kind: "cut", partial: false }], "1d 56 42 00 1d 56 41 00"],
    ["the profile's pulse", [{ kind: "drawer" }], "1b 70 00 19 fa"],
    ["one to nine beeps", [{ kind: "beep", times: 0 }, { kind: "beep", times: 100 }], "1b 42 01 04 1b 42 09 04"],
  ];
  for (const [name, blocks, bytes] of rows) await t.step(name, () => equal(body(PROFILE, ...blocks), bytes));
});

Deno.test("encode() feeds lines to tear off where there is no cutter", () => {
  equal(body({ ...PROFILE, cutter: false }, paragraph("a"), { kind: "cut", partial: true }), "61 0a 1b 64 05");
});

Deno.test("encode() changes code pages only when the page in use has not the character", async (t) => {
  const rows: [name: string, text: string, bytes: string][] = [
    ["not for ASCII", "Kos", "4b 6f 73"],
    ["to the first page that has it", "ë€", "1b 74 13 89 d5"],
    ["staying on a later page while that has it", "šëš€", "1b 74 10 9a eb 9a 80"],
    ["not back for ASCII", "ša", "1b 74 10 9a 61"],
    ["for Polish, Greek and Russian", "łαж", "1b 74 12 88 1b 74 00 e0 1b 74 2e e6"],
    ["for Turkish", "ğ", "1b 74 30 f0"],
    ["not for a no-break space", "a\u00a0b", "61 20 62"],
    ["not for a no-break hyphen", "a\u2011b", "61 2d 62"],
  ];
  for (const [name, text, bytes] of rows) {
    await t.step(name, () => equal(body(PROFILE, paragraph(text)), `${bytes} 0a`));
  }
});

Deno.test("encode() prints every character of the default profile's pages as itself", () => {
  for (const { encoding } of EPSON_CODE_PAGES) {
    const profile = paper(1000, { codePages: EPSON_CODE_PAGES.filter((page) => page.encoding === encoding) });
    const printable = (CODE_PAGE_TABLES[encoding] ?? "").replace(/[\u00a0\u00ad\ufffd]/g, "");
    const { bytes, warnings: none } = render({ blocks: [paragraph(printable)] }, profile);
    deepEqual(none, []);
    equal(renderedText(bytes, profile).trim(), printable);
  }
});

Deno.test("encode() prints Tiranë, çaj, 3,50 €, Müller-Škoda right on the default profile", () => {
  const text = "Tiranë, çaj, 3,50 €, Müller-Škoda";
  const { bytes, warnings: none } = render({ blocks: [paragraph(text)] }, PROFILE);
  equal(renderedText(bytes, PROFILE), `${text}\n`);
  deepEqual(none, []);
});

Deno.test("encode() replaces what no page has and says so", async (t) => {
  const rows: [text: string, printed: string, warning: string][] = [
    ["a😀b", "a??b", "1 character could not be printed: U+1F600"],
    ["中文中", "??????", "3 characters could not be printed: U+4E2D, U+6587"],
    ["a\u035e", "a", "1 character could not be printed: U+035E"],
    ["\ud800x", "?x", "1 character could not be printed: U+FFFD"],
    ["👨‍👩‍👧", "??", "3 characters could not be printed: U+1F468, U+1F469, U+1F467"],
    [
      "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪ",
      "???????????",
      "11 characters could not be printed: U+2160, U+2161, U+2162, U+2163, U+2164, U+2165, U+2166, U+2167, U+2168, " +
      "U+2169, …",
    ],
  ];
  for (const [text, printed, warning] of rows) {
    await t.step(warning.slice(0, 60), () => {
      const encoded = encode(layout({ blocks: [paragraph(text)] }, PROFILE), PROFILE);
      equal(renderedText(encoded.bytes, PROFILE), `${printed}\n`);
      deepEqual(encoded.warnings, [warning]);
    });
  }
});

Deno.test("encode() prints a code as text when no printer would take it", async (t) => {
  const barcode = (symbology: "ean13" | "code128", data: string): Block => (
    { kind: "barcode", data, align: "left", symbology, heightDots: 60, moduleDots: 2, text: true }
  );
  const qr = (data: string): Block => ({ kind: "qr", data, align: "left", moduleDots: 4, level: "H" });
  const long = "x".repeat(70);
  const rows: [name: string, block: Block, warning: string][] = [
    [
      "EAN-13 of letters",
      barcode("ean13", "ABC"),
      'barcode "ABC" is not a valid EAN-13: it needs 12 or 13 digits; printed as text',
    ],
    [
      "too wide",
      barcode("code128", long),
      `barcode "${"x".repeat(40)}…" is too wide for the paper: 1610 dots of 576; printed as text`,
    ],
    ["controls", qr("a\x1bp"), 'QR code "a p" has control characters; printed as text'],
    [
      "too long",
      qr("x".repeat(1274)),
      `QR code "${"x".repeat(40)}…" is too long: 1274 bytes, at most 1273 at level H; printed as text`,
    ],
    ["no data", qr(""), "QR code without data; left out"],
  ];
  for (const [name, block, warning] of rows) {
    await t.step(name, () => {
      deepEqual(warnings(block), [warning]);
      const shown = renderedText(render({ blocks: [block] }, PROFILE).bytes, PROFILE);
      const data = (block as { data: string }).data.replace("\x1b", " ");
      equal(shown.replaceAll("\n", ""), data);
    });
  }
});

Deno.test("encode() makes modules smaller before it gives a code up", () => {
  const narrow = paper(32);
  const wide: Block = {
    kind: "barcode",
    data: "ABCDEFGHIJ",
    align: "left",
    symbology: "code128",
    heightDots: 60,
    moduleDots: 6,
    text: false,
  };
  const code: Block = { kind: "qr", data: "x".repeat(200), align: "left", moduleDots: 16, level: "M" };
  const { bytes, warnings: none } = render({ blocks: [wide, code] }, narrow);
  deepEqual(none, []);
  // 12 symbols and the stop are 145 modules, of which 2 dots each fit on 384; the QR code has 57.
  ok(hex(bytes).includes("1d 77 02"));
  ok(hex(bytes).includes("1d 28 6b 03 00 31 43 06"));
});

Deno.test("encode() takes lines that were not laid out", () => {
  const style = { bold: false, underline: false, inverse: false, width: 99, height: NaN };
  const line = {
    kind: "text" as const,
    align: "left" as const,
    columns: 1,
    spans: [{ text: "\x1b@\n\u202ea\u0085", style }],
  };
  equal(hex(encode([line], PROFILE).bytes).replace(START, "").trim(), "1d 21 70 20 40 20 61 20 0a");
});

Deno.test("encode() gives each document its own bytes", () => {
  const lines = layout({ blocks: [paragraph("a")] }, PROFILE);
  const first = encode(lines, PROFILE).bytes;
  const before = hex(first);
  encode(layout({ blocks: [{ ...paragraph("b"), spans: [span("bcd")] } as Block] }, PROFILE), PROFILE);
  equal(hex(first), before);
});
