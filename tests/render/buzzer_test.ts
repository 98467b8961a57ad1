import assert from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import type { Buzzer, Profile } from "../../src/domain/profile.ts";
import { encode } from "../../src/render/encoder.ts";
import { interpret } from "../../src/render/interpret.ts";
import { layout } from "../../src/render/layout.ts";
import { render, renderedText } from "../../src/render/render.ts";
import { checkCommands } from "./command_checker.ts";
import { paper, paragraph } from "./documents.ts";

Deno.test("render() beeps as the profile says", async (t) => {
  const rows: [Buzzer, string, string, string[]][] = [
    ["esc-b", "1b420304", "[beep: 3 times]\n", []],
    ["esc-(a", "1b2841040030" + "33030a", "[beep: 3 times]\n", []],
    ["bel", "070707", "[beep]\n".repeat(3), []],
    ["drawer", "1b700119fa".repeat(3), "[drawer: pin 5, 50 ms]\n".repeat(3), []],
    ["none", "", "", ["the printer did not beep: it has no buzzer (PRINTER_<ALIAS>_BUZZER)"]],
  ];
  for (const [buzzer, hex, text, warnings] of rows) {
    await t.step(buzzer, () => {
      const profile = paper(48, { buzzer, drawerPin: 5, disableRealtime: false });
      const rendered = render({ blocks: [{ kind: "beep", times: 3 }] }, profile);
      assert.equal(rendered.bytes.toHex(), "1b40" + hex);
      assert.deepEqual(rendered.warnings, warnings);
      assert.equal(renderedText(rendered.bytes, profile), text);
      checkCommands(rendered.bytes);
    });
  }
});

Deno.test("render() says nothing of a missing buzzer to a document that does not beep", () => {
  assert.deepEqual(render({ blocks: [paragraph("a")] }, paper(48, { buzzer: "none" })).warnings, []);
});

Deno.test("interpret() shows other functions of ESC ( A as unknown", () => {
  const [item] = interpret(Uint8Array.fromHex("1b2841030061" + "0102"), paper(48)).items;
  assert.equal(item?.kind, "unknown");
});

Deno.test("render() sends no dots to a printer that takes no pictures, and says what is there instead", () => {
  const profile = paper(20, { pictureMode: "none", nativeCodes: [], disableRealtime: false });
  const picture = { width: 8, height: 8, grey: new Uint8Array(64) };
  const image = (alt: string | null): Block => ({ kind: "image", picture, align: "left", dither: "threshold", alt });
  const paint = () => ({ width: 8, height: 1, bits: Uint8Array.of(255) });
  const codes = { isLoaded: true, load: () => Promise.resolve(), paint };
  const qr: Block = { kind: "qr", data: "abc", align: "left", moduleDots: 4, level: "L" };
  const blocks = [image("Bar Tirana"), image(null), image(""), qr];
  const { bytes, warnings } = encode(layout({ blocks }, profile), profile, { text: null, codes });
  assert.equal(renderedText(bytes, profile), "Bar Tirana\nabc\n");
  assert.deepEqual(warnings.slice(0, 2), [
    'a picture was printed as "Bar Tirana": this printer takes no pictures',
    "a picture was left out: this printer takes no pictures",
  ]);
  assert.equal(warnings.length, 3);
});

Deno.test("render() leaves Chinese mode right after the initialization when the profile says so", () => {
  const head = (more: Partial<Profile>) => render({ blocks: [] }, paper(48, more)).bytes.toHex();
  assert.equal(head({ disableRealtime: false }), "1b40");
  assert.equal(head({ disableRealtime: false, cancelChinese: true }), "1b401c2e");
  assert.equal(head({ cancelChinese: true }), "1b401d284403001401001c2e");
});
