import assert from "node:assert/strict";
import fc from "fast-check";
import type { Block, Document } from "../../src/domain/document.ts";
import { pagesIn, type Profile } from "../../src/domain/profile.ts";
import { ByteBuffer } from "../../src/render/byte_buffer.ts";
import { interpret, listing, type PaperItem } from "../../src/render/interpret.ts";
import { render, renderedText } from "../../src/render/render.ts";
import * as command from "../../src/render/star/star_commands.ts";
import { cell, paper, paragraph, words } from "./documents.ts";
import { checkStarCommands } from "./star_checker.ts";

const on = true;

const FORMATS = ["starprnt", "starline"] as const;

function star(format: typeof FORMATS[number], more: Partial<Profile> = {}): Profile {
  return paper(48, { format, ...more });
}

/** The bytes of blocks behind the initialization, as hex. */
function body(profile: Profile, ...blocks: Block[]): string {
  const hex = render({ blocks }, profile).bytes.toHex();
  assert.ok(hex.startsWith("1b401b52001b7a01"), hex);
  return hex.slice(16);
}

function warningsOf(profile: Profile, ...blocks: Block[]): readonly string[] {
  return render({ blocks }, profile).warnings;
}

function itemsOf(profile: Profile, ...blocks: Block[]): readonly PaperItem[] {
  return interpret(render({ blocks }, profile).bytes, profile).items;
}

Deno.test("render() speaks StarPRNT and Star Line Mode", async (t) => {
  const rows: [string, Block, string][] = [
    ["text", paragraph("a"), "610a"],
    ["centered", paragraph("a", "center"), "1b1d6101610a"],
    ["bold", paragraph("a", "left", { bold: true }), "1b45610a"],
    ["underlined", paragraph("a", "left", { underline: true }), "1b2d01610a"],
    ["inverse", paragraph("a", "left", { inverse: true }), "1b34610a"],
    ["three times as wide, twice as high", paragraph("a", "left", { width: 3, height: 2 }), "1b690102610a"],
    ["a code page by Star's number", paragraph("ë€"), "1b1d740489d50a"],
    ["feeds", { kind: "feed", lines: 3 }, "1b6103"],
    ["one line", { kind: "feed", lines: 1 }, "0a"],
    ["long feeds", { kind: "feed", lines: 255 }, "1b617f1b617f1b6101"],
    ["a partial cut", { kind: "cut", partial: true }, "1b6403"],
    ["a full cut", { kind: "cut", partial: false }, "1b6402"],
    ["the drawer", { kind: "drawer" }, "1b07053207"],
  ];
  for (const format of FORMATS) {
    for (const [name, block, expected] of rows) {
      await t.step(`${format}: ${name}`, () => assert.equal(body(star(format), block), expected));
    }
  }
});

Deno.test("render() ends a style of Star as it began it", () => {
  const styled = paragraph("a", "left", { bold: true, underline: true, inverse: true, width: 2 });
  assert.equal(
    body(star("starprnt"), styled, paragraph("b")),
    "1b451b2d011b341b690001610a" + "1b461b2d001b351b690000620a",
  );
});

Deno.test("render() drives Star's second drawer, and a buzzer only where one is", () => {
  assert.equal(body(star("starline", { drawerPin: 5 }), { kind: "drawer" }), "1a");
  assert.equal(body(star("starprnt", { drawerOnMs: 2, drawerOffMs: 510 }), { kind: "drawer" }), "1b07013307");
  const beep: Block = { kind: "beep", times: 2 };
  assert.equal(body(star("starprnt", { buzzer: "drawer" }), beep), "1b1d07010a0a".repeat(2));
  assert.equal(body(star("starprnt"), beep), "");
  assert.match(warningsOf(star("starprnt"), beep).join(), /did not beep.*BUZZER=drawer/);
});

Deno.test("render() leaves Shift JIS mode on Star printers with Chinese mode to cancel", () => {
  const { bytes } = render({ blocks: [] }, star("starprnt", { cancelChinese: true }));
  assert.equal(bytes.toHex(), "1b401b52001b7a01" + "1b2430");
});

Deno.test("render() makes characters of Star at most six times as wide, and the lines fit", () => {
  for (const format of FORMATS) {
    const [line] = itemsOf(star(format), paragraph("abcdefgh", "left", { width: 8, height: 8 }));
    assert.ok(line?.kind === "line");
    assert.equal(line.columns, 48);
    assert.deepEqual([line.runs[0]?.style.width, line.runs[0]?.style.height], [6, 6]);
  }
});

