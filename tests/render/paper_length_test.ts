import assert from "node:assert/strict";
import { PLAIN } from "../../src/domain/document.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import type { PaperItem } from "../../src/render/paper.ts";
import { paperMm } from "../../src/render/paper_length.ts";

const run = (height: number) => [{ text: "x", style: { ...PLAIN, height } }];
const row = new Uint8Array(10);

Deno.test("paperMm() is what each thing feeds, at the dots of the head", async (t) => {
  const rows: [string, PaperItem, number][] = [
    ["a line is 30 dots", { kind: "line", align: "left", runs: run(1), columns: 1 }, 30],
    ["a high one as high as it is", { kind: "line", align: "left", runs: run(3), columns: 1 }, 72],
    ["or as far as it feeds", { kind: "line", align: "left", runs: run(1), columns: 1, spacingDots: 60 }, 60],
    ["a picture its rows", { kind: "picture", align: "left", widthDots: 80, rows: Array(203).fill(row) }, 203],
    ["a feed its lines", { kind: "feed", lines: 4 }, 120],
    ["or its dots", { kind: "feed", lines: 4, dots: 50 }, 50],
    ["a QR code its modules", { kind: "qr", data: "x", align: "left", moduleDots: 4, level: "L" }, 84],
    ["a drawer nothing", { kind: "drawer", pin: 2, onMs: 1, offMs: 1 }, 0],
    ["a barcode its height, and its text", {
      ...{ kind: "barcode", system: "ean13", data: "4006381333931", align: "left" },
      ...{ heightDots: 80, moduleDots: 3, text: true },
    } as PaperItem, 104],
  ];
  for (const [name, item, dots] of rows) {
    await t.step(name, () => {
      assert.equal(paperMm({ items: [item] }, DEFAULT_PROFILE).toFixed(6), (dots / 203 * 25.4).toFixed(6));
      const coarse = { ...DEFAULT_PROFILE, columns: 42, dots: 512 };
      assert.equal(paperMm({ items: [item] }, coarse).toFixed(6), (dots / 180 * 25.4).toFixed(6));
    });
  }
  assert.equal(paperMm({ items: [{ kind: "cut", partial: true }] }, DEFAULT_PROFILE), 12);
});
