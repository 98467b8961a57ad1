import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Block, Document, Style } from "../../src/domain/document.ts";
import type { Painters, TextPainter } from "../../src/domain/painter.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { interpret, type PaperRun } from "../../src/render/interpret.ts";
import { render, renderedText, renderPainted } from "../../src/render/render.ts";
import { painted, readyPainter } from "../text_painter/painted.ts";
import { checkCommands } from "./command_checker.ts";
import { anyDocument, anyText, cell, paper, paragraph, span, words } from "./documents.ts";

const PROFILE = paper(30);
const text = await readyPainter();
const PAINTERS: Painters = { text, codes: null };

function paperOf(blocks: readonly Block[], profile: Profile = PROFILE, painters: Painters = PAINTERS): string {
  return renderedText(render({ blocks }, profile, painters).bytes, profile);
}

/** What stands in the first line, from the left. */
function runsOf(...blocks: Block[]): readonly PaperRun[] {
  const [line] = interpret(render({ blocks }, PROFILE, PAINTERS).bytes, PROFILE).items;
  ok(line?.kind === "line");
  return line.runs;
}

/** The painted runs of the first line; one more bit in a byte keeps a DLE from being one. */
function rastersOf(...blocks: Block[]): Raster[] {
  return runsOf(...blocks).flatMap(({ raster }) => raster === undefined ? [] : [raster]);
}

function same(raster: Raster | undefined, wanted: string, style: Partial<Style> = {}): void {
  ok(raster !== undefined);
  deepEqual([raster.width, [...raster.bits]], [painted(text, wanted, style).width, [
    ...painted(text, wanted, style).bits,
  ]]);
}

Deno.test("encode() paints just the characters that no page has, in their columns", async (t) => {
  const rows: [name: string, text: string, paper: string][] = [
    ["one word", "Pije: 红茶 3,50", "Pije: ▒▒▒▒ 3,50"],
    ["with what stands between", "红茶, 绿茶 (2)", "▒▒▒▒▒▒▒▒▒▒ (2)"],
    ["but not with a word between", "红 te 绿", "▒▒ te ▒▒"],
    ["nothing that a page has", "Ωμέγα Жук ë €", "Ωμέγα Жук ë €"],
    ["nothing that has a plain form", "⁄ ﬁn 1−1 ″a″ o\u2009b", '/ fin 1-1 "a" o b'],
    ["a letter with marks whole", "x̌y", "▒y"],
    ["emoji two columns wide", "a😀b👨‍👩‍👧c🇦🇱", "a▒▒b▒▒c▒▒"],
    ["Arabic with the number behind it", "Emri: محمد 5 (a)", "Emri: ▒▒▒▒▒▒ (a)"],
    ["all of what begins with Hebrew", "שלום Pizza 5!", "                 ▒▒▒▒▒▒▒▒▒▒▒▒▒"],
  ];
  for (const [name, written, shown] of rows) {
    await t.step(name, () => equal(paperOf([paragraph(written)]), `${shown}\n`));
  }
});

Deno.test("encode() sends the very dots of the painter, in the style of the text", () => {
  const style = { bold: true, underline: true, inverse: true, width: 2 };
  const [raster, ...none] = rastersOf(paragraph("a 红茶 b", "left", style));
  same(raster, "红茶", style);
  equal(none.length, 0);
});

Deno.test("encode() keeps the cells of a table apart, whatever is read from the right", () => {
  const table: Block = {
    kind: "table",
    columns: [{ width: { kind: "fixed", columns: 8 }, align: "left" }, { width: { kind: "auto" }, align: "right" }],
    rows: [[cell("שלום 12"), cell("5,00")], [cell("红茶"), cell("12,50")]],
  };
  equal(paperOf([table]), "▒▒▒▒▒▒▒   5,00\n▒▒▒▒     12,50\n");
  same(rastersOf(table)[0], "שלום 12");
});

Deno.test("encode() turns the order of styles in text read from the right", () => {
  const runs = runsOf({
    kind: "text",
    align: "left",
    pre: false,
    spans: [span("אבג ", { bold: true }), span("דה", { underline: true })],
  });
  deepEqual(runs.map((run) => run.raster?.width ?? run.text), [24, " ", 36]);
  same(runs[0]?.raster, "דה", { underline: true });
  same(runs[2]?.raster, "אבג", { bold: true });
});

