import assert from "node:assert/strict";
import type { Block } from "../../src/domain/document.ts";
import { parseMarkup } from "../../src/template/markup.ts";
import { readBlocks, textOf } from "./reading.ts";

function tableOf(html: string): Extract<Block, { kind: "table" }> {
  const [block] = parseMarkup(html);
  assert.ok(block?.kind === "table");
  return block;
}

Deno.test("parseMarkup() reads the rows and cells of a table", async (t) => {
  const cases: [name: string, html: string, expected: string[]][] = [
    ["rows and cells", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a | b", "c"]],
    ["without end tags", "<table><tr><td>a<td>b<tr><td>c</table>", ["a | b", "c"]],
    ["without tr", "<table><td>a<td>b</table>", ["a | b"]],
    ["white space between", "<table>\n <tr>\n <td> a </td>\n <td>b</td></tr>\n</table>", ["a | b"]],
    ["sections", "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>", ["a", "b"]],
    ["lines in a cell", "<table><tr><td>a<br>b<p>c</p>d</td></tr></table>", ["a\nb\nc\nd"]],
    ["a row without text", "<table><tr><td></td><td> </td></tr><tr><td></td><td>b</td></tr></table>", [" | b"]],
    ["no rows", "a<table></table>b", ["a", "b"]],
    ["text between cells", "<table>x<tr>y<td>a</td></tr></table>", ["x", "y", "a"]],
    ["a cell in a cell's tag", "<table><tr><td><b>a<td>b</table>", ["a | b"]],
    ["a table in a cell", "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></table>", [
      "a\nb c\nd",
    ]],
    ["cells outside a table", "<tr><td>a</td><td>b</td></tr>", ["a b"]],
    ["a table that never ends", "<table><tr><td>a", ["a"]],
  ];
  for (const [name, html, expected] of cases) {
    await t.step(name, () => assert.deepEqual(readBlocks(parseMarkup(html)), expected));
  }
});

Deno.test("parseMarkup() reads column widths and alignments", () => {
  const { columns } = tableOf(
    '<table><col width="auto" align="right"><col width=12><col width="40%"><col width="*"><col width="2*" align=center><tr><td>a</table>',
  );
  assert.deepEqual(columns, [
    { width: { kind: "auto" }, align: "right" },
    { width: { kind: "fixed", columns: 12 }, align: "left" },
    { width: { kind: "percent", percent: 40 }, align: "left" },
    { width: { kind: "star", weight: 1 }, align: "left" },
    { width: { kind: "star", weight: 2 }, align: "center" },
  ]);
});

Deno.test("parseMarkup() gives a table without <col> a first column that takes what is left", () => {
  const kinds = tableOf("<table><tr><td>a<td>b<td>c<tr><td colspan=4>d</table>").columns.map(({ width }) => width.kind);
  assert.deepEqual(kinds, ["star", "auto", "auto", "auto"]);
});

Deno.test("parseMarkup() repeats a <col> as its span says", () => {
  const { columns } = tableOf('<table><col><col span=2 width=8 align="right"><tr><td>a</table>');
  assert.deepEqual(columns.map(({ width }) => width.kind), ["star", "fixed", "fixed"]);
});

Deno.test("parseMarkup() reads colspan, alignment and style of cells", () => {
  const html = "<table><tr bold tall><td colspan=2 align=right>a</td><th>b</th><td width=50% bold=no>c</td></tr>" +
    "<tr><td><center>d</center></td></tr></table>";
  const [first = [], second = []] = tableOf(html).rows;
  assert.deepEqual(first.map(({ columnSpan, align }) => [columnSpan, align]), [[2, "right"], [1, undefined], [
    1,
    undefined,
  ]]);
  assert.deepEqual(first.map(({ spans }) => [textOf(spans), spans[0]?.style.bold, spans[0]?.style.height]), [
    ["a", true, 2],
    ["b", true, 2],
    ["c", false, 2],
  ]);
  assert.equal(second[0]?.align, "center");
});
