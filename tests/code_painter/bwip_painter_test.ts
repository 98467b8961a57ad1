import assert from "node:assert/strict";
import fc from "fast-check";
import { BwipPainter } from "../../src/code_painter/bwip_painter.ts";
import type { Symbology } from "../../src/domain/document.ts";
import type { CodeBlock } from "../../src/domain/painter.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { checkBarcode } from "../../src/render/barcode.ts";
import { barcode, pdf417, qr } from "./code_blocks.ts";
import { hasReaders, readWithZbar, readWithZxing, type ZbarCode } from "./code_reader.ts";

const ignore = !hasReaders();

const painter = new BwipPainter();
await painter.load();

const utf8 = new TextEncoder();
/** Wide enough for any code. */
const WIDE = 4_000;

function painted(code: CodeBlock, maxDots = WIDE): Raster {
  const raster = painter.paint(code, maxDots);
  assert.ok(!("problem" in raster), "problem" in raster ? `${JSON.stringify(code)}: ${raster.problem}` : "");
  assert.equal(raster.bits.length, Math.ceil(raster.width / 8) * raster.height);
  assert.ok(raster.width <= maxDots);
  return raster;
}

/** The bytes of `text`, as a reader gives them. */
function bytesOf(text: string): string {
  return utf8.encode(text).toHex();
}

/** Data of each system, what ZBar calls it, and what it reads. */
const SYSTEMS: readonly [
  symbology: Symbology,
  zbar: ZbarCode,
  data: fc.Arbitrary<string>,
  read: (checked: string, data: string) => string,
][] = [
  ["upc-a", "upca", fc.stringMatching(/^\d{11}$/), (checked) => checked],
  ["upc-e", "upce", fc.stringMatching(/^0?\d{6}$/), (_, data) => {
    const checked = checkBarcode("upc-e", data);
    return checked.kind === "barcode" ? checked.shown : "";
  }],
  ["ean13", "ean13", fc.stringMatching(/^[1-9]\d{11}$/), (checked) => checked],
  ["ean8", "ean8", fc.stringMatching(/^\d{7}$/), (checked) => checked],
  ["code39", "code39", fc.stringMatching(/^[0-9A-Z][0-9A-Z $%+\-./]{0,20}[0-9A-Z]$/), (checked) => checked],
  ["itf", "i25", fc.stringMatching(/^(\d\d){3,12}$/), (checked) => checked],
  ["codabar", "codabar", fc.stringMatching(/^[A-D][0-9$+\-./:]{1,20}[A-D]$/), (checked) => checked],
  ["code93", "code93", fc.stringMatching(/^[ -~]{2,20}$/), (checked) => checked],
  [
    "code128",
    "code128",
    fc.stringMatching(/^[ -~]{1,30}$|^\d{1,40}$|^[A-Z]{0,5}\d{1,20}[a-z]{0,5}\d{1,8}$/),
    (_, data) => data,
  ],
];

Deno.test("BwipPainter.paint() makes barcodes from which a reader gets exactly the data", { ignore }, async (t) => {
  for (const [symbology, zbar, data, read] of SYSTEMS) {
    await t.step(symbology, async () => {
      await fc.assert(
        fc.asyncProperty(data, fc.integer({ min: 1, max: 6 }), async (text, moduleDots) => {
          const checked = checkBarcode(symbology, text);
          assert.ok(checked.kind === "barcode");
          const bytes = await readWithZbar(painted(barcode(symbology, text, { moduleDots })), zbar);
          assert.equal(bytes.toHex(), bytesOf(read(checked.data, text)));
        }),
        { numRuns: 15 },
      );
    });
  }
});