Deno.test("encode() paints each line of a wrapped paragraph from its own words", () => {
  const blocks = [paragraph("אבגדה וזחטי כלמנס עפצקר שתאבג דהוזח")];
  const { items } = interpret(render({ blocks }, PROFILE, PAINTERS).bytes, PROFILE);
  const lines = items.flatMap((item) => item.kind === "line" ? [item.runs.map(({ raster }) => raster)] : []);
  equal(lines.length, 2);
  same(lines[0]?.[0], "אבגדה וזחטי כלמנס עפצקר שתאבג");
  same(lines[1]?.[0], "דהוזח");
  // Such a paragraph begins at the right, unless it is placed elsewhere.
  ok(items.every((item) => item.kind === "line" && item.align === "right"));
  equal(paperOf([paragraph("אבגד", "center")]), `${" ".repeat(13)}▒▒▒▒\n`);
});

Deno.test("encode() paints the whole line when characters are taller", async (t) => {
  const blocks = [paragraph("Te 红茶", "right", { height: 2, width: 2 })];
  await t.step("as a picture", () => {
    const [picture] = interpret(render({ blocks }, PROFILE, PAINTERS).bytes, PROFILE).items;
    ok(picture?.kind === "picture");
    deepEqual([picture.widthDots, picture.rows.length, picture.align], [14 * 12, 48, "right"]);
    const left = painted(text, "Te ", { height: 2, width: 2 });
    // What the printer would have printed itself stands in it too.
    deepEqual(picture.rows.map((row) => row[1]), Array.from({ length: 48 }, (_, y) => left.bits[y * 9 + 1]));
  });
  await t.step("and says so, with the next line right below it", () => {
    const { bytes, warnings } = render({ blocks: [...blocks, paragraph("next")] }, PROFILE, PAINTERS);
    deepEqual(interpret(bytes, PROFILE).items.map(({ kind }) => kind), ["picture", "line"]);
    deepEqual(warnings, ["2 characters drawn as a picture: U+7EA2, U+8336"]);
  });
  await t.step("in stripes, where the printer wants them", () => {
    const found = checkCommands(render({ blocks }, { ...PROFILE, pictureMode: "columns" }, PAINTERS).bytes);
    ok(found.includes("ESC *") && !found.includes("GS v 0"));
  });
  await t.step("but not when only other words are", () => {
    const spans = [span("Te ", { height: 2 }), span("红茶")];
    equal(paperOf([{ kind: "text", align: "left", pre: false, spans }]), "Te ▒▒▒▒\n");
  });
});

Deno.test("encode() says what it painted", () => {
  const { warnings } = render({ blocks: [paragraph("红茶 红 Жук 😀, ا")] }, PROFILE, PAINTERS);
  deepEqual(warnings, ["5 characters drawn as a picture: U+7EA2, U+8336, U+1F600, U+0627"]);
});

Deno.test("render() writes plain letters where nothing may be painted", async (t) => {
  const written = "Жу ł ș 红茶 ا Ω x̌ \ue000";
  const ascii = { codePages: [] };
  const rows: [name: string, profile: Profile, paper: string][] = [
    ["DRAW_MISSING=off", paper(48, { drawMissing: false }), "Жу ł ş HongCha a Ω x ?\n"],
    ["without code pages", paper(48, { drawMissing: false, ...ascii }), "Zhu l s HongCha a O x ?\n"],
    ["text", paper(48, { format: "text" }), "Zhu l s HongCha a O x ?\n— page —\n"],
  ];
  for (const [name, profile, shown] of rows) {
    await t.step(name, () => {
      const { bytes, warnings } = render({ blocks: [paragraph(written)] }, profile, PAINTERS);
      equal(renderedText(bytes, profile), shown);
      ok(warnings.some((warning) => warning.includes('"红" printed as "Hong", "茶" printed as "Cha"')));
      ok(warnings.some((warning) => warning.includes("U+030C left out")));
      equal(warnings.at(-1), "1 character could not be printed: U+E000");
    });
  }
});

Deno.test("render() writes plain letters for what the painter has not", () => {
  equal(paperOf([paragraph("ሰላም 红")]), "selam ▒▒\n");
});

