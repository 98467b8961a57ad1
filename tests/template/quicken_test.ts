import assert from "node:assert/strict";
import { Liquid } from "liquidjs";
import { registerFilters } from "../../src/template/filters.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { LABELS } from "../../src/template/labels.ts";
import { quicken } from "../../src/template/quicken.ts";
import { receiptSchema, receiptView } from "../../src/domain/receipt.ts";
import { fixture, sample } from "./reading.ts";

const liquid = new Liquid({
  templates: { part: "[{{ x }}{{ a }}]" },
  outputEscape: "escape",
  ownPropertyOnly: true,
  jsTruthy: true,
});
registerFilters(liquid);

function both(source: string, scope: Record<string, unknown>): [plain: string, quick: string] {
  const render = (templates: ReturnType<Liquid["parse"]>): string =>
    liquid.renderSync(templates, { ...scope }, { globals: scope });
  return [render(liquid.parse(source)), render(quicken(liquid.parse(source)))];
}

/** The same text, whichever way the five characters of markup are escaped. */
function unified(markup: string): string {
  return markup.replace(
    /&(amp|lt|gt);/g,
    (_, name: string) => ({ amp: "&#38;", lt: "&#60;", gt: "&#62;" })[name] ?? "",
  );
}

Deno.test("quicken() does not change what a template says", async (t) => {
  const scope = {
    a: "<b>&'\"",
    n: 0,
    f: false,
    o: { p: { q: "deep" }, list: ["x", "y"], size: 9 },
    list: [{ v: "1", w: 2 }, { v: "3" }, { v: "" }],
    empty: [],
    price: "3.5",
    currency: "€",
    lines: "one\ntwo <b>",
  };
  const sources = [
    "",
    "plain",
    "{{ a }}|{{ n }}|{{ f }}|{{ missing }}|{{ missing.more }}",
    "{{ o.p.q }}|{{ o.list }}|{{ o.list[1] }}|{{ o['p']['q'] }}|{{ o.list.size }}|{{ o.size }}|{{ list.first.v }}",
    "{{ price | money }}|{{ price | amount }}|{{ price | money: 'ALL' }}|{{ price | money | negative }}",
    "{{ lines | newline_to_br }}|{{ lines | upcase | newline_to_br }}|{{ a | raw }}|{{ a | upcase }}|{{ n | money }}",
    "{{ 'literal' }}|{{ 12 }}|{{ true }}|{{ nil }}|{{ empty }}|{{ blank }}",
    "{% if a %}1{% endif %}{% if missing %}2{% else %}3{% endif %}{% if f %}4{% elsif n %}5{% elsif a %}6{% endif %}",
    "{% if missing or a %}1{% endif %}{% if a and missing %}2{% endif %}{% if f or n or a and missing %}3{% endif %}",
    "{% if a and missing or a %}1{% endif %}{% if n == 0 %}2{% endif %}{% if a == blank %}3{% endif %}",
    "{% if not a %}1{% endif %}{% if a != missing %}2{% endif %}{% if list contains 'x' %}3{% endif %}",
    "{% for i in list %}{{ forloop.index }}{{ i.v }}{% if forloop.last %}.{% else %},{% endif %}{% endfor %}",
    "{% for i in empty %}x{% else %}none{% endfor %}{% for i in list limit: 1 %}{{ i.v }}{% endfor %}",
    "{% for i in list reversed %}{% for j in o.list %}{{ i.v }}{{ j }}{{ forloop.parentloop.index }}{% endfor %}{% endfor %}",
    "{% for i in list %}{% if i.v == '3' %}{% break %}{% endif %}{{ i.v }}{% endfor %}",
    "{% for i in list %}{% if i.w %}{% continue %}{% endif %}<{{ i.v }}>{% endfor %}",
    "{% for i in (1..3) %}{{ i }}{% cycle 'a', 'b' %}{% endfor %}",
    "{% assign a = 'new' %}{{ a }}{% capture c %}{{ a }}!{% endcapture %}{{ c }}",
    "{% unless a %}1{% else %}2{% endunless %}{% case n %}{% when 0 %}zero{% endcase %}{% increment k %}{{ k }}",
    "{% render 'part', x: a %}{% include 'part' %}{% for i in list %}{% render 'part', x: i.v %}{% endfor %}",
    "{% tablerow i in list cols: 2 %}{{ i.v }}{% endtablerow %}{% raw %}{{ a }}{% endraw %}{% comment %}x{% endcomment %}",
    "{% liquid\n assign z = a | upcase\n echo z\n if n\n echo 'y'\n endif %}",
    "  {%- if a -%}  x  {%- endif -%}  {{- a -}}  ",
  ];
  for (const source of sources) {
    await t.step(source, () => {
      const [plain, quick] = both(source, scope);
      assert.equal(unified(quick), unified(plain));
    });
  }
});

Deno.test("quicken() does not change what the shipped formats say of the samples", async (t) => {
  const receipt = (data: unknown) => receiptView(receiptSchema.parse(data)) as unknown as Record<string, unknown>;
  const cases: [format: string, data: Record<string, unknown>][] = [
    ["receipt", receipt(fixture("pos.restaurant").pos_data)],
    ["receipt", receipt(sample("print_request.bench_30_lines").data)],
    ["receipt", receipt({ items: [] })],
    ["reservation", { ...sample("reservation.printed").data }],
    ["text", { content: "a <b>\r\n\tc" }],
    ["test_page", { version: "1", printer: "P", code_pages: ["cp858"] }],
  ];
  for (const [format, data] of cases) {
    for (const columns of [48, 32]) {
      await t.step(`${format} at ${columns} columns`, () => {
        const [plain, quick] = both(FORMATS[format] ?? "", { ...data, labels: LABELS, paper: { columns } });
        assert.equal(unified(quick), unified(plain));
      });
    }
  }
});