Deno.test("pagesIn() has Star's numbers, and no page that Star has not", () => {
  const wanted = [
    { encoding: "windows1252", number: 16 },
    { encoding: "windows1253", number: 47 },
    { encoding: "cp1125", number: 70 },
  ];
  assert.deepEqual(pagesIn("starprnt", wanted), [
    { encoding: "windows1252", number: 32 },
    { encoding: "cp1125", number: 70 },
  ]);
  assert.equal(pagesIn("escpos", wanted), wanted);
});

Deno.test("render() has Star print a QR code with exactly its data", () => {
  const block: Block = { kind: "qr", data: "€ë", align: "left", moduleDots: 16, level: "Q" };
  for (const format of FORMATS) {
    assert.equal(
      body(star(format), block),
      "1b1d79533002" + "1b1d79533102" + "1b1d79533208" + "1b1d7944320103" + "0500" + "e282acc3ab" + "1b1d7950",
    );
    assert.deepEqual(itemsOf(star(format), block), [
      { kind: "qr", data: "€ë", align: "left", moduleDots: 8, level: "Q" },
    ]);
  }
});

Deno.test("render() has Star print a PDF417 code with exactly its data", () => {
  const block: Block = { kind: "pdf417", data: "ë1", align: "right", moduleDots: 3, columns: 4, level: 2 };
  for (const format of FORMATS) {
    assert.equal(
      body(star(format), block),
      "1b1d6102" + "1b1d785330010004" + "1b1d78533102" + "1b1d78533203" + "1b1d78533303" + "1b1d78440300" + "c3ab31" +
        "1b1d7850",
    );
    assert.deepEqual(itemsOf(star(format), block), [
      { kind: "pdf417", data: "ë1", align: "right", moduleDots: 3, columns: 4, level: 2 },
    ]);
  }
  // Star takes 1,024 bytes; the painter takes more.
  const long: Block = { ...block, columns: 0, level: 0, data: "x".repeat(1_025) };
  assert.match(warningsOf(star("starprnt"), long).join(), /cannot be made by this printer/);
});

Deno.test("render() prints a painted code of Star as a picture", () => {
  const raster = { width: 16, height: 2, bits: Uint8Array.of(0xaa, 0x55, 0x1c, 0x07) };
  const codes = { isLoaded: true, load: () => Promise.resolve(), paint: () => raster };
  const block: Block = { kind: "qr", data: "x", align: "left", moduleDots: 3, level: "L" };
  const profile = star("starprnt", { nativeCodes: [] });
  const { bytes } = render({ blocks: [block] }, profile, { text: null, codes });
  assert.ok(bytes.toHex().endsWith("1b1d5301" + "0200" + "0200" + "00" + "aa551c07"), bytes.toHex());
});

Deno.test("render() has Star print barcodes", async (t) => {
  const rows: [Extract<Block, { kind: "barcode" }>["symbology"], string, number, string, string][] = [
    ["upc-e", "0425261", 2, "1b6230323150" + "303432313030303035323634" + "1e", "042100005264"],
    ["upc-a", "03600029145", 3, "1b6231323250" + "303336303030323931343532" + "1e", "036000291452"],
    ["ean8", "9638507", 4, "1b6232323350" + "3936333835303734" + "1e", "96385074"],
    ["ean13", "590123412345", 2, "1b6233323150" + "35393031323334313233343537" + "1e", "5901234123457"],
    ["code39", "*A-1*", 2, "1b6234323450" + "412d31" + "1e", "A-1"],
    ["itf", "1234", 2, "1b6235323150" + "31323334" + "1e", "1234"],
    ["itf", "1234", 3, "1b6235323850" + "31323334" + "1e", "1234"],
    ["code128", "5%{x", 6, "1b6236323350" + "3525307b78" + "1e", "5%{x"],
    ["code93", "A%b", 2, "1b6237323150" + "412562" + "1e", "A%b"],
    ["codabar", "A12B", 4, "1b6238323650" + "41313242" + "1e", "A12B"],
  ];
  for (const [symbology, data, moduleDots, expected, printed] of rows) {
    await t.step(`${symbology} ${data}`, () => {
      const block: Block = { kind: "barcode", data, align: "left", symbology, heightDots: 80, moduleDots, text: true };
      assert.equal(body(star("starline"), block), expected);
      const [item] = itemsOf(star("starline"), block);
      assert.deepEqual(item, {
        kind: "barcode",
        system: symbology,
        data: printed,
        align: "left",
        heightDots: 80,
        moduleDots: Math.min(4, moduleDots),
        text: true,
      });
    });
  }
});

