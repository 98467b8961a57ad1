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

Deno.test("parseMarkup() prints no code without data", () => {
  assert.equal(only('<qr></qr><qr data=""><qr data=" "><barcode></barcode><barcode data="">'), undefined);
});
