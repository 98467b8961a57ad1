import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { readCommands } from "../../src/render/command_reader.ts";
import { interpret, listing, paperText } from "../../src/render/interpret.ts";
import { render } from "../../src/render/render.ts";
import { paper, paragraph } from "./documents.ts";

const PROFILE = paper(20);

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "number" ? [part] : [...part].map((one) => one.charCodeAt(0))),
  );
}

function shown(...parts: (string | number)[]): string[] {
  return paperText(interpret(bytes(...parts), PROFILE), PROFILE).trimEnd().split("\n");
}

Deno.test("paperText() shows the paper", async (t) => {
  const rows: [name: string, parts: (string | number)[], lines: string[]][] = [
    ["text on its code page", ["\x1bt\x13\x89 \xd5\n\x1bt\x12\x9d\n"], ["ë €", "Ł"]],
    ["text on a page the profile has not", ["\x1bt\x99\x89\n"], ["\ufffd"]],
    ["lines in the middle and at the right", ["\x1ba\x01ab\n\x1ba\x02ab\n"], ["         ab", "                  ab"]],
    ["wide characters spaced out", ["\x1d!\x11ab\x1d!\x00c\n"], ["a b c"]],
    ["lines that are too long going on below", ["abcdefghijklmnopqrstuvw\n"], ["abcdefghijklmnopqrst", "uvw"]],
    ["tabs", ["a\tb\n"], ["a       b"]],
    ["a line without its end", ["ab"], ["ab"]],
    ["feeds", ["a\n\x1bd\x02b\n"], ["a", "", "", "b"]],
    ["cuts", ["a\n\x1dVB\x00"], ["a", "✂ ------------------"]],
    ["the drawer", ["\x1bp\x01\x19\xfa"], ["[drawer: pin 5, 50 ms]"]],
    ["the drawer opened in real time", ["\x10\x14\x01\x00\x01"], ["[drawer: pin 2, 100 ms]"]],
    ["beeps", ["\x07\x1bB\x03\x04"], ["[beep]", "[beep: 3 times]"]],
    ["barcodes of both forms", ["\x1dkI\x04{BAB\x1dk\x02123\x00"], ["[CODE128: AB]", "[EAN-13: 123]"]],
    ["QR codes", ["\x1d(k\x06\x001P0abc\x1d(k\x03\x001Q0"], ["[QR: abc]"]],
    ["what it does not know", ["a\x1b\x7fb\n"], ["a", "[unknown: 1b 7f]", "b"]],
    ["a command that is cut off", ["a\n\x1bp\x00"], ["a", "[unknown: 1b 70 00]"]],
  ];
  for (const [name, parts, lines] of rows) await t.step(name, () => deepEqual(shown(...parts), lines));
});

Deno.test("interpret() knows what ESC ! sets at once, one bit each", async (t) => {
  const plain = { bold: false, underline: false, inverse: false, width: 1, height: 1 };
  const rows: [bits: number, style: Partial<typeof plain>][] = [
    [8, { bold: true }],
    [16, { height: 2 }],
    [32, { width: 2 }],
    [128, { underline: true }],
    [0xb8, { bold: true, height: 2, width: 2, underline: true }],
    [0, {}],
  ];
  for (const [bits, style] of rows) {
    await t.step(String(bits), () => {
      const [line] = interpret(bytes("\x1bE\x01\x1d!\x11\x1b!", bits, "a\n"), PROFILE).items;
      deepEqual(line?.kind === "line" && line.runs.map((run) => run.style), [{ ...plain, ...style }]);
    });
  }
});

Deno.test("interpret() knows how codes and pulses were set", () => {
  const { items } = interpret(
    bytes(
      "\x1ba\x01\x1dh\x3c\x1dw\x02\x1dH\x02\x1dkI\x03{BA\x1d(k\x03\x001C\x05\x1d(k\x03\x001E2\x1d(k\x04\x001P0A\x1d(k\x03\x001Q0",
    ),
    PROFILE,
  );
  deepEqual(items, [
    { kind: "barcode", system: "code128", data: "A", align: "center", heightDots: 60, moduleDots: 2, text: true },
    { kind: "qr", data: "A", align: "center", moduleDots: 5, level: "Q" },
  ]);
});

Deno.test("listing() has hex on the left and mnemonics on the right", () => {
  const { bytes: all } = render({
    blocks: [
      paragraph("Tiranë, Shqipëri", "center"),
      { kind: "barcode", data: "AB", align: "center", symbology: "code128", heightDots: 60, moduleDots: 2, text: true },
      { kind: "cut", partial: true },
    ],
  }, PROFILE);
  equal(
    listing(all, PROFILE),
    `1b 40                                            ESC @  initialize
1d 28 44 03 00 14 01 00                          GS ( D 20 1 0  real-time commands off
1b 61 01                                         ESC a 1  align
54 69 72 61 6e                                   "Tiran"
1b 74 13                                         ESC t 19  code page cp858
89 2c 20 53 68 71 69 70 89 72 69                 "ë, Shqipëri"
0a                                               LF
1d 68 3c                                         GS h 60  barcode height
1d 77 02                                         GS w 2  barcode module
1d 48 02                                         GS H 2  barcode text
1d 6b 49 04 7b 42 41 42                          GS k 73  CODE128 "AB"
1d 56 42 00                                      GS V 66 0  feed and cut
`,
  );
});

Deno.test("interpret() and listing() read any bytes, none of them twice and none left out", () => {
  const stream = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom(..."\x1b\x1d\x10\x1c".split("")).chain((prefix) =>
        fc.uint8Array({ minLength: 1, maxLength: 8 }).map((rest) => Uint8Array.of(prefix.charCodeAt(0), ...rest))
      ),
    ),
    { maxLength: 12 },
  ).map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
  fc.assert(
    fc.property(stream, (all) => {
      let at = 0;
      for (const { start, end } of readCommands(all)) {
        equal(start, at);
        ok(end > start);
        at = end;
      }
      equal(at, all.length);
      paperText(interpret(all, PROFILE), PROFILE);
      listing(all, PROFILE);
    }),
    { numRuns: 500 },
  );
});
