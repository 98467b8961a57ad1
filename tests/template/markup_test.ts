import assert from "node:assert/strict";
import { PLAIN, type Style } from "../../src/domain/document.ts";
import { parseMarkup } from "../../src/template/markup.ts";
import { readBlocks, textOf } from "./reading.ts";

Deno.test("parseMarkup() gives each block on its own and folds white space as HTML does", async (t) => {
  const cases: [name: string, html: string, expected: string[]][] = [
    ["a paragraph", "<p>Hello</p>", ["Hello"]],
    ["text alone", "Hello", ["Hello"]],
    ["two paragraphs", "<p>a</p><p>b</p>", ["a", "b"]],
    ["an open paragraph", "<p>a<p>b", ["a", "b"]],
    ["text around a block", "a<div>b</div>c", ["a", "b", "c"]],
    ["nested blocks", "<div>\n <p>a</p>\n <div> b </div>\n</div>", ["a", "b"]],
    ["headings", "<h1>a</h1><h2>b</h2><h3>c</h3>", ["a", "b", "c"]],
    ["runs of spaces", "<p>  a \t\r\n b  </p>", ["a b"]],
    ["spaces across tags", "<p>a <b> b </b> c</p>", ["a b c"]],
    ["no-break spaces stay", "<p>a&nbsp; b</p>", ["a_ b"]],
    ["nothing in it", "<p></p><p>  </p><div>\n</div>", []],
    ["a line break", "<p>a <br> b</p>", ["a", "b"]],
    ["a break at the end", "<p>a<br></p><p>b</p>", ["a", "b"]],
    ["breaks alone are empty lines", "a<p></p><p><br><br></p>b", ["a", "[feed 2]", "b"]],
    ["XML habits", "a<br/>b<hr/>c<p/>d", ["a", "b", "--------", "c", "d"]],
    ["capitals", "<P>a<BR>b</P>", ["a", "b"]],
    ["entities", "<p>&lt;b&gt; &amp;amp; &euro; &#235; &#x416;</p>", ["<b> &amp; € ë Ж"]],
    ["an entity's end in the text", "<p>a &amp b & c</p>", ["a & b & c"]],
    ["a lone <", "<p>2 < 3 <3</p>", ["2 < 3 <3"]],
    ["unknown tags", "<p><font color=red>a</font> <blink>b</blink></p>", ["a b"]],
    ["tags named as members of objects", "<constructor>a</constructor><toString>b", ["ab"]],
    ["what is not for paper", "<style>p { }</style><script>cut()</script><title>t</title><p>a</p>", ["a"]],
    ["nothing happens in what is hidden", "<head><hr><br>x<qr data=1></head><p>a</p>", ["a"]],
    ["comments", "a<!-- <cut> -->b", ["ab"]],
    ["a tag that was never opened", "a</b></table></p>b", ["a", "b"]],
    ["a rule", "<hr><hr char='='>", ["--------", "========"]],
    ["a rule of another character", "<hr char='&#9552;'>", ["═".repeat(8)]],
    ["feed", "<feed><feed lines=3>", ["[feed 1]", "[feed 3]"]],
    ["what the printer does", "a<cut>b<drawer><beep times=2>", ["a", "[cut]", "b", "[drawer]", "[beep]"]],
    ["lists have marks", "<ul><li>a<li>b</ul>c<ol start=9><li>d<li><p>e</ol>", [
      "• | a",
      "• | b",
      "c",
      "9. | d",
      "10. | e",
    ]],
    ["text further in", "<blockquote>a</blockquote><dl><dt>b<dd>c</dl>", [" | a", "b", " | c"]],
    ["what is struck", "<s>a</s> <strike>b</strike> <del>c</del><title><s>d</s></title>", ["~~a~~ ~~b~~ ~~c~~"]],
    ["lists in a cell", "<table><tr><td><ul><li>a<li>b</ul><td>c</table>", ["• a\n• b | c"]],
  ];
  for (const [name, html, expected] of cases) {
    await t.step(name, () => assert.deepEqual(readBlocks(parseMarkup(html)), expected));
  }
});

