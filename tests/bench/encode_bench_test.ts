import assert from "node:assert/strict";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { render } from "../../src/render/render.ts";
import { benchDocument } from "./document.ts";
import { benchEncode } from "./encode_bench.ts";
import { minimalReceipt } from "./minimal_encoder.ts";
import { faultsOf, hostile, opensDrawer } from "./paper_judge.ts";
import { PEERS } from "./peers/peers.ts";
import { benchReceipt, type Receipt } from "./receipt.ts";
import { wholeWay } from "./whole_way.ts";

const ours = (receipt: Receipt) => render(benchDocument(receipt), DEFAULT_PROFILE).bytes;

Deno.test("benchEncode() measures every way and judges every library", async () => {
  const whole = wholeWay();
  const { ours, peers } = await benchEncode(whole, { rounds: 1, roundMs: 1, warmUpMs: 1 });
  assert.equal(ours.length, 7 + whole.length);
  for (const { us, name } of ours) assert.ok(us > 0, name);
  assert.deepEqual(peers.map(({ name }) => name), PEERS.map(({ name }) => name));
  for (const { us, withLogoUs, bytes } of peers) assert.ok(us > 0 && withLogoUs > 0 && bytes > 1_000);
});

Deno.test("faultsOf() finds nothing wrong with our paper and that of the minimum", () => {
  const receipt = benchReceipt();
  assert.deepEqual(faultsOf(ours(receipt), receipt), []);
  assert.deepEqual(faultsOf(minimalReceipt(receipt), receipt), []);
});

Deno.test("faultsOf() names what is wrong", async (t) => {
  const receipt = benchReceipt();
  const replaced = (from: string, to: string) =>
    Uint8Array.from(
      new TextDecoder("latin1").decode(minimalReceipt(receipt)).replaceAll(from, to),
      (character) => character === "€" ? 0x80 : character.charCodeAt(0),
    );
  const cases: [name: string, bytes: Uint8Array, fault: string][] = [
    ["letters", replaced("Mjaltë", "Mjalt?"), "ë ç: 32 of 33"],
    ["euros", replaced("€", "?"), "no €"],
    ["a word", replaced("Domate", "Dom ate"), "a word cut in 1 of 20 names"],
    ["an amount", replaced("152.64 €", " 152.64 €"), "1 of 21 amounts out of line"],
    ["the QR code", replaced("invoice-check", "invoice-cheek"), "no QR code"],
    ["the barcode", replaced("ABC-0042", "ABC-0043"), "barcode wrong"],
    ["the cut", replaced("\x1dV\x01", ""), "no cut"],
    ["the drawer", replaced("\x1bp\x00", ""), "drawer stays shut"],
    ["a byte too many", replaced("TOTALI", "\x01TOTALI"), "stray bytes"],
  ];
  for (const [name, bytes, fault] of cases) {
    await t.step(name, () => assert.ok(faultsOf(bytes, receipt).includes(fault), faultsOf(bytes, receipt).join("; ")));
  }
});

Deno.test("opensDrawer() sees a command of an article's name among the bytes", () => {
  const receipt = hostile(benchReceipt());
  assert.ok(opensDrawer(minimalReceipt(receipt)));
  assert.ok(!opensDrawer(ours(receipt)));
});
