import assert from "node:assert/strict";
import { linesOf, pageOf, paperOf } from "./reading.ts";

/** Far more than any of these needs, and far less than a shop would wait. */
const LIMIT_MS = 20_000;

Deno.test("readPage() takes hostile pages, and does not take long", async (t) => {
  const pages: [name: string, html: string][] = [
    ["deep", "<div>".repeat(1_500) + "x"],
    ["deep tables", "<table><tr><td>".repeat(500) + "x"],
    ["unclosed", "<p><b><table><tr><td>x".repeat(300)],
    ["wide", "<table><tr>" + "<td>x".repeat(50_000)],
    ["many", "<i></i>".repeat(200_000) + "x"],
    ["spans", "<table>" + "<tr><td colspan=9999 rowspan=9999>x".repeat(2_000)],
    [
      "large style sheet",
      `<style>${".a .b > p:nth-child(2n) { color: red; display: none }\n".repeat(20_000)}</style><p>x`,
    ],
    [
      "many selectors",
      `<style>${"p ".repeat(100)},${"* ".repeat(100)}{display:none}</style>` + "<p>".repeat(200) + "x",
    ],
    [
      "rules for all",
      `<style>${"* * * * * * * * b{display:none}".repeat(2_000)}</style>` + "<div>".repeat(150) +
      "<b>x</b>".repeat(300),
    ],
    ["open style", "x<style>" + "{".repeat(100_000)],
    ["open brackets", `<style>${"a:not(".repeat(50_000)}</style>x`],
    ["long attribute", `<p style="${"display:none;x:(".repeat(50_000)}">y</p>x`],
    [
      "grids",
      `<div style="display:grid;grid-template-columns:${"repeat(99, 1fr) ".repeat(50)}">` + "<p>x".repeat(2_000),
    ],
    ["page breaks", "<p style='page-break-after:always'>x</p>".repeat(5_000)],
    ["lists", "<ol><li>".repeat(500) + "x" + "<li>x".repeat(5_000)],
    [
      "sizes",
      `<font size="99999999"><p style="font-size:1e9em;margin:99999999em">x</p><img width="1e99" src="data:image/png;base64,AAAA">`,
    ],
  ];
  for (const [name, html] of pages) {
    await t.step(name, () => {
      const started = performance.now();
      assert.match(paperOf(html).paper, /x/);
      assert.ok(performance.now() - started < LIMIT_MS);
    });
  }
});

Deno.test("readPage() refuses a page with thousands of open tags, and one with too much text", () => {
  assert.throws(() => pageOf("<b>".repeat(300_000)), /thousands of tags that are not closed/);
  assert.throws(() => pageOf(`<p>${"long text ".repeat(30_000)}`), /characters of text; 200000 is the most/);
});

Deno.test("readPage() tells when it leaves out styles", () => {
  const css = ".a { display: none }".repeat(120_000);
  assert.match(paperOf(`<style>${css}</style><p class=a>x`).warnings.join(), /some styles of the page were left out/);
});

Deno.test("readPage() prints no script, no style and no control character", () => {
  const html =
    "a<script>alert('<p>no</p>')</script><style>p{}</style><!-- no --><svg aria-hidden=true><text>no</text></svg>" +
    "<iframe>no</iframe><p onclick='no()'>b\u0000\u001b@\u0010\u0014\u0001&#27;&#16;&#x9b;c</p>";
  assert.deepEqual(linesOf(html).join(" ").replace(/[^a-z]+/g, ""), "abc");
});
