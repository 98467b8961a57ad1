import assert from "node:assert/strict";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { job, read } from "./reading.ts";

const paper = { columns: 48 };
const text = job("text", { content: "hello" });

/** A composer and what it says of the shop's templates. */
function shopOf(formats = FORMATS): {
  composer: Composer;
  problems: string[];
  use(templates: Record<string, string>, labels?: string): void;
} {
  const problems: string[] = [];
  const composer = new Composer(formats, { onProblem: (name, problem) => problems.push(`${name}: ${problem}`) });
  return {
    composer,
    problems,
    use(templates, labels) {
      composer.useShop({ templates: new Map(Object.entries(templates)), labels: labels ?? null, problems: [] });
    },
  };
}

Deno.test("useShop() overrides shipped templates, adds job types, and takes both back", () => {
  const { composer, problems, use } = shopOf();
  use({ text: "<b>{{ content }}</b>!", slip: "slip {{ a }}" });
  assert.deepEqual(composer.types, [...Object.keys(FORMATS), "slip"]);
  assert.deepEqual(read(composer.compose(text, paper)), ["hello!"]);
  assert.deepEqual(read(composer.compose(job("slip", { a: 7 }), paper)), ["slip 7"]);
  use({});
  assert.deepEqual(composer.types, Object.keys(FORMATS));
  assert.deepEqual(read(composer.compose(text, paper)), ["hello"]);
  assert.throws(() => composer.compose(job("slip", {}), paper), /There is no template "slip"/);
  assert.deepEqual(problems, []);
});

Deno.test("useShop() lets the shop's templates contain each other and the shipped ones", () => {
  const { composer, use } = shopOf();
  use({ head: "Bar Tirana", slip: '{% render "head" %} {% render "text", content: "x" %}' });
  assert.deepEqual(read(composer.compose(job("slip", {}), paper)), ["Bar Tirana", "x"]);
  use({ head: "Bar Durrës", slip: '{% render "head" %}' });
  assert.deepEqual(read(composer.compose(job("slip", {}), paper)), ["Bar Durrës"]);
});

Deno.test("useShop() tells line and column of a broken template, and the shipped one is used meanwhile", async (t) => {
  const cases: [name: string, template: string, problem: RegExp][] = [
    [
      "Liquid that does not end",
      "a\n  {% if a %}b",
      /^text: Template "text", line 2, column 3: .*shipped one is used\.$/,
    ],
    ["an unknown filter", "a\n{{ content | mony }}", /line 2, column 1: undefined filter: mony/],
    ["a tag that says nonsense", "\n\n <feed lines=many>", /line 3, column 2: <feed lines>: expected a whole number/],
  ];
  for (const [name, template, problem] of cases) {
    await t.step(name, () => {
      const { composer, problems, use } = shopOf();
      use({ text: template });
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", problem);
      assert.deepEqual(read(composer.compose(text, paper)), ["hello"]);
      composer.compose(text, paper);
      assert.equal(problems.length, 1, "told once");
    });
  }
});

Deno.test("useShop() uses the last good version while a template is broken", () => {
  const { composer, problems, use } = shopOf();
  use({ slip: "one" });
  use({ slip: "{% if" });
  use({ slip: "{{ a | nonsense }}" });
  assert.deepEqual(read(composer.compose(job("slip", {}), paper)), ["one"]);
  assert.match(problems[0] ?? "", /Until then its last good version is used\.$/);
  use({ slip: "two" });
  assert.deepEqual(read(composer.compose(job("slip", {}), paper)), ["two"]);
});

Deno.test("compose() throws for a broken template that nothing stands in for", () => {
  const { composer, problems, use } = shopOf();
  use({ slip: "a\n{% nonsense %}" });
  assert.match(problems[0] ?? "", /Until then jobs of the type slip cannot be printed\.$/);
  assert.throws(() => composer.compose(job("slip", {}), paper), /Template "slip", line 2, column 1/);
});

Deno.test("compose() falls back for the one job whose values a template of the shop's own cannot take", () => {
  const { composer, problems, use } = shopOf();
  use({ text: '<table><col width="{{ content }}"><tr><td>own</td></tr></table>' });
  assert.deepEqual(problems, []);
  assert.deepEqual(read(composer.compose(text, paper)), ["hello"]);
  assert.match(problems[0] ?? "", /<col width>: expected auto/);
  assert.deepEqual(read(composer.compose(job("text", { content: "9" }), paper)), ["own"]);
});

Deno.test("useShop() is not held up by a template without end", () => {
  const { composer, problems, use } = shopOf();
  use({ text: "{% for i in (1..100000000) %}x{% endfor %}" });
  assert.match(problems[0] ?? "", /look for a loop without end/);
  assert.deepEqual(read(composer.compose(text, paper)), ["hello"]);
});

Deno.test("useShop() takes labels for every language and for one, and names what is wrong with them", () => {
  const { composer, problems, use } = shopOf({
    slip: "{{ labels.receipt.total }} {{ labels.receipt.date }} {{ labels.mine.hi }}",
  });
  const slip = (data = {}) => read(composer.compose(job("slip", data), paper)).join();
  assert.equal(slip(), "TOTAL Date");
  use({}, '{"receipt": {"total": "SUM"}, "mine": {"hi": "Hi"}, "languages": {"de": {"mine": {"hi": "Hallo"}}}}');
  assert.equal(slip(), "SUM Date Hi");
  assert.equal(slip({ locale: "de-AT" }), "SUM Datum Hallo");
  use({}, '{"receipt": {"total": 5}}');
  assert.deepEqual(problems, [
    "labels.json: labels.json: receipt.total: expected text, got 5. Until then its last good version is used.",
  ]);
  assert.equal(slip(), "SUM Date Hi");
  use({}, '{"receipt": ');
  assert.match(problems[1] ?? "", /labels\.json is not JSON: /);
  use({}, "[]");
  assert.match(problems[2] ?? "", /labels\.json: expected an object, got a list\./);
  use({});
  assert.equal(slip(), "TOTAL Date");
});