Deno.test("render() prints no barcode of Star that is wider than the paper", () => {
  const block = (data: string): Block => (
    { kind: "barcode", data, align: "left", symbology: "code128", heightDots: 80, moduleDots: 2, text: false }
  );
  const [fits, tooLong] = ["x".repeat(23), "x".repeat(24)];
  assert.equal(itemsOf(star("starprnt"), block(fits))[0]?.kind, "barcode");
  assert.equal(itemsOf(star("starprnt"), block(tooLong))[0]?.kind, "line");
  assert.match(warningsOf(star("starprnt"), block(tooLong)).join(), /too wide for the paper: 594 dots of 576/);
  // Pairs of digits take half of the room.
  assert.equal(itemsOf(star("starprnt"), block("7".repeat(44)))[0]?.kind, "barcode");
});

/** A picture that keeps its size: 8 dots to the byte, `rows` rows of `bytes`. */
function dots(bytes: readonly number[], rows: number): Block {
  const width = bytes.length * 8;
  const grey = Uint8Array.from(
    { length: width * rows },
    (_, at) => (bytes[at % width >> 3] ?? 0) & 0x80 >> (at & 7) ? 0 : 255,
  );
  return { kind: "image", picture: { width, height: rows, grey }, align: "center", dither: "threshold", alt: null };
}

Deno.test("render() prints a picture of StarPRNT as ESC GS S with exactly its bytes", () => {
  const profile = star("starprnt");
  assert.equal(
    body(profile, dots([0x07, 0x1c], 2), paragraph("b")),
    "1b1d6101" + "1b1d5301" + "0200" + "0200" + "00" + "071c071c" + "1b1d6100" + "620a",
  );
  const [picture] = itemsOf(profile, dots([0x07, 0x1c], 300));
  assert.ok(picture?.kind === "picture" && picture.align === "center");
  assert.deepEqual([picture.widthDots, picture.rows.length, picture.rows.at(-1)], [16, 300, Uint8Array.of(0x07, 0x1c)]);
});

Deno.test("render() prints a picture of Star Line Mode in stripes of 24 rows without a gap", () => {
  const profile = star("starline");
  const stripe = (rows: number) => "1b6b0200" + "071c".repeat(rows) + "0000".repeat(24 - rows) + "0a";
  assert.equal(
    body(profile, dots([0x07, 0x1c], 30)),
    "1b1d6101" + "1b30" + stripe(24) + stripe(6) + "1b7a01",
  );
  const [picture, ...more] = itemsOf(profile, dots([0x07, 0x1c], 30));
  assert.ok(picture?.kind === "picture" && more.length === 0);
  assert.deepEqual([picture.widthDots, picture.rows.length, picture.rows[29]], [16, 48, Uint8Array.of(0x07, 0x1c)]);
});

Deno.test("render() paints characters into the line of a Star printer", () => {
  // A bar at the left of each column of the paper, and dots that would be a command.
  const text = {
    isLoaded: true,
    problem: null,
    load: () => Promise.resolve(),
    has: () => on,
    paint: (_text: string, _style: unknown, columns: number) => {
      const rowBytes = Math.ceil(columns * 12 / 8);
      const bits = new Uint8Array(rowBytes * 24);
      for (const row of [3, 4, 6, 7, 13, 14, 23]) bits[row * rowBytes] = 0x80;
      return { width: columns * 12, height: 24, bits };
    },
  };
  for (const format of FORMATS) {
    const profile = star(format);
    const { bytes } = render({ blocks: [paragraph("a中b")] }, profile, { text, codes: null });
    checkStarCommands(bytes, format);
    // 1B 06 01 would ask for the status.
    assert.equal(bytes.toHex().slice(16), "61" + "1b581800" + "1f0601" + "000000".repeat(23) + "62" + "0a");
    const [line, ...more] = interpret(bytes, profile).items;
    assert.ok(line?.kind === "line" && more.length === 0);
    assert.deepEqual(line.runs.map(({ text, raster }) => raster === undefined ? text : raster.width), ["a", 24, "b"]);
    assert.equal(line.columns, 4);
  }
});

Deno.test("render() lets no picture of Star hold the commands that printers read at once", () => {
  for (const format of FORMATS) {
    for (const third of [0x01, 0x18]) {
      const hex = body(star(format), dots([0x1b, 0x06, third], 1));
      assert.ok(!hex.includes(`1b06${third.toString(16).padStart(2, "0")}`), hex);
      assert.ok(hex.includes(`1f06${third.toString(16).padStart(2, "0")}`), hex);
    }
    assert.ok(body(star(format), dots([0x1b, 0x06, 0x02], 1)).includes("1b0602"));
  }
});

