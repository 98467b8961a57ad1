import { equal } from "node:assert/strict";
import type { Document } from "../../src/domain/document.ts";
import { DEFAULT_PROFILE, isStar, type Profile } from "../../src/domain/profile.ts";
import { listing } from "../../src/render/interpret.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { benchDocument } from "../bench/document.ts";
import { assertGolden } from "../golden.ts";
import { cell, paper, paragraph, preformatted, span } from "./documents.ts";

const PROFILES: Record<string, Profile> = {
  epson48: DEFAULT_PROFILE,
  narrow32: paper(32, { cutter: false }),
  tiny20: paper(20),
  text48: paper(48, { format: "text" }),
  office48: paper(48, { format: "gdi" }),
  star80: paper(48, { format: "starprnt", buzzer: "drawer" }),
  starline80: paper(48, { format: "starline" }),
  ascii32: paper(32, { codePages: [], disableRealtime: false }),
};

const STYLES: Document = {
  blocks: [
    paragraph("Ëmbëltorja Ç'ë", "center", { bold: true, width: 2, height: 2 }),
    {
      kind: "text",
      align: "left",
      pre: false,
      spans: [span("Klienti: "), span("Müller-Škoda", { underline: true }), span(" & Żółć, Αθήνα, Москва, İstanbul")],
    },
    paragraph("Vlerësim “i mirë” – 5 × 3 = 15 … 中文 😀"),
    { kind: "rule", character: "═" },
    {
      kind: "table",
      columns: [
        { width: { kind: "percent", percent: 50 }, align: "left" },
        { width: { kind: "percent", percent: 50 }, align: "right" },
      ],
      rows: [
        [cell("Majtas"), cell("Djathtas")],
        [cell("Në mes të të dyjave", { columnSpan: 2, align: "center" })],
        [{ columnSpan: 1, spans: [span("I PAPAGUAR", { inverse: true })] }, cell("0,00 €")],
      ],
    },
    preformatted("kolona\t1\n  hapësira   mbeten\n"),
    paragraph("DJATHTAS", "right", { height: 2 }),
    {
      kind: "barcode",
      data: "590123412345",
      align: "right",
      symbology: "ean13",
      heightDots: 80,
      moduleDots: 3,
      text: true,
    },
    {
      kind: "barcode",
      data: "jo-EAN",
      align: "left",
      symbology: "ean8",
      heightDots: 80,
      moduleDots: 3,
      text: true,
    },
    { kind: "feed", lines: 2 },
    { kind: "beep", times: 2 },
    { kind: "cut", partial: false },
    { kind: "drawer" },
  ],
};

for (const [name, document] of Object.entries({ bench_receipt: benchDocument(), styles: STYLES })) {
  Deno.test(`render() of ${name} is the golden paper and bytes`, async (t) => {
    for (const [profileName, profile] of Object.entries(PROFILES)) {
      await t.step(profileName, () => {
        const { bytes, warnings } = render(document, profile);
        const said = warnings.map((warning) => `! ${warning}\n`).join("");
        assertGolden(`${name}.${profileName}.txt`, renderedText(bytes, profile) + said);
        if (profile.format === "text") return;
        const ending = isStar(profile.format) ? "star" : profile.format === "gdi" ? "drawing" : "escpos";
        assertGolden(`${name}.${profileName}.${ending}`, listing(bytes, profile));
      });
    }
  });
}

Deno.test("renderedText() reads text output back", () => {
  const profile = paper(20, { format: "text" });
  equal(renderedText(new TextEncoder().encode("a\r\n\r\nb\r\n\fc"), profile), "a\n\nb\n— page —\nc\n");
});
