import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { DrawingItem } from "../../src/domain/drawing.ts";
import type { Mark, Page } from "../../src/gdi/marks.ts";
import { pagesOf } from "../../src/gdi/page_plan.ts";
import { type PaperSize, sheetOf, usualEm } from "../../src/gdi/sheet.ts";
import { consolas, drawingOf, line, paperOf } from "./paper.ts";

const A4 = paperOf(600, 210, 297, 4.2);
const ROLL = paperOf(203, 80, 297, 4);

function planned(paper: PaperSize, ...items: DrawingItem[]): Page[] {
  const sheet = sheetOf(paper, consolas(usualEm(paper)), 48, 576);
  return pagesOf(drawingOf(...items), sheet, consolas(sheet.em));
}

function texts(page: Page | undefined): string[] {
  return (page ?? []).flatMap((mark) => mark.kind === "text" ? [mark.text] : []);
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => line(`line ${index}`));
const dots = (width: number, height: number, align: "left" | "right" = "left"): DrawingItem => (
  { kind: "raster", align, width, height, bits: new Uint8Array(Math.ceil(width / 8) * height).fill(0xaa) }
);

Deno.test("pagesOf() numbers pages when there are several, and breaks no line", () => {
  const pages = planned(A4, ...lines(130));
  deepEqual(pages.map((page) => texts(page).at(-1)), ["1 / 3", "2 / 3", "3 / 3"]);
  const all = pages.flatMap((page) => texts(page).slice(0, -1));
  deepEqual(all, Array.from({ length: 130 }, (_, index) => `line ${index}`));
  deepEqual(texts(planned(A4, line("one"))[0]), ["one"]);
});

Deno.test("pagesOf() begins a page at each cut, numbers what lies between two of them, and leaves no page empty", () => {
  const cut: DrawingItem = { kind: "cut", partial: true };
  const pages = planned(A4, line("a"), cut, cut, ...lines(80), { kind: "feed", lines: 9 }, cut, line("b"), cut);
  deepEqual(pages.map((page) => texts(page).at(-1)), ["a", "1 / 2", "2 / 2", "b"]);
  deepEqual(planned(A4, { kind: "feed", lines: 200 }, cut), []);
});

Deno.test("pagesOf() keeps every mark on the part of the paper that can be printed on", () => {
  const style = fc.record({
    bold: fc.boolean(),
    underline: fc.boolean(),
    inverse: fc.boolean(),
    width: fc.integer({ min: 1, max: 8 }),
    height: fc.integer({ min: 1, max: 8 }),
  });
  const item = fc.oneof(
    fc.tuple(
      fc.stringMatching(/^[a-z ]{1,6}$/),
      style,
      fc.constantFrom("left" as const, "center" as const, "right" as const),
    )
      .map(([text, own, align]) => line(text, own, align)),
    fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 3_000 })).map(([w, h]) => dots(w, h)),
    fc.constant<DrawingItem>({ kind: "rule", character: "=" }),
    fc.integer({ min: 1, max: 90 }).map((count): DrawingItem => ({ kind: "feed", lines: count })),
  );
  fc.assert(fc.property(fc.array(item, { maxLength: 30 }), fc.constantFrom(A4, ROLL), (items, paper) => {
    for (const mark of planned(paper, ...items).flat()) {
      const [left, top, right, bottom] = bounds(mark);
      const place = JSON.stringify([left, top, right, bottom]);
      ok(left >= 0 && top >= -1 && right <= paper.printableWidth + 1 && bottom <= paper.printableHeight + 1, place);
    }
  }));
});

function bounds(mark: Mark): [number, number, number, number] {
  if (mark.kind !== "text") return [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height];
  return [mark.x, mark.y, mark.x + (mark.steps ?? []).reduce((sum, step) => sum + step, 0), mark.y];
}

Deno.test("pagesOf() puts the same column of two lines at the same dot, whatever stands before it", () => {
  const [page] = planned(A4, line("aaaaaaaaaaa|"), line("iiiiiiiiiii|"), line("wwww", { width: 2 }));
  const ends = (page ?? []).slice(0, 2).map((mark) => mark.kind === "text" ? bounds(mark)[2] : 0);
  equal(ends[0], ends[1]);
  const [first, , wide] = page ?? [];
  ok(first?.kind === "text" && wide?.kind === "text");
  const eight = (first.steps ?? []).slice(0, 8).reduce((sum, step) => sum + step, 0);
  equal(bounds(wide)[2] - wide.x, eight);
});

Deno.test("pagesOf() gives dots of a raster a whole number of the printer's, so that codes stay even", () => {
  for (const [paper, times] of [[A4, 4], [ROLL, 1]] as const) {
    const [mark] = planned(paper, dots(200, 200, "right"))[0] ?? [];
    ok(mark?.kind === "raster");
    deepEqual([mark.width, mark.height], [200 * times, 200 * times]);
  }
});

Deno.test("pagesOf() makes a picture smaller that is longer than a page, and keeps its proportions", () => {
  const pages = planned(A4, line("above"), dots(500, 5_000), line("below"));
  equal(pages.length, 3);
  const raster = pages[1]?.find((mark) => mark.kind === "raster");
  ok(raster?.kind === "raster" && Math.abs(raster.height / raster.width - 10) < 0.1);
});

Deno.test("pagesOf() paints inverse text on black, underlines, and draws `=` as two lines", () => {
  const [page] = planned(A4, line("in", { inverse: true }), line("under", { underline: true }), {
    kind: "rule",
    character: "=",
  });
  deepEqual(page?.map(({ kind }) => kind), ["fill", "text", "fill", "text", "fill", "fill"]);
  const [black, white, under, text] = page ?? [];
  ok(black?.kind === "fill" && white?.kind === "text" && under?.kind === "fill" && text?.kind === "text");
  ok(black.y < white.y && black.y + black.height > white.y && black.width === bounds(white)[2] - white.x);
  ok(under.y > text.y && under.height < 20);
});

Deno.test("pagesOf() leaves letters that join to Windows, and hangs those read from the right at their right end", () => {
  const [page] = planned(A4, line("Café قهوة عربية 12", {}, "left"));
  const marks = (page ?? []).flatMap((mark) => mark.kind === "text" ? [mark] : []);
  deepEqual(marks.map(({ text, steps, isFromRight }) => [text, steps === null, isFromRight]), [
    ["Café ", false, false],
    ["قهوة عربية", true, true],
    [" 12", false, false],
  ]);
  equal(marks[1]?.x, marks[2]?.x);
});
