import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type Block, type Document, PLAIN } from "../../src/domain/document.ts";
import { BUZZERS, PICTURE_MODES, type Profile } from "../../src/domain/profile.ts";
import { encode } from "../../src/render/encoder.ts";
import { interpret } from "../../src/render/interpret.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { checkCommands } from "./command_checker.ts";
import { checkStarCommands } from "./star_checker.ts";
import { anyDocument, anyText, cell, paper, paragraph, words } from "./documents.ts";

/** A printer of each language, and who reads its bytes again. */
const LANGUAGES: { profile: Profile; check(bytes: Uint8Array): string[] }[] = [
  { profile: paper(48), check: checkCommands },
  { profile: paper(48, { format: "starprnt" }), check: (bytes) => checkStarCommands(bytes, "starprnt") },
  { profile: paper(48, { format: "starline" }), check: (bytes) => checkStarCommands(bytes, "starline") },
];

/** What opens a drawer, sounds, cuts or feeds: never from data. */
const ACTIONS = [
  ...["ESC p", "ESC B", "GS V", "ESC d"],
  ...["BEL", "SUB", "ESC BEL", "ESC GS BEL", "ESC a"],
];

/** A document in which `text` stands wherever text can stand. */
function everywhere(text: string): Document {
  const code = { data: text, align: "left" as const, moduleDots: 3 };
  return {
    blocks: [
      paragraph(text, "center", { width: 2, bold: true }),
      { kind: "text", align: "left", pre: true, spans: [{ text, style: { ...STYLE, underline: true } }] },
      {
        kind: "table",
        columns: [{ width: { kind: "star", weight: 1 }, align: "left" }, { width: { kind: "auto" }, align: "right" }],
        rows: [[cell(text), cell(text)]],
      },
      { kind: "rule", character: text },
      { kind: "qr", level: "M", ...code },
      { kind: "pdf417", columns: 0, level: 2, ...code },
      { kind: "barcode", symbology: "code128", heightDots: 60, text: true, ...code },
      { kind: "barcode", symbology: "code93", heightDots: 60, text: true, ...code },
    ],
  };
}

const STYLE = { bold: false, inverse: false, width: 1, height: 1, underline: false };

Deno.test("a customer named \\x1b\\x70\\x00\\x19\\xfa opens no drawer", async (t) => {
  const names = [
    "\x1b\x70\x00\x19\xfa",
    "\x10\x14\x01\x00\x01",
    "←p022",
    "\x1b@\x1dV\x00",
    "\u009b\u001bp\u0000",
    "\x07\x0c\x7f",
    "{C\x00\x1b",
    "\x1a\x19\x1c\x05\x04\x18",
    "AB\x1e\x07\x1bd3",
    "%0\x1e%",
    "\u202e\x1bp\u2066",
    "ŀÀŁ\ufeff\ud800",
  ];
  for (const name of names) {
    await t.step(JSON.stringify(name), () => {
      for (const { profile, check } of LANGUAGES) {
        const { bytes } = render(everywhere(name), profile);
        const found = check(bytes);
        // In ESC/POS, `ESC a` is the alignment.
        for (const command of ACTIONS) ok(!found.includes(command) || isAlignment(command, profile), command);
        for (const { kind } of interpret(bytes, profile).items) {
          ok(["line", "qr", "pdf417", "barcode"].includes(kind), kind);
        }
      }
    });
  }
});

function isAlignment(command: string, { format }: Profile): boolean {
  return command === "ESC a" && format === "escpos";
}

Deno.test("no byte below 0x20 comes from data, whatever the text is", async (t) => {
  for (const { profile, check } of LANGUAGES) {
    await t.step(profile.format, () => {
      const neutral = new Set(["x", "ë", "a\nb"].flatMap((text) => check(render(everywhere(text), profile).bytes)));
      ok(!neutral.has("BEL") && !neutral.has("SUB"), "nothing of it opens a drawer anyway");
      fc.assert(
        fc.property(anyText, (text) => {
          const { bytes } = render(everywhere(text), profile);
          for (const command of check(bytes)) ok(neutral.has(command), command);
          for (const { kind } of interpret(bytes, profile).items) {
            ok(["line", "qr", "pdf417", "barcode"].includes(kind), kind);
          }
        }),
        { numRuns: 400 },
      );
    });
  }
});

Deno.test("encode() lets no control byte through, even from lines that nobody cleaned", async (t) => {
  for (const { profile, check } of LANGUAGES) {
    await t.step(profile.format, () => {
      fc.assert(fc.property(anyText, (text) => {
        const line = { kind: "text" as const, align: "left" as const, spans: [{ text, style: PLAIN }], columns: 1 };
        const { bytes } = encode([line], profile);
        const found = check(bytes);
        for (const command of ACTIONS) ok(!found.includes(command), command);
        equal(found.filter((command) => command === "LF").length, 1);
      }));
    });
  }
});

const language = fc.constantFrom(...LANGUAGES);

const anyAbilities = fc.record({
  cutter: fc.boolean(),
  disableRealtime: fc.boolean(),
  cancelChinese: fc.boolean(),
  buzzer: fc.constantFrom(...BUZZERS),
  pictureMode: fc.constantFrom(...PICTURE_MODES),
});
const columns = fc.constantFrom(2, 12, 32, 48);

Deno.test("render() never throws, and every byte belongs to a command both readers know", () => {
  fc.assert(
    fc.property(anyDocument, columns, anyAbilities, language, (document, columns, abilities, of) => {
      const profile = { ...of.profile, ...abilities, columns };
      const { bytes } = render(document, profile);
      of.check(bytes);
      for (const item of interpret(bytes, profile).items) ok(item.kind !== "unknown", JSON.stringify(item));
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("text output has no control bytes but CR LF and form feeds", () => {
  fc.assert(fc.property(anyText, (text) => {
    const { bytes } = render(everywhere(text), paper(40, { format: "text" }));
    // deno-lint-ignore no-control-regex
    const controls = new TextDecoder("latin1").decode(bytes).replace(/[^\0-\x1f\x7f]/g, "");
    equal(controls.replace(/^(?:\r\n)*\f?$/, ""), "");
  }));
});

Deno.test("interpreted bytes never go over the edge of the paper", () => {
  fc.assert(fc.property(anyDocument, fc.integer({ min: 2, max: 48 }), language, (document, columns, of) => {
    const profile = { ...of.profile, columns };
    const wide = { ...of.profile, columns: columns * 2 + 100 };
    const lines = (on: typeof profile) => interpret(render(document, profile).bytes, on).items.filter(isLine);
    // On wider paper nothing would go on below, so both have the same lines when none is too long.
    equal(lines(profile).length, lines(wide).length);
  }));
});

function isLine({ kind }: { kind: string }): boolean {
  return kind === "line";
}

Deno.test("ESC/POS and text output have the same words in the same lines", () => {
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.tuple(words(20), fc.constantFrom("left" as const, "center" as const, "right" as const))
      .map(([text, align]) => paragraph(text, align)),
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
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), fc.constantFrom(32, 42, 48), (blocks, columns) => {
      const [escpos, text] = [paper(columns), paper(columns, { format: "text" as const })];
      const onPaper = renderedText(render({ blocks }, escpos).bytes, escpos);
      const inFile = renderedText(render({ blocks }, text).bytes, text).replace("— page —\n", "");
      deepEqual(onPaper.split("\n"), inFile.split("\n"));
    }),
  );
});