Deno.test("star commands refuse numbers and data out of range, and write nothing", async (t) => {
  const rows: [string, (out: ByteBuffer) => void][] = [
    ["feed of none", (out) => command.feedLines(out, 0)],
    ["feed of 128", (out) => command.feedLines(out, 128)],
    ["seven times as wide", (out) => command.selectCharacterSize(out, 7, 1)],
    ["code page 256", (out) => command.selectCodePage(out, 256)],
    ["QR module of 9", (out) => command.qrCode(out, Uint8Array.of(1), 9, "L")],
    ["QR of nothing", (out) => command.qrCode(out, new Uint8Array(), 1, "L")],
    ["PDF417 of 1,025 bytes", (out) => command.pdf417Code(out, new Uint8Array(1_025), 2, 3, 1)],
    ["barcode with RS", (out) => command.barcode(out, 6, 1, 80, on, "a\x1eb")],
    ["barcode with BEL", (out) => command.barcode(out, 6, 1, 80, on, "a\x07b")],
    ["barcode with ë", (out) => command.barcode(out, 6, 1, 80, on, "ë")],
    ["barcode of no height", (out) => command.barcode(out, 6, 1, 0, on, "a")],
    ["raster of other length", (out) => command.rasterImage(out, 2, 2, new Uint8Array(3))],
    ["raster of 2,401 rows", (out) => command.rasterImage(out, 1, 2_401, new Uint8Array(2_401))],
    ["stripe of 256 bytes a row", (out) => command.rowStripe(out, 256, new Uint8Array(256 * 24))],
    ["stripe of other length", (out) => command.columnStripe(out, 2, new Uint8Array(5))],
  ];
  for (const [name, write] of rows) {
    await t.step(name, () => {
      const out = new ByteBuffer();
      assert.throws(() => write(out), RangeError);
      assert.equal(out.length, 0);
    });
  }
});

Deno.test("interpret() of Star's bytes shows the same text as the format text", () => {
  const align = fc.constantFrom("left" as const, "center" as const, "right" as const);
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.tuple(words(20), align).map(([text, where]) => paragraph(text, where)),
    fc.array(fc.tuple(words(20), fc.stringMatching(/^\d{1,6},\d\d €$/)), { minLength: 1, maxLength: 5 }).map((
      rows,
    ) => ({
      kind: "table" as const,
      columns: [
        { width: { kind: "star" as const, weight: 1 }, align: "left" as const },
        { width: { kind: "auto" as const }, align: "right" as const },
      ],
      rows: rows.map(([name, price]) => [cell(name), cell(price)]),
    })),
  );
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(32, 42, 48),
      fc.constantFrom(...FORMATS),
      (blocks, columns, format) => {
        const document: Document = { blocks };
        const [printer, text] = [paper(columns, { format }), paper(columns, { format: "text" as const })];
        const { bytes } = render(document, printer);
        checkStarCommands(bytes, format);
        const inFile = renderedText(render(document, text).bytes, text).replace("— page —\n", "");
        assert.deepEqual(renderedText(bytes, printer).split("\n"), inFile.split("\n"));
      },
    ),
  );
});

Deno.test("interpret() and listing() of Star never throw, whatever the bytes are, and lose none", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(
      ...["1b1d53", "1b1d794432ff", "1b1d7844", "1b62", "1b6b", "1b58", "1b1d", "1b", "07", "1a", "1b07", "1b2a7241"]
        .map((hex) => Uint8Array.fromHex(hex)),
    ),
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    const bytes = Uint8Array.from(pieces.flatMap((part) => [...part]));
    const profile = star("starprnt");
    interpret(bytes, profile);
    const shown = listing(bytes, profile).split("\n").map((line) => line.slice(0, 48));
    if (shown.some((line) => line.includes(".."))) return;
    assert.equal(shown.join(" ").replaceAll(/\s+/g, ""), bytes.toHex());
  }));
});

Deno.test("interpret() reads what other programs send to Star printers", () => {
  const bytes = Uint8Array.fromHex(
    "1b40" + "1b5731" + "1b6831" + "41" + "0a" + // ESC W, ESC h
      "1b1d794431000200" + "6869" + "1b1d7950" + // QR data, the type left to the printer
      "1c" + "19" + "1b6430", // FS, EM, a full cut where the paper is
  );
  const items = interpret(bytes, star("starline")).items;
  assert.deepEqual(items.map(({ kind }) => kind), ["line", "qr", "drawer", "drawer", "cut"]);
  const [line, qr, first, second, cut] = items;
  assert.ok(line?.kind === "line" && line.runs[0]?.style.width === 2 && line.runs[0].style.height === 2);
  assert.ok(qr?.kind === "qr" && qr.data === "hi");
  assert.ok(first?.kind === "drawer" && first.pin === 2 && first.onMs === 200);
  assert.ok(second?.kind === "drawer" && second.pin === 5);
  assert.ok(cut?.kind === "cut" && !cut.partial);
});
