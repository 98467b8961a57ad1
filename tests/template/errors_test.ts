import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { composerOf, job } from "./reading.ts";

function errorOf(template: string, data: Record<string, unknown> = {}): PrintError {
  try {
    composerOf({ slip: template }).compose(job("slip", data), { columns: 48 });
  } catch (error) {
    assert.ok(error instanceof PrintError, String(error));
    assert.equal(error.code, "template_invalid");
    assert.notEqual(error.hint, "");
    return error;
  }
  throw new Error(`no error from ${template}`);
}

Deno.test("compose() names template, line and column of what Liquid cannot read", async (t) => {
  const cases: [template: string, expected: RegExp][] = [
    ["<p>\n  {% if a %}x", /^Template "slip", line 2, column 3: tag \{% if a %\} not closed\.$/],
    ["a\nb {% wrong %}", /^Template "slip", line 2, column 3: tag "wrong" not found\.$/],
    ["{{ a | mony }}", /^Template "slip", line 1, column \d+: undefined filter: mony\.$/],
    ["\n\n{{ a", /^Template "slip", line 3, column 1: output "\{\{ a" not closed\.$/],
    ["x\n{% include 'other' %}", /^Template "slip", line 2, column 1: .*ENOENT.*other/],
    ["x\n{% render '/etc/passwd' %}", /^Template "slip", line 2, column 1: .*ENOENT/],
    ["<p>{{ a.b }}\n{{ 'x' | base64_decode }}", /^Template "slip", line 2, column 1: invalid base64/],
    ["{% if a %}\n  {{ 'x' | base64_decode }}{% endif %}", /^Template "slip", line 2, column 3: invalid base64/],
    ["{% for i in (1..2) %}\n\n {{ 'x' | base64_decode }}{% endfor %}", /^Template "slip", line 3, column 2: invalid/],
  ];
  for (const [template, expected] of cases) {
    await t.step(template, () => assert.match(errorOf(template, { a: 1 }).message, expected));
  }
});

Deno.test("compose() names line, column, tag, attribute and value of markup it cannot read", async (t) => {
  const cases: [template: string, expected: string][] = [
    ['<p>\n <feed lines="many">', 'line 2, column 2: <feed lines>: expected a whole number from 1 to 50, got "many"'],
    ["<feed lines=0>", 'line 1, column 1: <feed lines>: expected a whole number from 1 to 50, got "0"'],
    ["<p align=middle>a", 'line 1, column 1: <p align>: expected one of left, center, right, got "middle"'],
    ["<hr char='--'>", 'line 1, column 1: <hr char>: expected one visible character, got "--"'],
    ["<hr char=' '>", 'line 1, column 1: <hr char>: expected one visible character, got ""'],
    ["<beep times=100>", 'line 1, column 1: <beep times>: expected a whole number from 1 to 9, got "100"'],
    ["<span width=9>a", 'line 1, column 1: <span width>: expected a whole number from 1 to 8, got "9"'],
    ["<b tall=maybe>a", 'line 1, column 1: <b tall>: expected yes or no, got "maybe"'],
    ["<table>\n<col width=wide>", "line 2, column 1: <col width>: expected auto, a number of characters, a share as"],
    ["<table><tr><td colspan=0>", 'line 1, column 12: <td colspan>: expected a whole number from 1 to 20, got "0"'],
    ["<table><tr><td>a<hr>", "line 1, column 17: <hr> cannot stand inside a table: put it before or after it"],
    ["<table>\n<tr><td><qr data=1></table>", "line 2, column 9: <qr> cannot stand inside a table: put it before or"],
    ["<table><tr><td>\n <pdf417>1</pdf417>", "line 2, column 2: <pdf417> cannot stand inside a table: put it"],
    ["<table><tr><td><barcode>1</barcode>", "line 1, column 16: <barcode> cannot stand inside a table: put it"],
    ["<pdf417 size=1>1</pdf417>", 'column 1: <pdf417 size>: expected a whole number from 2 to 8, got "1"'],
    ["<pdf417 columns=31>1</pdf417>", 'column 1: <pdf417 columns>: expected a whole number from 1 to 30, got "31"'],
    ["<pdf417 level=9>1</pdf417>", 'column 1: <pdf417 level>: expected a whole number from 0 to 8, got "9"'],
    ["<pdf417 align=middle data=1>", 'column 1: <pdf417 align>: expected one of left, center, right, got "middle"'],
    ["<p>\n<pdf417>1</p>", "line 2, column 1: <pdf417> is not closed: </pdf417> is missing"],
    ["<barcode system=pdf417>1</barcode>", "column 1: <barcode system>: expected one of upc-a, upc-e, ean13"],
    ["<qr level=X>1</qr>", 'line 1, column 1: <qr level>: expected one of L, M, Q, H, got "X"'],
    ["{% for i in (1..20000) %}<b>{% endfor %}", "column 26: tags stand too deep in one another"],
    ["<p><qr>1</p>", "column 4: <qr> is not closed: </qr> is missing"],
    ["\n<feed lines={{ a }}>", 'line 2, column 1: <feed lines>: expected a whole number from 1 to 50, got "x"'],
    ["<feed lines=1>\n<feed lines={{ a }}>", "line 2, column 1 of what it made: <feed lines>: expected a whole"],
  ];
  for (const [template, expected] of cases) {
    await t.step(template, () => {
      const { message } = errorOf(template, { a: "x" });
      assert.ok(message.startsWith('Template "slip"'), message);
      assert.ok(message.includes(expected), message);
    });
  }
});

Deno.test("compose() stops templates without end", async (t) => {
  const cases: [name: string, template: string][] = [
    ["loops in loops", "{% for i in (1..9999) %}{% for j in (1..9999) %}{{ i }}{% endfor %}{% endfor %}"],
    ["a huge range", "{% for i in (1..99999999) %}{% endfor %}"],
    [
      "text that doubles",
      "{% assign x = 'aaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}",
    ],
    ["itself", "{% render 'slip' %}"],
    ["long text", `{% for i in (1..9999) %}${"a".repeat(1_000)}{% endfor %}`],
  ];
  for (const [name, template] of cases) {
    await t.step(name, () => {
      const started = performance.now();
      assert.match(errorOf(template).hint, /loop without end/);
      assert.ok(performance.now() - started < 10_000);
    });
  }
});

Deno.test("compose() names the templates there are when asked for another", () => {
  const composer = composerOf({ slip: "a" });
  for (const type of ["ticket", "constructor", "__proto__"]) {
    assert.throws(() => composer.compose(job(type, {}), { columns: 48 }), {
      code: "template_invalid",
      message: `There is no template "${type}".`,
      hint: "Known are slip.",
    });
  }
});

Deno.test("compose() names the included template that is wrong", () => {
  const composer = composerOf({ slip: "a\n{% render 'part' %}", part: "\n\n {{ 'x' | base64_decode }}" });
  assert.throws(() => composer.compose(job("slip", {}), { columns: 48 }), {
    code: "template_invalid",
    message: 'Template "part", line 3, column 2: invalid base64 provided to base64_decode.',
    hint: 'Correct the template "part" at line 3.',
  });
});

Deno.test("a broken template does not disturb the others, and fails the same way again", () => {
  const composer = composerOf({ broken: "{% if %}", good: "a" });
  for (let i = 0; i < 2; i++) {
    assert.throws(() => composer.compose(job("broken", {}), { columns: 48 }), { code: "template_invalid" });
    assert.equal(composer.compose(job("good", {}), { columns: 48 }).blocks.length, 1);
  }
});
