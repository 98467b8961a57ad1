import assert from "node:assert/strict";
import type { Buzzer, Profile } from "../../src/domain/profile.ts";
import { interpret } from "../../src/render/interpret.ts";
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

Deno.test("render() leaves Chinese mode right after the initialization when the profile says so", () => {
  const head = (more: Partial<Profile>) => render({ blocks: [] }, paper(48, more)).bytes.toHex();
  assert.equal(head({ disableRealtime: false }), "1b40");
  assert.equal(head({ disableRealtime: false, cancelChinese: true }), "1b401c2e");
  assert.equal(head({ cancelChinese: true }), "1b401d284403001401001c2e");
});
