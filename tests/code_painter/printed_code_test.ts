import assert from "node:assert/strict";
import bwip from "bwip-js/generic";
import fc from "fast-check";
import { BwipPainter } from "../../src/code_painter/bwip_painter.ts";
import type { Align, Block } from "../../src/domain/document.ts";
import type { CodeBlock, Painters } from "../../src/domain/painter.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { PICTURE_MODES, type Profile } from "../../src/domain/profile.ts";
import { interpret, type PaperItem, paperText } from "../../src/render/interpret.ts";
import { render, renderPainted } from "../../src/render/render.ts";
import { checkCommands } from "../render/command_checker.ts";
import { paper, paragraph } from "../render/documents.ts";
import { sourceFiles } from "../source_files.ts";
import { barcode, pdf417, qr } from "./code_blocks.ts";
import { hasReaders, readWithZbar, readWithZxing } from "./code_reader.ts";

const ignore = !hasReaders();

function painters(): Painters {
  return { text: null, codes: new BwipPainter() };
}

/** A printer that makes no codes itself. */
function plain(columns: number, more: Partial<Profile> = {}): Profile {
  return paper(columns, { nativeCodes: [], ...more });
}

/** The one picture on the paper, as dots. */
function pictureOf(items: readonly PaperItem[]): { readonly raster: Raster; readonly align: Align } {
  const [picture, ...more] = items.filter((item) => item.kind === "picture");
  assert.ok(picture !== undefined && more.length === 0, items.map(({ kind }) => kind).join());
  const bits = new Uint8Array(picture.rows.length * picture.widthDots / 8);
  for (const [y, row] of picture.rows.entries()) bits.set(row, y * picture.widthDots / 8);
  return { raster: { width: picture.widthDots, height: picture.rows.length, bits }, align: picture.align };
}

async function printed(code: Block, profile: Profile) {
  const { bytes, warnings, wants } = await renderPainted({ blocks: [code] }, profile, painters());
  checkCommands(bytes);
  assert.equal(wants, undefined);
  return { warnings, paper: interpret(bytes, profile) };
}

Deno.test(
  "renderPainted() prints codes as pictures from which a reader gets exactly the data",
  { ignore },
  async (t) => {
    const text = "€ ë 中 😀 https://shop.example/r/1874?a=1&b=2";
    const table: [code: CodeBlock, read: (raster: Raster) => Promise<Uint8Array>, data: string, columns: number][] = [
      [qr(text, { align: "center", moduleDots: 6 }), (raster) => readWithZbar(raster, "qrcode"), text, 32],
      // The narrowest there is: a dot that is added against real-time commands is an error the code corrects.
      [
        qr("x1".repeat(1_400), { moduleDots: 1, level: "L" }),
        (raster) => readWithZxing(raster, "QRCode"),
        "x1".repeat(1_400),
        32,
      ],
      [pdf417(text, { align: "right" }), (raster) => readWithZxing(raster, "PDF417"), text, 32],
      [
        barcode("ean13", "400638133393", { align: "center" }),
        (raster) => readWithZbar(raster, "ean13"),
        "4006381333931",
        32,
      ],
      [barcode("code128", "ABC-0042-2026"), (raster) => readWithZbar(raster, "code128"), "ABC-0042-2026", 32],
      [barcode("upc-e", "425261"), (raster) => readWithZbar(raster, "upce"), "04252614", 32],
    ];
    for (const pictureMode of PICTURE_MODES.filter((mode) => mode !== "none")) {
      for (const [code, read, data, columns] of table) {
        await t.step(`${pictureMode}: ${code.kind} ${data.slice(0, 20)}`, async () => {
          const { warnings, paper } = await printed(code, plain(columns, { pictureMode }));
          assert.deepEqual(warnings, []);
          const { raster, align } = pictureOf(paper.items);
          assert.equal(align, code.align);
          assert.equal(new TextDecoder().decode(await read(raster)), data);
        });
      }
    }
  },
);

