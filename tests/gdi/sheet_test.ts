import { equal, ok } from "node:assert/strict";
import { sheetOf, usualEm } from "../../src/gdi/sheet.ts";
import { consolas, paperOf } from "./paper.ts";

const mm = (dots: number, dpi: number) => dots / dpi * 25.4;

Deno.test("sheetOf() gives text of 10.5 points at the left of A4 with margins of 15 mm, whatever the printer cannot reach", () => {
  for (const [dpi, edge] of [[600, 4.2], [300, 6.35], [1200, 0], [600, 20]] as const) {
    const paper = paperOf(dpi, 210, 297, edge);
    const sheet = sheetOf(paper, consolas(usualEm(paper)), 48, 576);
    const margin = Math.max(15, edge);
    ok(Math.abs(mm(sheet.left + paper.offsetX, dpi) - margin) < 0.2);
    ok(Math.abs(mm(paper.height - paper.offsetY - sheet.bottom, dpi) - margin) < 0.2);
    ok(Math.abs(sheet.em * 72 / dpi - 10.5) < 0.1);
    ok(Math.abs(mm(sheet.cell * 48, dpi) - 98) < 2, "as wide as a receipt, and not as the page");
  }
});

Deno.test("sheetOf() makes letters smaller where the columns would not fit", () => {
  const paper = paperOf(600, 148, 210, 4);
  const sheet = sheetOf(paper, consolas(usualEm(paper)), 96, 1_152);
  ok(Math.abs(mm(sheet.cell * 96, 600) - 118) < 0.2);
  ok(sheet.em * 72 / 600 < 7);
});

Deno.test("sheetOf() fills receipt paper to its edges, a dot for a dot where the head has as many", () => {
  const paper = paperOf(203, 80, 297, 4);
  const sheet = sheetOf(paper, consolas(usualEm(paper)), 48, 576);
  equal(sheet.left, 0);
  equal(sheet.bottom, paper.printableHeight);
  ok(Math.abs(sheet.cell * 48 - paper.printableWidth) < 1);
  equal(sheet.dot, 1);
});

Deno.test("sheetOf() does not write posters where paper is for few columns", () => {
  const paper = paperOf(203, 110, 297, 2);
  const sheet = sheetOf(paper, consolas(usualEm(paper)), 16, 192);
  ok(sheet.em * 72 / 203 <= 13.1);
});
