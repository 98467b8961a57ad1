import assert from "node:assert/strict";
import fc from "fast-check";
import { linesOf, pageOf, paperOf } from "./reading.ts";

Deno.test("readPage() shows what a page shows", async (t) => {
  const cases: [name: string, html: string, lines: string[]][] = [
    ["a fragment without head and body", "<p>one<p>two", ["one", "two"]],
    ["Liquid as it stands", "<p>{{ job.id }} {% if x %}</p>", ["{{ job.id }} {% if x %}"]],
    ["the vocabulary of templates is unknown here", "a<drawer><beep><cut>b<qr data='x'>", ["ab"]],
    [
      "flex: both ends of a line",
      "<div style='display:flex;justify-content:space-between'><b>Tea</b><i>2.00</i></div>",
      [
        "Tea                         2.00",
      ],
    ],
    [
      "flex from a style sheet",
      "<style>.r{display:flex}.r>:last-child{margin-left:auto}</style><div class=r><a>A</a><a>B</a></div>",
      [
        "A                              B",
      ],
    ],
    ["floats", "<p>Tea <span style='float:right'>2.00</span></p><p><span style='float:right'>1</span>Raki</p>", [
      "Tea                         2.00",
      "Raki                           1",
    ]],
    ["grid", "<div style='display:grid;grid-template-columns:repeat(2, 1fr)'><p>a<p>b<p>c<p>d</div>", [
      "a                              b",
      "c                              d",
    ]],
    ["alignment", "<center>mid</center><div align=right>end</div><p style='text-align:center'>mid", [
      "              mid",
      "                             end",
      "              mid",
    ]],
    ["letters", "<p style='text-transform:uppercase'>açaí</p><p style='text-transform:capitalize'>it's hot</p>", [
      "AÇAÍ",
      "It's Hot",
    ]],
    ["white space", "<pre>a  b\n c</pre><p style='white-space:pre-line'>a  b\nc</p><p>a&nbsp;&nbsp;b</p>", [
      "a  b",
      " c",
      "a b",
      "c",
      "a  b",
    ]],
    ["what is struck", "<p><s>9.99</s> 7.99 <span style='text-decoration:line-through'>8</span>", [
      "~~9.99~~ 7.99 ~~8~~",
    ]],
    [
      "lists",
      "<ul><li>one<ul><li>inner item that is too long for it</ul><li>two</ul><ol start=9><li>nine<li>ten</ol>",
      [
        "• one",
        "  • inner item that is too long",
        "    for it",
        "• two",
        "9. nine",
        "10. ten",
      ],
    ],
    ["quotation and definitions", "<blockquote>said</blockquote><dl><dt>Wine<dd>red</dl>", ["  said", "Wine", "  red"]],
    [
      "hidden things",
      "<p style='display:none'>a</p><p hidden>b</p><button>c</button><span style='visibility:hidden'>d</span>e",
      ["e"],
    ],
    ["media", "<style>@media print{.a{display:none}}@media screen{.b{display:none}}</style><p class=a>a<p class=b>b", [
      "b",
    ]],
    [
      "lines",
      "<p style='border-bottom:1px dashed'>a</p><p style='border-top:3px double #000'>b</p><hr><p>--------------------------------------------</p>",
      [
        "a",
        "-".repeat(32),
        "b",
        "-".repeat(32),
      ],
    ],
    ["space", "<p style='margin-bottom:20px'>a</p><p style='margin-top:20px'>b</p><p style='margin:2px'>c</p>", [
      "a",
      "",
      "b",
      "c",
    ]],
    ["page breaks", "<div style='page-break-after:always'>a</div><div style='break-after:page'>b</div>", [
      "a",
      `✂ ${"-".repeat(30)}`,
      "b",
    ]],
    [
      "fields of forms",
      "<input value=Ana><input type=hidden value=x> <select><option>a<option selected>b</select><input type=checkbox checked>",
      [
        "Ana b[x]",
      ],
    ],
    [
      "rowspan and colspan",
      "<table><tr><td rowspan=2>A</td><td>bread</td><td align=right>1</td></tr><tr><td>cake</td><td align=right>2</td></tr><tr><td colspan=2>Sum</td><td align=right>3</td></tr></table>",
      [
        "A bread                        1",
        "  cake                         2",
        "Sum                            3",
      ],
    ],
    ["tfoot stands last", "<table><tfoot><tr><td>end<td>1</tfoot><tbody><tr><td>row<td>2</table>", [
      "row                            2",
      "end                            1",
    ]],
  ];
  for (const [name, html, lines] of cases) await t.step(name, () => assert.deepEqual(linesOf(html), lines));
});