Deno.test("renderPainted() loads the painter for a code the printer does not make, and for nothing else", async () => {
  const own = painters();
  const blocks = [paragraph("a"), qr("x"), pdf417("x"), barcode("ean13", "590123412345")];
  const encoded = await renderPainted({ blocks }, paper(48), own);
  assert.deepEqual([own.codes?.isLoaded, encoded.warnings], [false, []]);
  // Nothing can be painted of wrong data.
  await renderPainted({ blocks: [qr("\x1b"), qr(""), barcode("ean13", "x")] }, plain(48), own);
  assert.ok(!own.codes?.isLoaded);

  for (const block of blocks.slice(1)) {
    const { wants, warnings } = render({ blocks: [block] }, plain(48), painters());
    assert.deepEqual(wants, ["codes"]);
    assert.match(warnings.join(), /cannot be made by this printer.*; printed as text$/);
  }
  const mixed = await renderPainted({ blocks }, plain(48, { nativeCodes: ["qr"] }), own);
  assert.deepEqual([own.codes?.isLoaded, mixed.warnings], [true, []]);
  const kinds = interpret(mixed.bytes, plain(48)).items.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["line", "qr", "picture", "picture", "line"]);
});

Deno.test("renderPainted() paints no code for a printer without pictures", async () => {
  const own = painters();
  const profile = plain(32, { pictureMode: "none" });
  const { bytes, warnings } = await renderPainted({ blocks: [qr("TABLE 7")] }, profile, own);
  assert.deepEqual(warnings, ['QR code "TABLE 7" cannot be made by this printer; printed as text']);
  assert.equal(paperText(interpret(bytes, profile), profile), "TABLE 7\n");
  assert.ok(!own.codes?.isLoaded);
});

Deno.test("renderPainted() puts the characters of a painted barcode under its middle", async (t) => {
  // 95 modules of 3 dots, 11 of quiet zone on both sides: 29 columns.
  const table: [align: Align, text: string][] = [
    ["left", "        5901234123457"],
    ["center", "                 5901234123457"],
    ["right", "                           5901234123457"],
  ];
  for (const [align, line] of table) {
    await t.step(align, async () => {
      const code = barcode("ean13", "590123412345", { align, moduleDots: 3, heightDots: 80 });
      const result = await printed(code, plain(48));
      const { raster } = pictureOf(result.paper.items);
      assert.equal(raster.height, 84);
      assert.equal(paperText(result.paper, plain(48)).split("\n")[1], line);
    });
  }
  await t.step("not without text", async () => {
    const { paper } = await printed(barcode("ean13", "590123412345", { text: false, heightDots: 80 }), plain(48));
    assert.deepEqual(paper.items.map(({ kind }) => kind), ["picture"]);
    assert.equal(pictureOf(paper.items).raster.height, 80);
  });
});

Deno.test(
  "renderPainted() paints a barcode with bars of one dot where the printer has no room for two",
  { ignore },
  async () => {
    const code = barcode("code128", "Table 14, order 000118273", { text: false });
    const { warnings, paper: sheet } = await printed(code, paper(32));
    assert.deepEqual(warnings, [
      'barcode "Table 14, order 000118273" is printed with bars of one dot, as the paper is too narrow for more: ' +
      "not every scanner reads it",
    ]);
    assert.equal(new TextDecoder().decode(await readWithZbar(pictureOf(sheet.items).raster, "code128")), code.data);
    // In characters as well, whatever was asked for.
    assert.equal(paperText(sheet, paper(32)).split("\n")[1]?.trim(), code.data);

    // A printer would get these as characters, as 1620 is a real-time command in pairs; in a picture two dots are enough.
    const digits = barcode("code128", "1620".repeat(7));
    const pairs = await printed(digits, paper(32));
    assert.deepEqual(pairs.warnings, []);
    assert.equal(
      new TextDecoder().decode(await readWithZbar(pictureOf(pairs.paper.items).raster, "code128")),
      digits.data,
    );

    const long = barcode("code128", "x".repeat(60));
    const none = await printed(long, paper(32));
    assert.deepEqual(none.warnings, [
      `barcode "${"x".repeat(40)}…" is too wide for the paper: 1390 dots of 384, and painting it failed: ` +
      "it is too wide for the paper: 695 dots of 384; printed as text",
    ]);
    assert.equal(paperText(none.paper, paper(32)).replaceAll("\n", ""), "x".repeat(60));
  },
);

