import fc from "fast-check";
import { PrintError } from "../../../src/domain/print_error.ts";
import { readPage } from "../../../src/html/page.ts";
import { PictureShelf } from "../../../src/pictures/shelf.ts";
import { Composer } from "../../../src/template/engine.ts";
import { labelsFor, parseLabels } from "../../../src/template/labels.ts";
import { TAGS } from "../../../src/template/vocabulary.ts";
import { sample } from "../../template/reading.ts";
import { hostileText, hostileValue } from "../hostile_values.ts";
import { checkOnPaper, hasControls } from "../paper_checks.ts";
import { expect, type Target } from "../target.ts";

const TAG_NAMES = [
  ...TAGS.keys(),
  ...["table", "tr", "td", "th", "col", "colgroup", "tbody", "thead", "hr", "br", "img", "qr", "pdf417", "barcode"],
  ...[
    "feed",
    "cut",
    "drawer",
    "beep",
    "span",
    "font",
    "a",
    "svg",
    "textarea",
    "select",
    "option",
    "input",
    "plaintext",
  ],
];
const NUMBERS = ["0", "1", "2", "-1", "48", "999999999", "1e9", "50%", "*", "3*", "NaN", "0.0001", ""];
const ATTRIBUTES = [
  ...["width", "height", "align", "colspan", "rowspan", "size", "level", "type", "lines", "times", "columns", "start"],
  ...[
    "style",
    "class",
    "id",
    "src",
    "alt",
    "dither",
    "text",
    "char",
    "value",
    "dir",
    "hidden",
    "border",
    "cellpadding",
  ],
];
const CSS = [
  ...["width:50%", "width:calc(1px", "display:none", "display:flex", "font-size:1e9px", "margin:-99em", "float:left"],
  ...["text-align:right", "white-space:pre", "border:1px solid", "position:absolute", "columns:99", "color:#fff"],
];

const attribute = fc.oneof(
  fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.oneof(fc.constantFrom(...NUMBERS), hostileText))
    .map(([name, value]) => ` ${name}="${value}"`),
  fc.array(fc.constantFrom(...CSS), { maxLength: 4 }).map((all) => ` style="${all.join(";")}"`),
);
const open = fc.tuple(fc.constantFrom(...TAG_NAMES), fc.array(attribute, { maxLength: 3 }))
  .map(([name, attributes]) => `<${name}${attributes.join("")}>`);
const close = fc.constantFrom(...TAG_NAMES).map((name) => `</${name}>`);
const liquid = fc.oneof(
  fc.constantFrom(
    ...["{% for i in items %}", "{% endfor %}", "{% if total > 1 %}", "{% else %}", "{% endif %}", "{% raw %}"],
    ...["{% endraw %}", "{% capture x %}", "{% endcapture %}", "{{ x }}", "{% render 'text' %}", "{% render 'own' %}"],
    ...["{% include 'own' %}", "{% layout 'own' %}", "{% tablerow i in (1..999999999) %}", "{% endtablerow %}", "{%-"],
    ...["{% for i in (1..99999) %}", "{% assign x = 'a' %}", "{% assign x = x | append: x %}", "{% cycle 1,2 %}"],
    ...[
      "{{ items | map: 'price' | join }}",
      "{{ 'x' | repeat: 99999999 }}",
      "{{ items.constructor }}",
      "{{ __proto__ }}",
    ],
    ...["{{ total | money }}", "{{ now | date: '%s%%%Q' }}", "{{ 'a' | raw }}", "{% increment x %}", "{% unless %}"],
    ...[
      "{% case x %}",
      "{% when 1 %}",
      "{% endcase %}",
      "{% comment %}",
      "{% liquid assign",
      "{{ 'x' | slice: -1e9 }}",
    ],
  ),
  fc.tuple(fc.constantFrom("items", "total", "customer", "job", "paper", "labels", "x"), hostileText)
    .map(([name, argument]) => `{{ ${name} | default: ${JSON.stringify(argument)} }}`),
);

const pictures = new PictureShelf({ assetsDir: "/nowhere", logo: null });

