import assert from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import { parseMarkup } from "../../src/template/markup.ts";

function only(html: string): Block | undefined {
  const [block, ...more] = parseMarkup(html);
  assert.deepEqual(more, []);
  return block;
}

Deno.test("parseMarkup() reads a QR code from its text or its data attribute", () => {
  const qr: Block = { kind: "qr", data: "https://a.al/?x=1&y=ë", align: "left", moduleDots: 6, level: "M" };
  assert.deepEqual(only("<qr>\n https://a.al/?x=1&amp;y=&euml; \n</qr>"), qr);
  assert.deepEqual(only('<qr data="https://a.al/?x=1&amp;y=ë">'), qr);
  assert.deepEqual(only('<qr data="https://a.al/?x=1&amp;y=ë"/>'), qr);
  assert.deepEqual(only('<qr data="https://a.al/?x=1&amp;y=ë"></qr>'), qr);
  assert.deepEqual(only('<center><qr data="https://a.al/?x=1&amp;y=ë" size=3 level=h></center>'), {
    ...qr,
    align: "center",
    moduleDots: 3,
    level: "H",
  });
});

Deno.test("parseMarkup() keeps the data of an attribute exactly, spaces and line ends too", () => {
  const block = only('<qr data=" a  b\n&quot;c&quot; ">');
  assert.equal(block?.kind === "qr" && block.data, ' a  b\n"c" ');
});

Deno.test("parseMarkup() makes the modules of long QR codes smaller, so that they fit 58 mm paper", () => {
  const dots = [80, 81, 450, 451, 1_000, 1_001, 3_000].map((length) => {
    const block = only(`<qr data="${"a".repeat(length)}">`);
    return block?.kind === "qr" && block.moduleDots;
  });
  assert.deepEqual(dots, [6, 4, 4, 3, 3, 2, 2]);
});

Deno.test("parseMarkup() reads a barcode with its system, size and text", () => {
  assert.deepEqual(only("<barcode>ABC-1</barcode>"), {
    kind: "barcode",
    data: "ABC-1",
    align: "left",
    symbology: "code128",
    heightDots: 80,
    moduleDots: 2,
    text: true,
  });
  assert.deepEqual(
    only('<barcode data="4006381333931" system="EAN13" height=120 width=3 text=no align=right>'),
    {
      kind: "barcode",
      data: "4006381333931",
      align: "right",
      symbology: "ean13",
      heightDots: 120,
      moduleDots: 3,
      text: false,
    },
  );
});

Deno.test("parseMarkup() reads a PDF417 code with its size, columns and level", () => {
  const code: Block = { kind: "pdf417", data: "M1DOE/JANE ë", align: "left", moduleDots: 3, columns: 0, level: 2 };
  assert.deepEqual(only("<pdf417>\n M1DOE/JANE &euml; \n</pdf417>"), code);
  assert.deepEqual(only('<pdf417 data="M1DOE/JANE ë">'), code);
  assert.deepEqual(only('<center><pdf417 data="M1DOE/JANE ë" size=5 columns=4 level=8></center>'), {
    ...code,
    align: "center",
    moduleDots: 5,
    columns: 4,
    level: 8,
  });
});

Deno.test("parseMarkup() chooses the modules and the error correction of a PDF417 code by its length", () => {
  const chosen = [40, 41, 80, 81, 160, 161, 320, 321, 1_000, 1_001].map((length) => {
    const block = only(`<pdf417 data="${"a".repeat(length)}">`);
    return block?.kind === "pdf417" && [block.moduleDots, block.level];
  });
  assert.deepEqual(chosen, [[3, 2], [3, 3], [3, 3], [2, 3], [2, 3], [2, 4], [2, 4], [2, 5], [2, 5], [2, 0]]);
});

Deno.test("parseMarkup() prints no code without data", () => {
  assert.equal(
    only('<pdf417></pdf417><pdf417 data=" "><qr></qr><qr data=""><qr data=" "><barcode></barcode><barcode data="">'),
    undefined,
  );
});
