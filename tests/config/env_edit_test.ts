import assert from "node:assert/strict";
import fc from "fast-check";
import { editEnv, type EnvChange } from "../../src/config/env_edit.ts";
import { parseEnvText } from "../../src/config/env_text.ts";

const EXAMPLE = await Deno.readTextFile(new URL("../../.env.example", import.meta.url));

/** The text with the changes, which must be possible. */
function edited(text: string, ...changes: EnvChange[]): string {
  const result = editEnv(text, changes);
  assert.ok("text" in result, "problem" in result ? result.problem : "");
  return result.text;
}

function valuesOf(text: string): Map<string, string> {
  return new Map([...parseEnvText(text).entries].map(([key, { value }]) => [key, value]));
}

Deno.test("editEnv() changes one setting and leaves the rest", async (t) => {
  const rows: [title: string, before: string, change: EnvChange, after: string][] = [
    ["a value in place", "# a\nA=1\n\nB=2\n", { key: "A", value: "3" }, "# a\nA=3\n\nB=2\n"],
    ["with the line ends of Windows", "A=1\r\nB=2", { key: "A", value: "3" }, "A=3\r\nB=2"],
    ["what stands around it", "  a = 1  # why\n", { key: "A", value: "3 4" }, "  a = 3 4  # why\n"],
    ["around a quoted one", "A='x # y' # why\n", { key: "A", value: "z # y" }, "A='z # y' # why\n"],
    ["the last of several", "A=1\nA=2\n#A=4\n", { key: "A", value: "3" }, "A=1\nA=3\n#A=4\n"],
    ["an example switched on", "# Wide\n#A=42\n# Next\n", { key: "A", value: "3" }, "# Wide\nA=3\n# Next\n"],
    ["prose stays prose", "# A=42 is wide\nB=1\n", { key: "A", value: "3" }, "# A=42 is wide\nB=1\nA=3\n"],
    ["an empty value", "A=\n", { key: "A", value: "x" }, "A=x\n"],
    ["to an empty value", "A=x\n", { key: "A", value: "" }, "A=\n"],
    ["a new one at the end", "B=1", { key: "A", value: "3" }, "B=1\r\nA=3\r\n"],
    ["a new one in nothing", "", { key: "A", value: "3", comment: "Why" }, "# Why\r\nA=3\r\n"],
    [
      "a new one under its relatives",
      "PRINTER_A=x\nPRINTER_B=y\nPRINTER_B_PIN=2\nC=1\n",
      { key: "PRINTER_A_DOTS", value: "3", comment: "Measured" },
      "PRINTER_A=x\n# Measured\nPRINTER_A_DOTS=3\nPRINTER_B=y\nPRINTER_B_PIN=2\nC=1\n",
    ],
    [
      "what counts is a nearer relative than an example",
      "PRINTER_A=x\n#PRINTER_B=y\n",
      { key: "PRINTER_C", value: "z" },
      "PRINTER_A=x\nPRINTER_C=z\n#PRINTER_B=y\n",
    ],
    ["switched off", "A=1\n  A = 2 # why\nB=3\n", { key: "a", value: null }, "#A=1\n#A = 2 # why\nB=3\n"],
    ["a remark that the quote needs away", "A=1 # it's\n", { key: "A", value: "#" }, "A='#' # it's\n"],
    ["a path", "A=1\n", { key: "A", value: "C:\\new\\temp" }, "A=C:\\new\\temp\n"],
  ];
  for (const [title, before, change, after] of rows) {
    await t.step(title, () => assert.equal(edited(before, change), after));
  }
});

Deno.test("editEnv() says which value cannot stand in a settings file, and changes nothing", () => {
  for (const value of ["two\nlines", " space in front", "a\u00a0b", `'"\`#`]) {
    const result = editEnv("A=1\n", [{ key: "B", value: "2" }, { key: "A", value }]);
    assert.match("problem" in result ? result.problem : "", /^A: ".*cannot be written in a settings file/);
  }
});

Deno.test("editEnv() switches on in .env.example what was asked for, each under its comment", () => {
  const text = edited(
    EXAMPLE,
    { key: "PRINTER_KITCHEN", value: "tcp://10.0.0.9" },
    { key: "PRINTER_KITCHEN_COLUMNS", value: "32" },
    { key: "PRINTER_RECEIPT", value: "default", comment: "By --calibrate" },
  );
  assert.match(text, /\n# Characters on a line, 16 to 96\. Default: PAPER_COLUMNS\nPRINTER_KITCHEN_COLUMNS=32\n/);
  assert.match(text, /\n#PRINTER_BAR=.*\nPRINTER_KITCHEN=tcp:\/\/10\.0\.0\.9\n/);
  // Behind the last setting of another printer that counts.
  assert.match(text, /\nPRINTER_KITCHEN_COLUMNS=32\n# By --calibrate\nPRINTER_RECEIPT=default\n/);
});

const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aZ9 #'\"`\\$n={}:/.,;ëñ€漢😀") }),
  fc.string({ unit: "grapheme" }),
).map((text) => text.trim());
const key = fc.constantFrom("A", "B", "PRINTER_A", "PRINTER_A_DOTS", "PRINTER_B", "printer_a_Pin");
const line = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(key, value).map(([key, value]) => `${key}=${value}`) },
  fc.tuple(key, value).map(([key, value]) => `#${key} = ${value}`),
  fc.tuple(key, value).map(([key, value]) => `  export ${key} = '${value}' # x`),
  fc.constantFrom("", "# words", "words", "A: b", "=c", "\u200b", "#", " # A=1"),
);
const file = fc.tuple(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"), fc.boolean())
  .map(([lines, end, isClosed]) => lines.join(end) + (isClosed ? end : ""));

Deno.test("editEnv() is read back as the very value, and touches no other setting and no other line", () => {
  let written = 0;
  fc.assert(
    fc.property(file, key, fc.option(value), (text, key, value) => {
      const result = editEnv(text, [{ key, value, comment: "new" }]);
      if ("problem" in result) return;
      written++;
      const [before, after] = [valuesOf(text), valuesOf(result.text)];
      assert.equal(after.get(key.toUpperCase()) ?? null, value);
      before.delete(key.toUpperCase());
      after.delete(key.toUpperCase());
      assert.deepEqual([...after], [...before]);
      if (value === null) return;
      // One line replaced, or two added: what is before and behind is as it was.
      const [old, now] = [text, result.text].map((it) => it.split(/(?<=\r\n|\n|\r(?!\n))/));
      assert.ok(old !== undefined && now !== undefined);
      let head = 0;
      while (head < old.length && old[head] === now[head]) head++;
      let tail = 0;
      while (tail < old.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
      assert.ok(old.length - head - tail <= 1, `${old.length - head - tail} lines changed`);
    }),
    { numRuns: 2_000 },
  );
  assert.ok(written > 1_000, `only ${written} of 2000 could be written`);
});