/** A template of the shop's own: any text, made of what means something. */
export const templateTarget: Target<string> = {
  name: "template",
  runs: 1_500,
  inputs: fc.array(
    fc.oneof(open, open, close, liquid, hostileText, fc.integer({ min: 2, max: 400 }).map((n) => "<b><p>".repeat(n))),
    { maxLength: 25 },
  ).map((parts) => parts.join("")),
  check(source) {
    const composer = new Composer(undefined, { pictures, onProblem: (_, problem) => checkSaid(problem) });
    composer.useShop({ templates: new Map([["own", source]]), labels: null, problems: [] });
    composer.variablesOf("own");
    try {
      checkOnPaper(composer.compose({ ...sample("pos.restaurant"), type: "own" }, { columns: 48 }));
    } catch (error) {
      if (!(error instanceof PrintError) || error.code !== "template_invalid") throw error;
      checkSaid(error.sentence);
    }
  },
};

function checkSaid(sentence: string): void {
  expect(!hasControls(sentence), `a control in ${JSON.stringify(sentence)}`);
}

const labelsText = fc.oneof(
  hostileValue.filter((value) => !ArrayBuffer.isView(value)).map((value) => JSON.stringify(value)),
  fc.dictionary(
    fc.oneof(fc.constantFrom("receipt", "languages", "kitchen_ticket", "constructor"), hostileText),
    fc.dictionary(fc.oneof(fc.constantFrom("total", "title", "sq"), hostileText), fc.oneof(hostileText, hostileValue)),
    { maxKeys: 5 },
  ).map((value) => JSON.stringify(value)),
  fc.dictionary(
    fc.constantFrom("receipt", "reservation", "shift_report"),
    fc.dictionary(fc.constantFrom("total", "title", "date", "table", "__proto__"), hostileText, { maxKeys: 4 }),
  ).map((value) => JSON.stringify(value)),
  hostileText,
);

/** A shop's `labels.json`. */
export const labelsTarget: Target<string> = {
  name: "labels",
  runs: 1_200,
  inputs: labelsText,
  check(text) {
    const labels = parseLabels(text);
    if ("problems" in labels) { for (const problem of labels.problems) checkSaid(problem); }
    else for (const locale of [null, "sq-AL", "__proto__"]) labelsFor(locale, labels);
    expect(!("polluted" in {}), "Object.prototype was written to");
    const composer = new Composer(undefined, { locale: "sq-AL", onProblem: (_, problem) => checkSaid(problem) });
    composer.useShop({ templates: new Map(), labels: text, problems: [] });
    checkOnPaper(composer.compose(sample("pos.restaurant"), { columns: 48 }));
  },
};

const css = fc.array(
  fc.tuple(
    fc.constantFrom(
      "*",
      "p",
      "td",
      ".a",
      "#b",
      "table tr:nth-child(2n+1)",
      ":not(p)",
      "a > b ~ c",
      "@media print{p",
      "[",
    ),
    fc.array(fc.oneof(fc.constantFrom(...CSS), hostileText), { maxLength: 4 }),
  ).map(([selector, rules]) => `${selector}{${rules.join(";")}}`),
  { maxLength: 6 },
).map((rules) => `<style>${rules.join("\n")}</style>`);

/** A page of an `html` job. */
export const pageTarget: Target<string> = {
  name: "page",
  runs: 1_200,
  inputs: fc.array(
    fc.oneof(
      open,
      open,
      close,
      css,
      hostileText,
      fc.integer({ min: 2, max: 900 }).map((n) => "<table><tr><td>".repeat(n)),
    ),
    { maxLength: 30 },
  ).map((parts) => parts.join("")),
  check(html) {
    for (const columns of [12, 48]) {
      try {
        const document = readPage(html, { columns, pictures });
        for (const warning of document.warnings ?? []) checkSaid(warning);
        checkOnPaper(document);
      } catch (error) {
        if (!(error instanceof PrintError) || error.code !== "document_invalid") throw error;
        checkSaid(error.sentence);
      }
    }
  },
};
