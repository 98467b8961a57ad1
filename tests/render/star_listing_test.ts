import { deepEqual } from "node:assert/strict";
import { listing } from "../../src/render/interpret.ts";
import { paper } from "./documents.ts";

/** What the right side of the listing says, a line each. */
function meanings(hex: string): string[] {
  const shown = listing(Uint8Array.fromHex(hex.replaceAll(" ", "")), paper(48, { format: "starprnt" }));
  return shown.trimEnd().split("\n").map((line) => line.slice(48).trim()).filter((meaning) => meaning !== "");
}

Deno.test("listing() names the size of Star's pictures and what is set and drawn of its codes", () => {
  const none = (length: number) => "00".repeat(length);
  deepEqual(
    meanings(
      `1b1d53 01 0200 0100 00 aa55 1b6b 0100 ${none(24)} 1b58 0200 ${none(6)}` +
        "1b1d795331 03 1b1d795332 05 1b1d794431 00 0300 332078 1b1d785332 05 1b1d7844 0200 6162",
    ),
    [
      "ESC GS S  picture 16x1, 2 bytes",
      "ESC k  picture 8x24, 24 bytes",
      "ESC X  picture 2x24, 6 bytes",
      "ESC GS y S  QR level H",
      "ESC GS y S  QR module 5",
      'ESC GS y D 1  QR data "3 x"',
      "ESC GS x S 2  PDF417 module 5",
      'ESC GS x D  PDF417 data "ab"',
    ],
  );
});