Deno.test("renderPainted() prints data as text with the reason when bwip-js cannot be loaded", async () => {
  const codes = new BwipPainter(() => Promise.reject(new Error("no such module")));
  const { bytes, warnings } = await renderPainted({ blocks: [qr("TABLE 7")] }, plain(32), { text: null, codes });
  assert.deepEqual(warnings, [
    'QR code "TABLE 7" cannot be made by this printer, and painting it failed: ' +
    "bwip-js cannot be loaded: no such module; printed as text",
  ]);
  assert.equal(paperText(interpret(bytes, plain(32)), plain(32)), "TABLE 7\n");
  assert.ok(!codes.isLoaded);
});

Deno.test("renderPainted() prints data as text with the reason when bwip-js refuses it", async () => {
  const codes = new BwipPainter(() => Promise.resolve(() => bwip.raw({ bcid: "ean13", text: "x" })));
  const { bytes, warnings } = await renderPainted({ blocks: [qr("TABLE 7")] }, plain(32), { text: null, codes });
  assert.match(
    warnings.join(),
    /^QR code "TABLE 7" cannot be made by this printer, and painting it failed: .*; printed/,
  );
  assert.equal(paperText(interpret(bytes, plain(32)), plain(32)), "TABLE 7\n");
});

Deno.test("BwipPainter.paint() gives bwip-js nothing that is too long, empty, wrong or has control characters", async () => {
  const seen: string[] = [];
  const painter = new BwipPainter(() =>
    Promise.resolve((options) => {
      seen.push(options.text);
      return bwip.raw({ ...options });
    })
  );
  await painter.load();
  const [huge, wide] = ["7".repeat(1_000_000), "€".repeat(985)];
  const codes: CodeBlock[] = [
    ...[huge, wide, "", "a\x1bp", "\x00"].flatMap((data) => [qr(data, { level: "L" }), pdf417(data, { level: 0 })]),
    ...(["upc-a", "upc-e", "ean13", "ean8", "code39", "itf", "codabar", "code93", "code128"] as const)
      .flatMap((symbology) => [huge, "", "\x1b", "ë", "5901234123450"].map((data) => barcode(symbology, data)))
      .filter(({ symbology, data }) => !/^code/.test(symbology) || !data.startsWith("59")),
    barcode("code39", "X".repeat(253)),
  ];
  for (const code of codes) assert.ok("problem" in painter.paint(code, 576), `${code.kind} ${code.data.slice(0, 20)}`);
  assert.deepEqual(seen, []);
  painter.paint(qr("x"), 576);
  assert.deepEqual(seen, ["x"]);
});

Deno.test("BwipPainter.paint() never throws, whatever the code is", async () => {
  const painter = new BwipPainter();
  await painter.load();
  const { anyDocument } = await import("../render/documents.ts");
  fc.assert(fc.property(anyDocument, fc.integer({ min: 0, max: 800 }), ({ blocks }, maxDots) => {
    for (const block of blocks) {
      if (block.kind !== "qr" && block.kind !== "pdf417" && block.kind !== "barcode") continue;
      const raster = painter.paint(block, maxDots);
      if ("problem" in raster) continue;
      assert.ok(raster.width <= maxDots);
      assert.equal(raster.bits.length, Math.ceil(raster.width / 8) * raster.height);
    }
  }));
});

Deno.test("bwip-js is loaded at the first code that is painted, not at the start", async () => {
  const lines = (await sourceFiles("src")).flatMap(({ text }) => text.match(/^.*"bwip-js(?:\/[^"]*)?".*$/gm) ?? []);
  assert.deepEqual(lines.map((line) => line.trim()), ['const { default: bwip } = await import("bwip-js/generic");']);
});
