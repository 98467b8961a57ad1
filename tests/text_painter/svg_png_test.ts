import { deepEqual, equal, ok } from "node:assert/strict";
import { decode } from "fast-png";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { paperSvg } from "../../src/render/svg.ts";
import { SvgPng } from "../../src/text_painter/svg_png.ts";
import type { PaperItem } from "../../src/render/paper.ts";
import { PLAIN } from "../../src/domain/document.ts";

const painter = new SvgPng({ folder: () => null });
/** Where the first dot of the paper stands. */
const [LEFT, TOP] = [48, 56];

/** How light the pixel of a PNG is, 0 to 255, by its place. */
async function painted(items: readonly PaperItem[], zoom: number): Promise<(x: number, y: number) => number> {
  const drawing = paperSvg({ items }, DEFAULT_PROFILE, { codes: null });
  const png = decode(await painter.paint(drawing.svg, zoom));
  deepEqual([png.width, png.height], [drawing.width * zoom, drawing.height * zoom]);
  return (x, y) => Number(png.data[(y * png.width + x) * png.channels + 1]);
}

function line(text: string, style = PLAIN): PaperItem {
  return { kind: "line", align: "left", runs: [{ text, style }], columns: text.length };
}

Deno.test("paint() has each dot of pictures, whether they are rectangles or noise, at its own pixels", async (t) => {
  const noise = Array.from(
    { length: 64 },
    (_, y) => Uint8Array.from({ length: 8 }, (_, x) => Math.imul(x + y * 8 + 1, 2654435761) >>> 24),
  );
  const blocks = Array.from({ length: 32 }, (_, y) => Uint8Array.of(y < 16 ? 0xf0 : 0x0f, 0xcc));
  for (const [name, rows] of [["noise", noise], ["rectangles", blocks]] as const) {
    for (const zoom of [1, 2]) {
      await t.step(`${name}, ${zoom} pixels for a dot`, async () => {
        const widthDots = (rows[0]?.length ?? 0) * 8;
        const lightAt = await painted([{ kind: "picture", align: "left", widthDots, rows }], zoom);
        for (const [y, row] of rows.entries()) {
          for (let x = 0; x < widthDots * zoom; x++) {
            const isSet = ((row[Math.floor(x / zoom) >> 3] ?? 0) & 0x80 >> (Math.floor(x / zoom) & 7)) !== 0;
            for (let part = 0; part < zoom; part++) {
              const light = lightAt(LEFT * zoom + x, (TOP + y) * zoom + part);
              equal(light < 128, isSet, `${x},${y}: ${light}`);
            }
          }
        }
      });
    }
  }
});

Deno.test("paint() has letters of every code page in their own columns, and thicker ones in bold", async () => {
  const lightAt = await painted([line("A Ж é 漢א"), line("HH"), line("HH", { ...PLAIN, bold: true })], 1);
  const ink = (column: number, row: number, columns = 1) => {
    let sum = 0;
    for (let y = 0; y < 24; y++) {
      for (let x = 0; x < 12 * columns; x++) sum += 255 - lightAt(LEFT + column * 12 + x, TOP + row * 30 + y);
    }
    return sum / 255;
  };
  const inked = [0, 1, 2, 3, 4, 5].map((column) => ink(column, 0) > 10);
  deepEqual(inked, [true, false, true, false, true, false]);
  ok(ink(6, 0, 2) > 30 && ink(8, 0) > 10, "Chinese and Hebrew");
  ok(ink(0, 2) > ink(0, 1) * 1.2, "bold");
});
