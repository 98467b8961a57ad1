import { deepEqual, equal } from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { cell, paper, paragraph } from "./documents.ts";

const PROFILE = paper(20, { format: "text" });
const CUT: Block = { kind: "cut", partial: true };

function printed(...blocks: Block[]): string {
  return new TextDecoder("windows-1252").decode(render({ blocks }, PROFILE).bytes);
}

Deno.test("encodeText() writes lines for any printer", async (t) => {
  const rows: [name: string, blocks: Block[], text: string][] = [
    ["ended by CR LF, and a form feed at the end", [paragraph("a"), paragraph("b")], "a\r\nb\r\n\f"],
    ["with one form feed for a cut at the end", [paragraph("a"), CUT], "a\r\n\f"],
    ["with a form feed for each cut", [paragraph("a"), CUT, paragraph("b"), CUT], "a\r\n\fb\r\n\f"],
    ["without a page for empty lines", [paragraph("a"), CUT, { kind: "feed", lines: 3 }, CUT], "a\r\n\f"],
    ["with empty lines between", [paragraph("a"), { kind: "feed", lines: 2 }, paragraph("b")], "a\r\n\r\n\r\nb\r\n\f"],
    ["without any byte for nothing", [{ kind: "drawer" }], ""],
    [
      "aligned with spaces",
      [paragraph("ab", "right"), paragraph("ab", "center")],
      `${" ".repeat(18)}ab\r\n${" ".repeat(9)}ab\r\n\f`,
    ],
    ["without styles", [paragraph("abcdefghijkl", "left", { width: 2, bold: true })], "abcdefghijkl\r\n\f"],
    ["in the profile's encoding", [paragraph("Tiranë 3 €")], "Tiranë 3 €\r\n\f"],
    ["with the data of codes", [{
      kind: "qr",
      data: "https://example.org/123",
      align: "left",
      moduleDots: 4,
      level: "M",
    }], "https://example.org/\r\n123\r\n\f"],
    [
      "with tables",
      [{
        kind: "table",
        columns: [{ width: { kind: "star", weight: 1 }, align: "left" }, { width: { kind: "auto" }, align: "right" }],
        rows: [[cell("Kos"), cell("1,00 €")]],
      }],
      "Kos           1,00 €\r\n\f",
    ],
    ["with control characters as spaces", [paragraph("\x1bp\x0c\x00x")], "p x\r\n\f"],
  ];
  for (const [name, blocks, text] of rows) await t.step(name, () => equal(printed(...blocks), text));
});

Deno.test("encodeText() says what it replaced or left out", () => {
  const blocks: Block[] = [paragraph("中ł\ue000"), { kind: "drawer" }, { kind: "beep", times: 2 }];
  const { bytes, warnings } = render({ blocks }, PROFILE);
  equal(renderedText(bytes, PROFILE), "Zhongl?\n— page —\n");
  deepEqual(warnings, [
    'the drawer was not opened: format "text" has no command for it',
    'the printer did not beep: format "text" has no command for it',
    '"中" printed as "Zhong", "ł" printed as "l"',
    "1 character could not be printed: U+E000",
  ]);
});