/** A painter that says what happened to it. */
class WatchedPainter implements TextPainter {
  loads = 0;
  isLoaded = false;
  problem: string | null = null;

  constructor(readonly outcome: "loads" | "fails" | "loads but cannot paint") {}

  load(): Promise<void> {
    this.loads++;
    if (this.outcome === "fails") this.problem = "characters cannot be drawn: no fonts";
    else this.isLoaded = true;
    return Promise.resolve();
  }

  has(): boolean {
    return true;
  }

  paint(written: string, style: Style, columns: number): Raster | null {
    return this.outcome === "loads" ? text.paint(written, style, columns) : null;
  }
}

Deno.test("renderPainted() loads the painter for a character that needs it", async (t) => {
  const print = async (written: string, outcome: WatchedPainter["outcome"], profile: Profile = PROFILE) => {
    const painter = new WatchedPainter(outcome);
    const encoded = await renderPainted({ blocks: [paragraph(written)] }, profile, { text: painter, codes: null });
    return { loads: painter.loads, paper: renderedText(encoded.bytes, profile), warnings: encoded.warnings };
  };
  await t.step("and not before", async () => {
    deepEqual(await print("Жук ″ë″ 3,50 €", "loads"), { loads: 0, paper: 'Жук "ë" 3,50 €\n', warnings: [] });
    equal((await print("红", "loads", { ...PROFILE, drawMissing: false })).loads, 0);
    equal((await print("红", "loads", { ...PROFILE, format: "text" })).loads, 0);
  });
  await t.step("and paints with it", async () => {
    const { loads, paper } = await print("红茶", "loads");
    deepEqual([loads, paper], [1, "▒▒▒▒\n"]);
  });
  await t.step("and writes plain letters when it cannot be loaded", async () => {
    deepEqual(await print("红茶", "fails"), {
      loads: 1,
      paper: "HongCha\n",
      warnings: ['"红" printed as "Hong", "茶" printed as "Cha"', "characters cannot be drawn: no fonts"],
    });
  });
  await t.step("and replaces and counts what it then cannot paint", async () => {
    const { paper, warnings } = await print("红茶", "loads but cannot paint");
    equal(paper, "????\n");
    match(warnings[0] ?? "", /^2 characters could not be printed/);
  });
});

Deno.test("no byte below 0x20 comes from painted text, whatever it is", () => {
  const wild = fc.oneof(
    anyText,
    fc.array(fc.constantFrom("红", "م", "ש", "ไ", "😀", "x̌", " ", "5", "a", "\u202e", "\ud83d", "\n"), {
      maxLength: 40,
    })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(wild, fc.constantFrom(1, 2), (written, height) => {
      const { bytes } = render({ blocks: [paragraph(written, "center", { height })] }, PROFILE, PAINTERS);
      const allowed = /^(ESC [@atE*3-]|ESC 2|GS ! ?|GS v 0|GS \( D|GS !|LF)$/;
      for (const command of checkCommands(bytes)) ok(allowed.test(command), command);
      for (const item of interpret(bytes, PROFILE).items) ok(["line", "picture"].includes(item.kind), item.kind);
    }),
    { numRuns: 150 },
  );
});

Deno.test("painted documents are read back without an unknown command, and nothing goes over the edge", () => {
  fc.assert(
    fc.property(anyDocument, fc.constantFrom(12, 32, 48), (document: Document, columns) => {
      const profile = paper(columns);
      for (const item of interpret(render(document, profile, PAINTERS).bytes, profile).items) {
        notEqual(item.kind, "unknown");
        if (item.kind === "line") ok(item.columns <= columns, JSON.stringify(item));
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("interpret() shows the same text as without a painter, where every page has it", () => {
  fc.assert(fc.property(words(20), (written) => {
    const blocks = [paragraph(written)];
    equal(paperOf(blocks, DEFAULT_PROFILE), paperOf(blocks, DEFAULT_PROFILE, { text: null, codes: null }));
  }));
});

Deno.test("a document of ten thousand different characters is painted in part, and the rest is told", () => {
  const lines = Array.from({ length: 1_100 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("\n");
  const { warnings } = render({ blocks: [paragraph(lines)] }, PROFILE, PAINTERS);
  match(warnings[0] ?? "", /^1000 characters drawn as a picture/);
  match(warnings[1] ?? "", /^100 characters could not be printed/);
});
