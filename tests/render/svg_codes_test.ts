import { deepEqual, equal } from "node:assert/strict";
import { BwipPainter } from "../../src/code_painter/bwip_painter.ts";
import type { Symbology } from "../../src/domain/document.ts";
import type { CodeBlock } from "../../src/domain/painter.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { paperOf } from "../../src/render/paper_of.ts";
import { render } from "../../src/render/render.ts";
import { drawPaper } from "../../src/render/svg.ts";
import { barcode, pdf417, qr } from "../code_painter/code_blocks.ts";
import { readWithZbar, readWithZxing, type ZbarCode } from "../code_painter/code_reader.ts";
import { dotsOf, type Element, elementsOf, rasterOf } from "./svg_reader.ts";

const codes = new BwipPainter();

/** The elements of the paper that the bytes of a code make, which the printer makes itself. */
async function drawn(code: CodeBlock, profile = DEFAULT_PROFILE): Promise<Element[]> {
  const { bytes, warnings } = render({ blocks: [code] }, profile);
  deepEqual(warnings, []);
  return await elementsOf((await drawPaper(paperOf(bytes, profile), profile, codes)).svg);
}

const utf8 = new TextDecoder();

Deno.test("drawPaper() draws the barcodes a printer makes, as a reader reads them", async (t) => {
  const systems: [Symbology, ZbarCode, data: string, read: string, below: string][] = [
    ["upc-a", "upca", "01234567890", "012345678905", "012345678905"],
    ["upc-e", "upce", "123456", "01234565", "01234565"],
    ["ean13", "ean13", "400638133393", "4006381333931", "4006381333931"],
    ["ean8", "ean8", "9638507", "96385074", "96385074"],
    ["code39", "code39", "AB-12 $", "AB-12 $", "AB-12 $"],
    ["itf", "i25", "12345678", "12345678", "12345678"],
    ["codabar", "codabar", "A40156B", "A40156B", "A40156B"],
    ["code93", "code93", "Test 93", "Test 93", "Test 93"],
    ["code128", "code128", "Order {42} 123456", "Order {42} 123456", "Order {42} 123456"],
  ];
  for (const [symbology, zbar, data, read, below] of systems) {
    await t.step(symbology, async () => {
      const elements = await drawn(barcode(symbology, data, { align: "center" }));
      equal(utf8.decode(await readWithZbar(rasterOf(dotsOf(elements)), zbar)), read);
      equal(elements.find(({ tag }) => tag === "text")?.text, below);
    });
  }
});

Deno.test("drawPaper() draws the QR codes and PDF417 a printer makes, as readers read them", async (t) => {
  const data = "https://shop.example/?t=7&x=ë€你 <b>";
  for (const level of ["L", "M", "Q", "H"] as const) {
    await t.step(`QR ${level}`, async () => {
      const dots = dotsOf(await drawn(qr(data, { level, moduleDots: 4, align: "center" })));
      equal(utf8.decode(await readWithZbar(rasterOf(dots), "qrcode")), data);
    });
  }
  await t.step("PDF417", async () => {
    const dots = dotsOf(await drawn(pdf417(data, { align: "right" })));
    equal(utf8.decode(await readWithZxing(rasterOf(dots), "PDF417")), data);
  });
  await t.step("Star", async () => {
    const star = { ...DEFAULT_PROFILE, format: "starprnt" } as const;
    const dots = dotsOf(await drawn(qr(data, { moduleDots: 5 }), star));
    equal(utf8.decode(await readWithZbar(rasterOf(dots), "qrcode")), data);
  });
});