Deno.test("parseMarkup() keeps the text of pre as it is", async (t) => {
  const cases: [name: string, html: string, expected: string][] = [
    ["spaces", "<pre>a   b\n  c  </pre>", "a   b\n  c  "],
    ["one line end after the tag is the tag's", "<pre>\na</pre>", "a"],
    ["further ones are text", "<pre>\n\n\na</pre>", "\n\na"],
    ["one line end at the end ends the last line", "<pre>a\n</pre>", "a"],
    ["CR LF and CR are line ends", "<pre>a\r\nb\rc</pre>", "a\nb\nc"],
    ["tabs", "<pre>a\tb</pre>", "a\tb"],
    ["styles inside", "<pre>a <b> b</b> c</pre>", "a  b c"],
    ["entities", "<pre>&lt;b&gt;  &amp;</pre>", "<b>  &"],
  ];
  for (const [name, html, expected] of cases) {
    await t.step(name, () => {
      const [block, ...more] = parseMarkup(html);
      assert.deepEqual(more, []);
      assert.ok(block?.kind === "text" && block.pre);
      assert.equal(textOf(block.spans), expected);
    });
  }
});

Deno.test("parseMarkup() styles text", async (t) => {
  const big = { width: 2, height: 2 };
  const cases: [html: string, expected: Partial<Style>][] = [
    ["<b>x</b>", { bold: true }],
    ["<strong>x</strong>", { bold: true }],
    ["<u>x</u>", { underline: true }],
    ["<i>x</i>", { underline: true }],
    ["<em>x</em>", { underline: true }],
    ["<mark>x</mark>", { inverse: true }],
    ["<inverse>x</inverse>", { inverse: true }],
    ["<big>x</big>", big],
    ["<big tall>x</big>", { height: 2 }],
    ["<big wide>x</big>", { width: 2 }],
    ["<big tall wide>x</big>", big],
    ["<big><small>x</small></big>", {}],
    ["<h1>x</h1>", { bold: true, ...big }],
    ["<h2>x</h2>", { bold: true, height: 2 }],
    ["<h3>x</h3>", { bold: true }],
    ["<h1 bold=no>x</h1>", big],
    ["<span width=3 height=4>x</span>", { width: 3, height: 4 }],
    ["<p bold underline inverse tall wide>x</p>", { bold: true, underline: true, inverse: true, ...big }],
    ["<p tall=no>x</p>", {}],
    ["<b><u>x</u></b>", { bold: true, underline: true }],
  ];
  for (const [html, expected] of cases) {
    await t.step(html, () => {
      const [block] = parseMarkup(html);
      assert.ok(block?.kind === "text");
      assert.deepEqual(block.spans, [{ text: "x", style: { ...PLAIN, ...expected } }]);
    });
  }
});

Deno.test("parseMarkup() joins neighbouring text of one style", () => {
  const [block] = parseMarkup("<p>a <span>b</span> &amp; <b>c</b><b> d</b><b></b> e</p>");
  assert.ok(block?.kind === "text");
  assert.deepEqual(block.spans.map(({ text }) => text), ["a b & ", "c d", " e"]);
});

Deno.test("parseMarkup() aligns blocks by the innermost tag that says so", () => {
  const html = "<center>a<p align=right>b</p>c<left>d</left></center><right>e</right>f<div align=center><b>g</b></div>";
  const aligns = parseMarkup(html).map((block) => block.kind === "text" && `${textOf(block.spans)} ${block.align}`);
  assert.deepEqual(aligns, ["a center", "b right", "c center", "d left", "e right", "f left", "g center"]);
});

Deno.test("parseMarkup() reads a cut as partial unless it says full", () => {
  assert.deepEqual(parseMarkup("<cut><cut full><cut full=no>").map((block) => block.kind === "cut" && block.partial), [
    true,
    false,
    true,
  ]);
});
