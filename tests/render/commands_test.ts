import { equal, ok, throws } from "node:assert/strict";
import { ByteBuffer } from "../../src/render/byte_buffer.ts";
import * as command from "../../src/render/commands.ts";
import * as symbol from "../../src/render/symbol_commands.ts";

function bytesOf(write: (out: ByteBuffer) => void): string {
  const out = new ByteBuffer();
  write(out);
  return Array.from(out.take(), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

const [ON, OFF] = [true, false];

Deno.test("commands are the bytes of Epson's reference", async (t) => {
  const rows: [mnemonic: string, write: (out: ByteBuffer) => void, bytes: string][] = [
    ["ESC @", command.initialize, "1b 40"],
    ["GS ( D", command.disableRealtime, "1d 28 44 03 00 14 01 00"],
    ["LF", command.lineFeed, "0a"],
    ["ESC a left", (out) => command.selectJustification(out, "left"), "1b 61 00"],
    ["ESC a center", (out) => command.selectJustification(out, "center"), "1b 61 01"],
    ["ESC a right", (out) => command.selectJustification(out, "right"), "1b 61 02"],
    ["ESC E", (out) => command.setBold(out, ON), "1b 45 01"],
    ["ESC E off", (out) => command.setBold(out, OFF), "1b 45 00"],
    ["ESC - on", (out) => command.setUnderline(out, ON), "1b 2d 01"],
    ["ESC -", (out) => command.setUnderline(out, OFF), "1b 2d 00"],
    ["GS B", (out) => command.setInverse(out, ON), "1d 42 01"],
    ["GS B off", (out) => command.setInverse(out, OFF), "1d 42 00"],
    ["GS !", (out) => command.selectCharacterSize(out, 2, 8), "1d 21 17"],
    ["GS ! plain", (out) => command.selectCharacterSize(out, 1, 1), "1d 21 00"],
    ["ESC t of page 0", (out) => command.selectCodePage(out, 0), "1b 74 00"],
    ["ESC t", (out) => command.selectCodePage(out, 19), "1b 74 13"],
    ["ESC d", (out) => command.feedLines(out, 255), "1b 64 ff"],
    ["ESC d of nothing", (out) => command.feedLines(out, 0), "1b 64 00"],
    ["GS V full", (out) => command.feedAndCut(out, OFF), "1d 56 41 00"],
    ["GS V partial", (out) => command.feedAndCut(out, ON), "1d 56 42 00"],
    ["ESC p pin 2", (out) => command.pulse(out, 2, 50, 500), "1b 70 00 19 fa"],
    ["ESC p pin 5, times out of range", (out) => command.pulse(out, 5, 100_000, NaN), "1b 70 01 ff 01"],
    ["ESC p times of nothing", (out) => command.pulse(out, 2, 0, -5), "1b 70 00 01 01"],
    ["ESC B once", (out) => command.beep(out, 1), "1b 42 01 04"],
    ["ESC B", (out) => command.beep(out, 3), "1b 42 03 04"],
    ["ESC ( A once", (out) => command.epsonBeep(out, 1), "1b 28 41 04 00 30 33 01 0a"],
    ["ESC ( A", (out) => command.epsonBeep(out, 3), "1b 28 41 04 00 30 33 03 0a"],
    ["BEL", (out) => command.bell(out), "07"],
    ["FS .", (out) => command.cancelChinese(out), "1c 2e"],
    ["ESC 3", (out) => command.setLineSpacing(out, 24), "1b 33 18"],
    ["ESC 3 of nothing", (out) => command.setLineSpacing(out, 0), "1b 33 00"],
    ["ESC 2", (out) => command.resetLineSpacing(out), "1b 32"],
    ["GS v 0", (out) => command.rasterImage(out, 2, 1, Uint8Array.of(0xaa, 0x55)), "1d 76 30 00 02 00 01 00 aa 55"],
    ["ESC *", (out) => command.stripe(out, 1, Uint8Array.of(1, 2, 3)), "1b 2a 21 01 00 01 02 03"],
    ["GS h least", (out) => command.setBarcodeHeight(out, 1), "1d 68 01"],
    ["GS h most", (out) => command.setBarcodeHeight(out, 255), "1d 68 ff"],
    ["GS w", (out) => command.setBarcodeModule(out, 2), "1d 77 02"],
    ["GS H", (out) => command.setBarcodeText(out, ON), "1d 48 02"],
    ["GS H off", (out) => command.setBarcodeText(out, OFF), "1d 48 00"],
    ["GS k UPC-A", (out) => command.barcode(out, 65, Uint8Array.of(0x31)), "1d 6b 41 01 31"],
    ["GS k", (out) => command.barcode(out, 73, Uint8Array.of(0x7b, 0x42, 0x41)), "1d 6b 49 03 7b 42 41"],
    [
      "GS ( k",
      (out) => symbol.qrCode(out, new TextEncoder().encode("3 €"), 4, "Q"),
      "1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 04 1d 28 6b 03 00 31 45 32 " +
      "1d 28 6b 08 00 31 50 30 33 20 e2 82 ac 1d 28 6b 03 00 31 51 30",
    ],
    [
      "GS ( k",
      (out) => symbol.pdf417Code(out, new TextEncoder().encode("3 €"), 2, 7, 4),
      "1d 28 6b 03 00 30 41 07 1d 28 6b 03 00 30 42 00 1d 28 6b 03 00 30 43 02 1d 28 6b 03 00 30 44 03 " +
      "1d 28 6b 04 00 30 45 30 34 1d 28 6b 03 00 30 46 00 1d 28 6b 08 00 30 50 30 33 20 e2 82 ac 1d 28 6b 03 00 30 51 30",
    ],
  ];
  for (const [mnemonic, write, bytes] of rows) await t.step(mnemonic, () => equal(bytesOf(write), bytes));
});

Deno.test("rasterImage() and stripe() count what is longer than 255 in two bytes, low one first", () => {
  const raster = bytesOf((out) => command.rasterImage(out, 258, 255, new Uint8Array(258 * 255)));
  ok(raster.startsWith("1d 76 30 00 02 01 ff 00 00"));
  const stripe = bytesOf((out) => command.stripe(out, 258, new Uint8Array(258 * 3)));
  ok(stripe.startsWith("1b 2a 21 02 01 00"));
  const narrow = bytesOf((out) => command.rasterImage(out, 1, 1, Uint8Array.of(0x80)));
  equal(narrow, "1d 76 30 00 01 00 01 00 80");
});

Deno.test("qrCode() counts its data in two bytes", () => {
  const bytes = bytesOf((out) => symbol.qrCode(out, new Uint8Array(2953).fill(0x41), 1, "L"));
  ok(bytes.includes("1d 28 6b 8c 0b 31 50 30 41"));
});

Deno.test("qrCode() and pdf417Code() take one byte, and count three more than they are given", () => {
  const lengths = [1, 252, 253].map((length) => new Uint8Array(length).fill(0x41));
  const counts = (code: string) => ["04 00", "ff 00", "00 01"].map((count) => `1d 28 6b ${count} ${code} 50 30 41`);
  const qr = lengths.map((data) => bytesOf((out) => symbol.qrCode(out, data, 1, "L")));
  const pdf417 = lengths.map((data) => bytesOf((out) => symbol.pdf417Code(out, data, 2, 1, 0)));
  counts("31").forEach((bytes, index) => ok(qr[index]?.includes(bytes), bytes));
  counts("30").forEach((bytes, index) => ok(pdf417[index]?.includes(bytes), bytes));
});

Deno.test("pdf417Code() counts its data in two bytes", () => {
  const bytes = bytesOf((out) => symbol.pdf417Code(out, new Uint8Array(1108).fill(0x41), 2, 1, 0));
  ok(bytes.includes("1d 28 6b 57 04 30 50 30 41"));
});

Deno.test("commands throw a RangeError and write nothing when a number is out of range", async (t) => {
  const rows: [name: string, write: (out: ByteBuffer) => void][] = [
    ["width 0", (out) => command.selectCharacterSize(out, 0, 1)],
    ["height 9", (out) => command.selectCharacterSize(out, 1, 9)],
    ["width 9", (out) => command.selectCharacterSize(out, 9, 1)],
    ["width 1.5", (out) => command.selectCharacterSize(out, 1.5, 1)],
    ["code page NaN", (out) => command.selectCodePage(out, NaN)],
    ["code page 256", (out) => command.selectCodePage(out, 256)],
    ["feed 256", (out) => command.feedLines(out, 256)],
    ["raster of rows without bytes", (out) => command.rasterImage(out, 0, 1, new Uint8Array())],
    ["raster of too wide rows", (out) => command.rasterImage(out, 65_536, 1, new Uint8Array(65_536))],
    ["raster of no rows", (out) => command.rasterImage(out, 1, 0, new Uint8Array())],
    ["raster of 256 rows", (out) => command.rasterImage(out, 1, 256, new Uint8Array(256))],
    ["raster too short", (out) => command.rasterImage(out, 2, 2, new Uint8Array(3))],
    ["raster too long", (out) => command.rasterImage(out, 2, 2, new Uint8Array(5))],
    ["feed -1", (out) => command.feedLines(out, -1)],
    ["beep 10", (out) => command.beep(out, 10)],
    ["beep 64", (out) => command.epsonBeep(out, 64)],
    ["line spacing 256", (out) => command.setLineSpacing(out, 256)],
    ["stripe of no columns", (out) => command.stripe(out, 0, new Uint8Array())],
    ["stripe of 2,048 columns", (out) => command.stripe(out, 2_048, new Uint8Array(2_048 * 3))],
    ["stripe too long", (out) => command.stripe(out, 2, new Uint8Array(7))],
    ["stripe too short", (out) => command.stripe(out, 2, new Uint8Array(5))],
    ["module 17", (out) => symbol.qrCode(out, Uint8Array.of(65), 17, "L")],
    ["QR of no data", (out) => symbol.qrCode(out, new Uint8Array(), 4, "L")],
    ["QR too long", (out) => symbol.qrCode(out, new Uint8Array(2954), 4, "L")],
    ["PDF417 module 1", (out) => symbol.pdf417Code(out, Uint8Array.of(65), 1, 1, 0)],
    ["PDF417 module 9", (out) => symbol.pdf417Code(out, Uint8Array.of(65), 9, 1, 0)],
    ["PDF417 of no columns", (out) => symbol.pdf417Code(out, Uint8Array.of(65), 2, 0, 0)],
    ["PDF417 of 31 columns", (out) => symbol.pdf417Code(out, Uint8Array.of(65), 2, 31, 0)],
    ["PDF417 level 9", (out) => symbol.pdf417Code(out, Uint8Array.of(65), 2, 1, 9)],
    ["PDF417 of no data", (out) => symbol.pdf417Code(out, new Uint8Array(), 2, 1, 0)],
    ["PDF417 too long", (out) => symbol.pdf417Code(out, new Uint8Array(1109), 2, 1, 0)],
    ["barcode height 0", (out) => command.setBarcodeHeight(out, 0)],
    ["barcode height 256", (out) => command.setBarcodeHeight(out, 256)],
    ["barcode module 7", (out) => command.setBarcodeModule(out, 7)],
    ["barcode form A", (out) => command.barcode(out, 4, Uint8Array.of(65))],
    ["barcode system 64", (out) => command.barcode(out, 64, Uint8Array.of(65))],
    ["barcode system 74", (out) => command.barcode(out, 74, Uint8Array.of(65))],
    ["barcode of no bytes", (out) => command.barcode(out, 73, new Uint8Array())],
    ["barcode of 256 bytes", (out) => command.barcode(out, 73, new Uint8Array(256))],
  ];
  for (const [name, write] of rows) {
    await t.step(name, () => {
      const out = new ByteBuffer();
      throws(() => write(out), RangeError);
      equal(out.length, 0);
    });
  }
});
