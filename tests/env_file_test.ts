import assert from "node:assert/strict";
import { join } from "node:path";
import { parseEnvText } from "../src/config/env_text.ts";
import { formatNotice } from "../src/config/notice.ts";
import { readEnvFile } from "../src/env_file.ts";

const UTF8 = (text: string) => new TextEncoder().encode(text);
const UTF16LE = (text: string) =>
  new Uint8Array([...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
const UTF16BE = (text: string) =>
  new Uint8Array([...text].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255]));
const ANSI = (text: string) => new Uint8Array([...text].map((c) => c.charCodeAt(0)));

async function inFolder(run: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readEnvFile() reads the text whatever editor saved it", async (t) => {
  const text = "SESSION_ID=abc\r\nPRINTER_BAR=Kuzhinë çaj\r\n";
  const rows: [string, Uint8Array, number][] = [
    ["UTF-8", UTF8(text), 0],
    ["UTF-8 with mark", UTF8("\ufeff" + text), 0],
    ["UTF-16 LE with mark", UTF16LE("\ufeff" + text), 0],
    ["UTF-16 BE with mark", UTF16BE("\ufeff" + text), 0],
    ["UTF-16 LE without mark", UTF16LE(text), 0],
    ["UTF-16 BE without mark", UTF16BE(text), 0],
    ["Windows-1252", ANSI(text), 1],
  ];
  for (const [title, bytes, warnings] of rows) {
    await t.step(title, () =>
      inFolder((folder) => {
        Deno.writeFileSync(join(folder, ".env"), bytes);
        const file = readEnvFile(join(folder, ".env"));
        assert.ok(file.kind === "found");
        assert.deepEqual(file.entries.get("SESSION_ID"), { key: "SESSION_ID", value: "abc", line: 1 });
        assert.deepEqual(file.entries.get("PRINTER_BAR"), { key: "PRINTER_BAR", value: "Kuzhinë çaj", line: 2 });
        assert.equal(file.warnings.length, warnings);
        if (warnings > 0) assert.match(formatNotice(file.warnings[0] ?? assert.fail()), /not UTF-8.*Windows-1252/);
      }));
  }
});

Deno.test("readEnvFile() tells a missing file from one under a wrong name", async (t) => {
  for (const names of [[], [".env.txt"], ["env"], [".env.env"], [".env.txt", "env"], [".env.example"]]) {
    await t.step(names.join(", ") || "nothing", () =>
      inFolder((folder) => {
        for (const name of names) Deno.writeTextFileSync(join(folder, name), "");
        const path = join(folder, ".env");
        const lookalikes = names.filter((name) => name !== ".env.example");
        assert.deepEqual(readEnvFile(path), { kind: "missing", path, lookalikes });
      }));
  }
});

Deno.test("readEnvFile() finds FILE.txt when --env FILE is missing", () =>
  inFolder((folder) => {
    Deno.writeTextFileSync(join(folder, "bar.env.txt"), "");
    const file = readEnvFile(join(folder, "bar.env"));
    assert.deepEqual(file.kind === "missing" && file.lookalikes, ["bar.env.txt"]);
  }));

Deno.test("readEnvFile() says why when the file cannot be read", () =>
  inFolder((folder) => {
    const file = readEnvFile(folder);
    assert.ok(file.kind === "unreadable" && file.reason !== "");
  }));

Deno.test("parseEnvText() reads values as people write them", async (t) => {
  const rows: [string, string][] = [
    ["A=b", "b"],
    ["  A = b c  ", "b c"],
    ["A=", ""],
    ["export A=b", "b"],
    ["set A=b", "b"],
    ["A='x y'", "x y"],
    ['A="x y" # remark', "x y"],
    ["A='a#b'", "a#b"],
    ["A=48 # remark", "48"],
    ["A= # remark", ""],
    ["A=a=b", "a=b"],
    ["A=\\\\srv\\Printer One", "\\\\srv\\Printer One"],
    ["A=C:\\new\\temp", "C:\\new\\temp"],
    ["A='C:\\new'", "C:\\new"],
    ["A=tcp://[fe80::1]:9100", "tcp://[fe80::1]:9100"],
    ["A=Bar d’Italia", "Bar d’Italia"],
  ];
  for (const [text, value] of rows) {
    await t.step(text, () => {
      const { entries, warnings } = parseEnvText(text);
      assert.deepEqual([...entries.values()], [{ key: "A", value, line: 1 }]);
      assert.deepEqual(warnings, []);
    });
  }
});

Deno.test("parseEnvText() warns when a line is probably not what was meant", async (t) => {
  const rows: [string, string | null, string][] = [
    ["A: secret", null, 'line 1: A: ignored, because ":" stands where "=" is needed. Write A=….'],
    ["secret words", null, 'line 1: a line without "=" is ignored. Write KEY=value, or put "#" before a comment.'],
    ["=secret", null, 'line 1: a line with nothing before "=" is ignored. Write KEY=value.'],
    [
      "A=abc#def",
      "abc",
      `line 1: A: the value is cut at "#", because it has no quotes. If "#" belongs to it, write A='…'.`,
    ],
    [
      "A=Kitchen #2",
      "Kitchen",
      `line 1: A: the value is cut at "#", because it has no quotes. If "#" belongs to it, write A='…'.`,
    ],
    ["A=#1", "", `line 1: A: the value is cut at "#", because it has no quotes. If "#" belongs to it, write A='…'.`],
    [
      "A=“Bar One”",
      "Bar One",
      "line 1: A: curly quotes around the value were taken as plain ones. Write A='…' with straight quotes.",
    ],
    [
      "A=TM\u00a0T20",
      "TM T20",
      "line 1: A: invisible or no-break characters were replaced by plain ones. They come from copied text; typing the line anew removes this warning.",
    ],
    [
      "A=TM\u200bT20",
      "TMT20",
      "line 1: A: invisible or no-break characters were replaced by plain ones. They come from copied text; typing the line anew removes this warning.",
    ],
    [
      'A="C:\\new"',
      "C:\\new",
      `line 1: A: in double quotes "\\n" would be a line break; the value was taken as it is written. For a path write A='…' with single quotes, or no quotes.`,
    ],
    [
      'A="abc',
      "abc",
      'line 1: A: the quote " is never closed; the value was taken without it. Close it, or leave it out.',
    ],
    [
      "A='a' b",
      "a",
      "line 1: A: what stands after the closing quote is ignored. Put the whole value into one pair of quotes.",
    ],
  ];
  for (const [text, value, warning] of rows) {
    await t.step(text, () => {
      const { entries, warnings } = parseEnvText(text);
      assert.equal(entries.get("A")?.value ?? null, value);
      assert.deepEqual(warnings.map(formatNotice), [warning]);
    });
  }
});

Deno.test("parseEnvText() takes the last of several lines with one key and says so, whatever their case", () => {
  const { entries, warnings } = parseEnvText("# a\n\nNIPT=1\nOTHER=x\nnipt=2\n");
  assert.deepEqual(entries.get("NIPT"), { key: "nipt", value: "2", line: 5 });
  assert.deepEqual(warnings.map(formatNotice), [
    "line 5: nipt: set before in line 3; this line counts. Delete the line that is not meant.",
  ]);
});

Deno.test("parseEnvText() goes on with the next line when a quote is never closed", () => {
  const { entries } = parseEnvText('A="open\nB=\'closed\'\nC="x"');
  assert.deepEqual([...entries].map(([key, { value }]) => [key, value]), [["A", "open"], ["B", "closed"], ["C", "x"]]);
});
