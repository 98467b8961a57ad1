import assert from "node:assert/strict";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { archive, checksums, sha256 } from "../../tools/release/archive.ts";
import { shopPage } from "../../tools/release/shop_page.ts";
import { tryCommand } from "../command.ts";
import { PROJECT } from "../source_files.ts";

/** The files of a release with a stand-in for the exe; `fields` are added to the environment. */
async function release(env: Record<string, string> = {}): Promise<Map<string, Uint8Array>> {
  const folder = await Deno.makeTempDir();
  const exe = join(folder, "stand-in.exe");
  await Deno.writeTextFile(exe, "MZ stands in for the exe");
  const out = join(folder, "out");
  const args = ["task", "release", "--skip-tests", "--exe", exe, "--out", out];
  const { code, stderr } = await tryCommand(Deno.execPath(), args, { cwd: PROJECT, env: { NO_COLOR: "1", ...env } });
  assert.equal(code, 0, stderr);
  assert.match(stderr, /The tests were skipped: this is no release for a shop/);
  const files = new Map<string, Uint8Array>();
  for (const { name } of Deno.readDirSync(out)) files.set(name, await Deno.readFile(join(out, name)));
  await Deno.remove(folder, { recursive: true });
  return files;
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const EPOCH = { SOURCE_DATE_EPOCH: "1772914445" };

Deno.test("deno task release makes a zip of all that a shop gets, with its checksums", async (t) => {
  const files = await release(EPOCH);
  const name = [...files.keys()].find((file) => /^printer-client-[\d.]+-windows-x64\.zip$/.test(file)) ?? "";
  const inside = new Map(Object.entries(unzipSync(files.get(name) ?? new Uint8Array())));
  assert.deepEqual([...inside.keys()], [
    ...[".env.example", "CHANGELOG.txt", "LICENCES.txt", "README.txt", "SHA256SUMS", "printer-client.exe"],
    "sbom.cdx.json",
  ]);
  assert.equal(textOf(inside.get("printer-client.exe")), "MZ stands in for the exe");

  await t.step("the checksums are right, inside and beside it", () => {
    for (
      const [sums, of] of [[textOf(inside.get("SHA256SUMS")), inside], [
        textOf(files.get("SHA256SUMS")),
        files,
      ]] as const
    ) {
      const lines = sums.trimEnd().split("\n").map((line) => line.split("  "));
      assert.deepEqual(lines.map(([, file]) => file), [...of.keys()].filter((file) => file !== "SHA256SUMS").sort());
      for (const [sum, file = ""] of lines) assert.equal(sum, sha256(of.get(file) ?? new Uint8Array()), file);
    }
  });

  await t.step("the bill of materials names every package that runs, with its licence, and none of the tests", () => {
    const { components, metadata } = JSON.parse(textOf(inside.get("sbom.cdx.json")));
    assert.equal(metadata.timestamp, "2026-03-07T20:14:05.000Z");
    const names = components.map(({ name }: { name: string }) => name);
    const wanted = ["deno", "zod", "liquidjs", "socket.io-client", "engine.io-client", "bwip-js", "@resvg/resvg-wasm"];
    for (const each of [...wanted, "NotoSansMono.ttf.gz"]) assert.ok(names.includes(each), each);
    const unwanted = [
      "fast-check",
      "@point-of-sale/receipt-printer-encoder",
      "receiptline",
      "escpos-buffer",
      "request",
    ];
    for (const each of unwanted) assert.ok(!names.includes(each), each);
    for (const { name, licenses, hashes } of components) {
      assert.ok(licenses?.length === 1, `${name} has no licence`);
      assert.ok(name === "deno" || /^[0-9a-f]{64}(?:[0-9a-f]{64})?$/.test(hashes?.[0]?.content), `${name} has no hash`);
    }
    assert.equal(new Set(components.map((each: Record<string, string>) => each["bom-ref"])).size, components.length);
  });

  await t.step("the licences of the packages and of the fonts are there in full", () => {
    const licences = textOf(inside.get("LICENCES.txt"));
    assert.match(licences, /socket\.io-client [\d.]+: MIT\r\n/);
    assert.match(licences, /Permission is hereby granted, free of charge/);
    assert.match(licences, /SIL OPEN FONT LICENSE Version 1\.1/);
    const parts = licences.replaceAll("\r", "").split(`${"=".repeat(78)}\n`).slice(1);
    const heads = parts.filter((_, index) => index % 2 === 0);
    const { components } = JSON.parse(textOf(inside.get("sbom.cdx.json")));
    // One for each package, one for the fonts, and Deno.
    assert.equal(heads.length, components.filter(({ type }: { type: string }) => type === "library").length + 2);
    heads.forEach((head, index) => assert.ok((parts[2 * index + 1]?.length ?? 0) > 500, `${head} has no text`));
    assert.match(licences, /@resvg\/resvg-wasm [\d.]+: MPL-2\.0\r\nSource: https:\/\/www\.npmjs\.com\/package\/@resvg/);
  });

  await t.step("made again for the same commit, elsewhere in the world, it is the same", async () => {
    const again = await release({ ...EPOCH, TZ: "Asia/Tokyo" });
    for (const [file, bytes] of files) assert.equal(sha256(again.get(file) ?? new Uint8Array()), sha256(bytes), file);
  });
});

Deno.test("deno task release ends where the compiler does, with what to do", async () => {
  const folder = await Deno.makeTempDir();
  // Nothing can be downloaded, and the runtime that is named is not there.
  const env = { DENORT_BIN: join(folder, "denort.exe"), NO_COLOR: "1" };
  const args = ["task", "release", "--skip-tests", "--out", folder];
  const { code, stderr } = await tryCommand(Deno.execPath(), args, { cwd: PROJECT, env });
  assert.notEqual(code, 0);
  assert.match(stderr, /No release: deno task compile ended with \d+/);
  assert.deepEqual([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("archive() has every file in order, with the time it is given in UTC", () => {
  const files = new Map([["b", Uint8Array.of(2)], ["a", Uint8Array.of(1)]]);
  const zip = archive(files, Date.UTC(2026, 2, 7, 20, 14, 6));
  assert.deepEqual(Object.keys(unzipSync(zip)), ["a", "b"]);
  // Local file header of the zip format, 4.3.7: time and date of MS-DOS at 10 and 12, in steps of two seconds.
  const view = new DataView(zip.buffer, zip.byteOffset);
  const littleEndian = true;
  assert.equal(view.getUint16(10, littleEndian), 20 << 11 | 14 << 5 | 3);
  assert.equal(view.getUint16(12, littleEndian), 46 << 9 | 3 << 5 | 7);
  assert.equal(checksums(new Map([["x", new Uint8Array()]])), `${sha256(new Uint8Array())}  x\n`);
});

Deno.test("the page for the shop fits one sheet, and names only commands that there are", async () => {
  const markdown = await Deno.readTextFile(join(PROJECT, "docs/shop.md"));
  const page = shopPage(markdown);
  const lines = page.trimEnd().split("\r\n");
  // A4 between Notepad's margins is 170 by 247 mm: 54 lines of 79 characters in Consolas of 11 points.
  assert.ok(lines.length <= 54 && lines.every((line) => line.length <= 79), `${lines.length} lines`);
  assert.ok(!/[`\t]|^#/m.test(page));
  const { stdout } = await tryCommand(Deno.execPath(), ["run", "-A", "main.ts", "--help"], { cwd: PROJECT });
  for (const [flag] of markdown.matchAll(/--[a-z-]+/g)) assert.ok(stdout.includes(flag), flag);
});