Deno.test("BwipPainter.paint() makes bars as high and wide as a printer makes them", () => {
  for (const [symbology, , data] of SYSTEMS) {
    fc.assert(
      fc.property(
        data,
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 255 }),
        (text, moduleDots, heightDots) => {
          const { width, height, bits } = painted(barcode(symbology, text, { moduleDots, heightDots }));
          const checked = checkBarcode(symbology, text);
          assert.ok(checked.kind === "barcode");
          const bars = [...Array(width).keys()].filter((x) => ((bits[x >> 3] ?? 0) & 0x80 >> (x & 7)) > 0);
          const [first = 0, last = 0] = [bars[0], bars.at(-1)];
          // CODE39 and CODABAR have a space behind the last character, which nothing shows.
          const gap = symbology === "code39" || symbology === "codabar" ? moduleDots : 0;
          const wide = last - first + 1;
          // A printer gets 1620 as characters: in pairs of digits its bytes would be a real-time command.
          if (symbology === "code128" && checked.data.startsWith("{B")) {
            assert.ok(wide <= checked.widthDots(moduleDots));
          } else assert.equal(wide, checked.widthDots(moduleDots) - gap);
          assert.equal(height, heightDots);
          // Its quiet zone is on both sides.
          assert.ok(first >= 10 * moduleDots && width - 1 - last >= 10 * moduleDots);
          for (let y = 1; y < height; y++) {
            assert.deepEqual(
              bits.subarray(y * Math.ceil(width / 8), (y + 1) * Math.ceil(width / 8)),
              bits.subarray(0, Math.ceil(width / 8)),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  }
});

const anyLine = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
  fc.array(
    fc.constantFrom(
      "€",
      "ë",
      "中",
      "😀",
      "Bukë",
      "https://a.al/?x=",
      "1",
      "23",
      "ABC",
      " ",
      "\n",
      "\r\n",
      "点",
      "^",
      "Ж",
    ),
    {
      minLength: 1,
    },
  ).map((parts) => parts.join("")),
).filter((text) => text !== "" && text.isWellFormed() && !/[^\P{Cc}\r\n]/u.test(text) && /\S/.test(text));

Deno.test(
  "BwipPainter.paint() makes QR codes from which two readers get exactly the bytes of the text",
  { ignore },
  async () => {
    const table = fc.tuple(anyLine, fc.constantFrom("L", "M", "Q", "H"), fc.integer({ min: 1, max: 16 }));
    await fc.assert(
      fc.asyncProperty(table, async ([text, level, moduleDots]) => {
        const raster = painted(qr(text, { level, moduleDots }));
        assert.equal((await readWithZxing(raster, "QRCode")).toHex(), bytesOf(text));
        assert.equal((await readWithZbar(raster, "qrcode")).toHex(), bytesOf(text));
      }),
      { numRuns: 30, examples: [[["€ ë 中 😀", "M", 4]], [["点茗", "L", 4]]] },
    );
  },
);

Deno.test("BwipPainter.paint() fills QR codes of every level to the standard's capacity", { ignore }, async (t) => {
  const table = [["L", 2_953], ["M", 2_331], ["Q", 1_663], ["H", 1_273]] as const;
  for (const [level, capacity] of table) {
    await t.step(level, async () => {
      const text = Array.from({ length: capacity }, (_, at) => String.fromCharCode(97 + at * 7 % 26)).join("");
      const raster = painted(qr(text, { level, moduleDots: 3 }), 576);
      assert.equal(raster.width, 177 * 3 + 2 * Math.min(12, Math.floor((576 - 177 * 3) / 2)));
      assert.equal((await readWithZxing(raster, "QRCode")).toHex(), bytesOf(text));
      assert.deepEqual(painter.paint(qr(`${text}x`, { level }), WIDE), {
        problem: `it is too long: at most ${capacity} bytes`,
      });
    });
  }
});

Deno.test(
  "BwipPainter.paint() makes PDF417 codes from which a reader gets exactly the bytes of the text",
  { ignore },
  async () => {
    const table = fc.tuple(
      anyLine,
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ([text, moduleDots, columns, level]) => {
        const raster = painted(pdf417(text, { moduleDots, columns, level }));
        assert.equal((await readWithZxing(raster, "PDF417")).toHex(), bytesOf(text));
      }),
      { numRuns: 30, examples: [[["€ ë 中 😀", 2, 0, 2]]] },
    );
  },
);

Deno.test("BwipPainter.paint() makes modules smaller where there is no room, down to what a scanner reads", () => {
  const widths = (code: CodeBlock, maxDots: number) => {
    const raster = painter.paint(code, maxDots);
    return "problem" in raster ? raster.problem : raster.width;
  };
  // 21 modules and 4 on either side, as far as there is room.
  assert.equal(widths(qr("1", { moduleDots: 16 }), 500), 21 * 16 + 2 * 64);
  assert.equal(widths(qr("1", { moduleDots: 16 }), 100), 21 * 4 + 2 * 8);
  assert.equal(widths(qr("1", { moduleDots: 16 }), 42), 42);
  assert.equal(widths(qr("1", { moduleDots: 16 }), 41), "it is too wide for the paper: 42 dots of 41");
  assert.equal(widths(qr("1", { moduleDots: 1 }), 21), 21);
  assert.equal(widths(pdf417("x"), 171), "it is too large for 171 dots across");
  assert.equal(widths(pdf417("x"), 172), 172);
  assert.equal(widths(barcode("ean13", "5901234123457", { moduleDots: 6 }), 300), 95 * 3 + 2 * 7);
  assert.equal(widths(barcode("ean13", "5901234123457", { moduleDots: 6 }), 95), 95);
  assert.equal(
    widths(barcode("ean13", "5901234123457"), 94),
    "it is too wide for the paper: 95 dots of 94",
  );
});

Deno.test("BwipPainter.paint() makes bars of one dot in which no dot is added against real-time commands", () => {
  let moved = 0;
  const check = (symbology: Symbology, text: string, maxDots: number) => {
    const raster = painter.paint(barcode(symbology, text, { moduleDots: 1, heightDots: 2 }), maxDots);
    if ("problem" in raster) return;
    assert.doesNotMatch(raster.bits.toHex(), /^(?:..)*10(?:04|05|14)/);
    const first = raster.bits.findIndex((byte) => byte > 0);
    const left = first * 8 + Math.clz32(raster.bits[first] ?? 0) - 24;
    const last = raster.bits.subarray(0, raster.bits.length / 2);
    const right = raster.width - (last.length * 8 - Math.log2((last.at(-1) ?? 0) & -(last.at(-1) ?? 0)));
    if (left < right) moved++;
  };
  for (const [symbology, , data] of SYSTEMS) {
    fc.assert(fc.property(data, fc.integer({ min: 60, max: 576 }), (text, maxDots) => check(symbology, text, maxDots)));
  }
  // What it takes: CODABAR from C to A, a quiet zone of three dots, and a last bar that is the fourth dot of its byte.
  for (let digits = 0; digits < 30; digits++) {
    const text = `C:${"0".repeat(digits)}A`;
    const checked = checkBarcode("codabar", text);
    if (checked.kind === "barcode") check("codabar", text, checked.widthDots(1) - 1 + 2 * 3);
  }
  assert.ok(moved > 0);
});
