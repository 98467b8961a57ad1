import assert from "node:assert/strict";
import { join } from "node:path";
import { decodeText } from "../../src/config/decode.ts";
import { encodeLike } from "../../src/config/encode.ts";
import { type OpenedEnv, openEnv, saveEnv } from "../../src/config/env_save.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, swapped = 0) =>
  Uint8Array.from({ length: text.length * 2 }, (_, at) => text.charCodeAt(at >> 1) >> ((at + swapped) % 2) * 8);
const ansi = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

async function inFolder(run: (folder: string, path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    run(folder, join(folder, ".env"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function opened(path: string): OpenedEnv {
  const file = openEnv(path);
  assert.ok("text" in file);
  return file;
}

Deno.test("encodeLike() writes in the encoding that the file has", async (t) => {
  const [before, after] = ["PRINTER_BAR=Kuzhinë çaj\r\n", "PRINTER_BAR=Müsli\r\nX=1\r\n"];
  const rows: [string, (text: string) => Uint8Array][] = [
    ["UTF-8", utf8],
    ["UTF-8 with mark", (text) => utf8(`\ufeff${text}`)],
    ["UTF-16 LE", (text) => utf16(text)],
    ["UTF-16 LE with mark", (text) => utf16(`\ufeff${text}`)],
    ["UTF-16 BE", (text) => utf16(text, 1)],
    ["UTF-16 BE with mark", (text) => utf16(`\ufeff${text}`, 1)],
    ["Windows-1252", ansi],
  ];
  for (const [title, encode] of rows) {
    await t.step(title, () => {
      assert.equal(decodeText(encode(before)).text, before);
      const encoded = encodeLike(encode(before), after);
      assert.deepEqual(encoded, { bytes: encode(after), note: null });
    });
  }
});

Deno.test("encodeLike() makes UTF-8 of an ANSI file that gets what ANSI has not, or what would be read as UTF-8", () => {
  for (const text of ["A=ë\nB=Škoda Łódź", "A=Ã«"]) {
    const encoded = encodeLike(ansi("A=ë"), text);
    assert.ok("bytes" in encoded);
    assert.equal(decodeText(encoded.bytes).text, text);
    assert.match(encoded.note ?? "", /was ANSI.*is UTF-8 now/);
  }
});

Deno.test("encodeLike() refuses a file whose bytes it could not give back", () => {
  assert.ok("problem" in encodeLike(Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x42), "A"));
});

Deno.test("saveEnv() replaces the file in one step, keeps its rights and leaves what was there beside it", () =>
  inFolder((folder, path) => {
    Deno.writeFileSync(path, utf8("A=1\r\n"));
    if (Deno.build.os !== "windows") Deno.chmodSync(path, 0o640);
    const saved = saveEnv(opened(path), "A=2\r\n");
    assert.deepEqual(saved, { backup: `${path}.bak`, note: null });
    assert.equal(Deno.readTextFileSync(path), "A=2\r\n");
    assert.equal(Deno.readTextFileSync(`${path}.bak`), "A=1\r\n");
    if (Deno.build.os !== "windows") assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o640);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [".env", ".env.bak"]);
  }));

Deno.test("saveEnv() makes a file that is missing, and no other", () =>
  inFolder((folder, path) => {
    assert.deepEqual(saveEnv(opened(path), "A=2\n"), { backup: null, note: null });
    assert.equal(Deno.readTextFileSync(path), "A=2\n");
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), [".env"]);
  }));

Deno.test("saveEnv() writes where a link leads, and the link stays", () =>
  inFolder((folder, path) => {
    Deno.writeTextFileSync(join(folder, "shop.env"), "A=1\n");
    Deno.symlinkSync(join(folder, "shop.env"), path);
    assert.ok("backup" in saveEnv(opened(path), "A=2\n"));
    assert.ok(Deno.lstatSync(path).isSymlink);
    assert.equal(Deno.readTextFileSync(join(folder, "shop.env")), "A=2\n");
  }));

Deno.test("saveEnv() refuses a file that somebody changed, made or deleted meanwhile", async (t) => {
  const rows: [string, string | null, string | null][] = [
    ["changed", "A=1\n", "A=9\n"],
    ["made", null, "A=9\n"],
    ["deleted", "A=1\n", null],
  ];
  for (const [title, before, meanwhile] of rows) {
    await t.step(title, () =>
      inFolder((folder, path) => {
        if (before !== null) Deno.writeTextFileSync(path, before);
        const file = opened(path);
        if (meanwhile === null) Deno.removeSync(path);
        else Deno.writeTextFileSync(path, meanwhile);
        const saved = saveEnv(file, "A=2\n");
        assert.match("problem" in saved ? saved.problem : "", /changed it meanwhile.*Nothing was changed/);
        const left = [...Deno.readDirSync(folder)].map(({ name }) => Deno.readTextFileSync(join(folder, name)));
        assert.deepEqual(left, meanwhile === null ? [] : [meanwhile]);
      }));
  }
});

Deno.test("saveEnv() leaves a read-only file alone and says so", () =>
  inFolder((folder, path) => {
    Deno.writeTextFileSync(path, "A=1\n");
    Deno.chmodSync(path, 0o444);
    const saved = saveEnv(opened(path), "A=2\n");
    assert.match("problem" in saved ? saved.problem : "", /Cannot write the settings file ".*": it is read-only/);
    assert.equal(Deno.readTextFileSync(path), "A=1\n");
    assert.equal([...Deno.readDirSync(folder)].length, 1);
  }));
