import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { encode } from "fast-png";
import jpeg from "jpeg-js";
import type { Style } from "../../../src/domain/document.ts";
import type { CodeBlock } from "../../../src/domain/painter.ts";
import { DITHERS } from "../../../src/domain/picture.ts";
import { BwipPainter } from "../../../src/code_painter/bwip_painter.ts";
import { decodePicture } from "../../../src/pictures/decode.ts";
import { FontPainter } from "../../../src/text_painter/text_painter.ts";
import { pngFile } from "../../pictures/png_file.ts";
import { anyText } from "../../render/documents.ts";
import { hostileText } from "../hostile_values.ts";
import { checkOnPaper, hasControls } from "../paper_checks.ts";
import { expect, type Target } from "../target.ts";

const shades = Uint8Array.from({ length: 24 * 24 * 4 }, (_, at) => at * 7 % 256);
const zeros = new Uint8Array(3_000_000);
const SEEDS: readonly Uint8Array[] = [
  encode({ width: 24, height: 24, channels: 4, data: shades }),
  encode({ width: 24, height: 24, channels: 1, data: shades.slice(0, 576) }, { interlace: "Adam7" }),
  encode({ width: 12, height: 12, channels: 3, depth: 16, data: Uint16Array.from(shades.slice(0, 432)) }),
  encode({ width: 8, height: 8, channels: 1, data: new Uint8Array(64), palette: [[0, 0, 0], [9, 9, 9]] }),
  new Uint8Array(jpeg.encode({ width: 24, height: 24, data: shades }, 60).data),
  new Uint8Array(jpeg.encode({ width: 8, height: 8, data: shades.slice(0, 256) }, 5).data),
  // What unpacks to far more than it says, in the picture and beside it.
  pngFile({ width: 10, height: 10, depth: 8, colour: 0, raw: zeros }),
  pngFile({
    ...{ width: 1, height: 1, depth: 8, colour: 0, raw: Uint8Array.of(0, 7) },
    chunks: [["iCCP", new Uint8Array([97, 0, 0, ...deflateSync(zeros)])], ["zTXt", deflateSync(zeros)]],
  }),
];

const images = fc.record({
  seed: fc.constantFrom(...SEEDS),
  changes: fc.array(fc.tuple(fc.nat(5_000), fc.nat(255)), { maxLength: 10 }),
  end: fc.option(fc.nat(5_000)),
  doubled: fc.option(fc.tuple(fc.nat(1_000), fc.nat(1_000))),
}).map(({ seed, changes, end, doubled }) => {
  const bytes = [...seed.subarray(0, end === null ? seed.length : end % seed.length + 1)];
  for (const [at, value] of changes) bytes[at % bytes.length] = value;
  if (doubled !== null) bytes.splice(doubled[0] % bytes.length, 0, ...bytes.slice(0, doubled[1]));
  return Uint8Array.from(bytes);
});

/** The bytes of a picture's file. */
export const imageTarget: Target<Uint8Array> = {
  name: "image",
  runs: 8_000,
  inputs: fc.oneof({ weight: 9, arbitrary: images }, fc.uint8Array({ maxLength: 300 })),
  check(bytes) {
    const picture = decodePicture(bytes);
    if ("problem" in picture) return expect(!hasControls(picture.problem), JSON.stringify(picture.problem));
    const { width, height, grey } = picture;
    expect(grey.length === width * height && width > 0 && height > 0, `${grey.length} for ${width} × ${height}`);
    const dither = DITHERS[bytes.length % DITHERS.length] ?? "threshold";
    checkOnPaper({ blocks: [{ kind: "image", picture, align: "left", dither, alt: null }] });
  },
};

const codes = new BwipPainter();
const data = fc.oneof(
  hostileText,
  fc.stringMatching(/^[0-9]{1,20}$/),
  fc.stringMatching(/^[A-D][0-9$:/.+-]{1,12}[A-D]$/),
  fc.stringMatching(/^[A-Z0-9 $%*+./:{}-]{1,40}$/),
  fc.string({ unit: "binary", maxLength: 3_000 }),
);
const block: fc.Arbitrary<CodeBlock> = fc.oneof(
  fc.record({
    kind: fc.constant("qr" as const),
    data,
    align: fc.constant("left" as const),
    moduleDots: fc.double({ noNaN: true }),
    level: fc.constantFrom("L" as const, "M" as const, "Q" as const, "H" as const),
  }),
  fc.record({
    kind: fc.constant("pdf417" as const),
    data,
    align: fc.constant("left" as const),
    moduleDots: fc.integer({ min: -1, max: 99 }),
    columns: fc.integer({ min: -1, max: 99 }),
    level: fc.integer({ min: -1, max: 99 }),
  }),
  fc.record({
    kind: fc.constant("barcode" as const),
    data,
    align: fc.constant("left" as const),
    moduleDots: fc.integer({ min: -1, max: 99 }),
    heightDots: fc.integer({ min: -1, max: 999 }),
    text: fc.boolean(),
    symbology: fc.constantFrom(
      ...(["upc-a", "upc-e", "ean13", "ean8", "code39", "itf", "codabar", "code93", "code128"] as const),
    ),
  }),
);

interface Code {
  readonly block: CodeBlock;
  readonly maxDots: number;
}

/** Codes that are painted. */
export const codeTarget: Target<Code> = {
  name: "code",
  runs: 700,
  inputs: fc.record({ block, maxDots: fc.constantFrom(1, 24, 144, 384, 576) }),
  async check({ block, maxDots }) {
    await codes.load();
    const painted = codes.paint(block, maxDots);
    if ("problem" in painted) expect(!hasControls(painted.problem), JSON.stringify(painted.problem));
    else {
      const { width, height, bits } = painted;
      expect(width > 0 && width <= maxDots, `${width} of ${maxDots} dots`);
      expect(bits.length === Math.ceil(width / 8) * height, `${bits.length} bytes for ${width} × ${height}`);
    }
    checkOnPaper({ blocks: [block] }, { text: null, codes });
  },
};

interface Drawn {
  readonly text: string;
  readonly style: Style;
  readonly columns: number;
}

const fonts = new FontPainter({ folder: () => null });

/** Text that is painted, by itself and in a line of its printer. */
export const textTarget: Target<Drawn> = {
  name: "text",
  runs: 350,
  inputs: fc.record({
    text: fc.oneof(
      anyText,
      hostileText,
      fc.array(fc.constantFrom("中", "ا", "ب", "ש", "1", "€", "😀", "ไ", "\u0301", "\u200d", "한", " ", "(", "❤\ufe0f"))
        .map((all) => all.join("")),
    ),
    style: fc.record({
      bold: fc.boolean(),
      underline: fc.boolean(),
      inverse: fc.boolean(),
      width: fc.integer({ min: 1, max: 8 }),
      height: fc.integer({ min: 1, max: 8 }),
    }),
    columns: fc.integer({ min: 0, max: 60 }),
  }),
  async check({ text, style, columns }) {
    await fonts.load();
    const painted = fonts.paint(text, style, columns);
    expect(fonts.isLoaded && fonts.problem === null, `it is broken since then: ${fonts.problem}`);
    if (painted !== null) {
      const { width, height, bits } = painted;
      expect(width === columns * 12 && height === style.height * 24, `${width} × ${height} dots`);
      expect(bits.length === Math.ceil(width / 8) * height, `${bits.length} bytes for ${width} × ${height}`);
    }
    checkOnPaper({ blocks: [{ kind: "text", align: "left", pre: false, spans: [{ text, style }] }] }, {
      text: fonts,
      codes: null,
    });
  },
};