Deno.test("readPage() weighs styles as browsers do", async (t) => {
  const hides = (css: string, html: string) => linesOf(`<style>${css}</style>${html}<p>z`).length === 1;
  const cases: [css: string, html: string, hidden: boolean][] = [
    ["p.a{display:none}", "<p class='b a'>x", true],
    ["#i{display:block} .a{display:none}", "<p id=i class=a>x", false],
    [".a{display:none!important}", "<p class=a style='display:block'>x", true],
    [".a{display:none}", "<p class=a style='display:block'>x", false],
    ["div > .a{display:none}", "<div><div class=b><p class=a>x</div></div>", true],
    ["section > .a{display:none}", "<section><div><p class=a>x</div></section>", false],
    ["h4 + p, q ~ p{display:none}", "<h4 hidden></h4><p>x", true],
    ["p:nth-child(2n+1):not(.b){display:none}", "<p>x", true],
    ["p:hover{display:none} p::before{display:none}", "<p>x", false],
    ["p{color:red;;broken} .a{;display:none", "<p class=a>x", true],
    ["@import url(//evil.example/x.css); .a{display:none}", "<p class=a>x", true],
    ["[data-hide=yes i]{display:none}", "<p data-hide=YES>x", true],
    ["p:is(.a, .b){display:var(--d, none)}", "<p class=b>x", true],
  ];
  for (const [css, html, hidden] of cases) await t.step(`${css} ${html}`, () => assert.equal(hides(css, html), hidden));
});

Deno.test("readPage() maps sizes to those that printers have, measured by the page's usual one", () => {
  const html = `<body style="font-size:10px">${"<p>usual text of this page".repeat(9)}<p style="font-size:14px">tall
    <p style="font-size:20px">Large<p style="font-size:40px">A7<p style="font-size:20px">far too long for wide letters`;
  const sizes = pageOf(html).blocks.flatMap((block) => block.kind === "text" ? [block.spans[0]] : []).slice(9)
    .map((span) => `${span?.style.width}x${span?.style.height}`);
  assert.deepEqual(sizes, ["1x2", "2x2", "3x3", "1x2"]);
});

Deno.test("readPage() prints the text for a picture that cannot be had, and tells why", () => {
  const { paper, warnings } = paperOf(
    '<p>a<img src="http://x.example/logo.png" alt="Our shop"><img src="javascript:alert(1)">b',
  );
  assert.deepEqual(paper.trimEnd().split("\n"), ["a", "Our shop", "b"]);
  assert.equal(warnings.length, 2);
  assert.match(warnings[0] ?? "", /"Our shop": pictures are not loaded from the network/);
});

Deno.test("readPage() keeps every word of a page", () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const inline = fc.oneof(
    word,
    fc.tuple(fc.constantFrom("b", "i", "span", "a", "font", "x-y"), word)
      .map(([tag, text]) => `<${tag}>${text}</${tag}>`),
  );
  const block = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      inline,
      fc.tuple(
        fc.constantFrom("div", "p", "section", "li", "td", "tr", "table", "blockquote", "center", "h6", "pre", "ul"),
        fc.constantFrom(
          "",
          " style='display:flex'",
          " style='float:left'",
          " style='display:table'",
          " border=1",
          " colspan=3",
        ),
        fc.array(tie("node"), { maxLength: 4 }),
        fc.constantFrom(" ", "", "</div>", "</td>"),
      ).map(([tag, style, inner, junk]) => `<${tag}${style}>${inner.join(" ")}</${tag}>${junk}`),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (parts) => {
      const html = parts.join(" ");
      const wanted = html.replace(/<[^>]*>/g, " ").split(/\s+/).filter((each) => each !== "").sort();
      const found = linesOf(html, 200).join(" ").split(/[^a-z]+/).filter((each) => each !== "").sort();
      assert.deepEqual(found, wanted);
    }),
    { numRuns: 300 },
  );
});

Deno.test("readPage() keeps the order of a page whose boxes stand one under the other", () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const block = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      word,
      fc.tuple(
        fc.constantFrom("div", "p", "li", "ul", "ol", "b", "font", "center", "blockquote", "h6", "pre", "u"),
        fc.array(tie("node"), { maxLength: 4 }),
      ).map(([tag, inner]) => `<${tag}>${inner.join(" ")}</${tag}>`),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (parts) => {
      const words = (text: string) => text.split(/[^a-z]+/).filter((each) => each !== "");
      const html = parts.join(" ");
      assert.deepEqual(words(linesOf(html, 200).join(" ")), words(html.replace(/<[^>]*>/g, " ")));
    }),
    { numRuns: 300 },
  );
});
