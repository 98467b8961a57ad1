import assert from "node:assert/strict";
import { PLAIN, type Style } from "../../src/domain/document.ts";
import type { Raster } from "../../src/domain/picture.ts";
import { displayColumns } from "../../src/render/display_width.ts";
import { FontPainter } from "../../src/text_painter/text_painter.ts";

/** A painter with the fonts of the program alone, ready to paint. */
export async function readyPainter(): Promise<FontPainter> {
  const painter = new FontPainter({ folder: () => null });
  await painter.load();
  assert.equal(painter.problem, null);
  return painter;
}

/** `text` painted in the columns it takes. */
export function painted(painter: FontPainter, text: string, style: Partial<Style> = {}): Raster {
  const whole = { ...PLAIN, ...style };
  const raster = painter.paint(text, whole, displayColumns(text) * whole.width);
  assert.ok(raster !== null, `${JSON.stringify(text)} was not painted`);
  return raster;
}

/** Whether the dot at `x` from the left and `y` from the top is black. */
export function isBlack({ width, bits }: Raster, x: number, y: number): boolean {
  return ((bits[y * Math.ceil(width / 8) + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) !== 0;
}

/** Black dots of each column of dots between two of them, from the left. */
export function ink(raster: Raster, from = 0, to: number = raster.width): number[] {
  return Array.from({ length: to - from }, (_, index) => {
    let count = 0;
    for (let y = 0; y < raster.height; y++) if (isBlack(raster, from + index, y)) count++;
    return count;
  });
}

/** Black dots altogether. */
export function inkOf(raster: Raster): number {
  return ink(raster).reduce((sum, count) => sum + count, 0);
}

/** The rows of the highest and of the lowest black dot. */
export function inkRows(raster: Raster): { readonly top: number; readonly bottom: number } {
  const rows = Array.from({ length: raster.height }, (_, y) => y)
    .filter((y) => Array.from({ length: raster.width }, (_, x) => x).some((x) => isBlack(raster, x, y)));
  return { top: rows[0] ?? -1, bottom: rows.at(-1) ?? -1 };
}
