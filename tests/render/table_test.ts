import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Align, Block, Cell, Column, ColumnWidth } from "../../src/domain/document.ts";
import { displayColumns } from "../../src/render/display_width.ts";
import { layout } from "../../src/render/layout.ts";
import { anyText, cell, laidOut, paper, span } from "./documents.ts";

const AUTO: ColumnWidth = { kind: "auto" };
const STAR: ColumnWidth = { kind: "star", weight: 1 };
const fixed = (columns: number): ColumnWidth => ({ kind: "fixed", columns });
const percent = (share: number): ColumnWidth => ({ kind: "percent", percent: share });

function table(columns: [width: ColumnWidth, align?: Align][], ...rows: (string | Cell)[][]): Block {
  return {
    kind: "table",
    columns: columns.map(([width, align = "left"]): Column => ({ width, align })),
    rows: rows.map((row) => row.map((one) => typeof one === "string" ? cell(one) : one)),
  };
}

Deno.test("layoutTable() sets cells side by side", async (t) => {
  const rows: [name: string, columns: number, block: Block, lines: string[]][] = [
    [
      "with auto columns as wide as their widest cell",
      30,
      table([[STAR], [AUTO, "right"]], ["Kos", "1,50 €"], ["Çaj", "12,00 €"]),
      ["Kos                     1,50 €", "Çaj                    12,00 €"],
    ],
    [
      "with names that wrap beside their price",
      20,
      table([[AUTO, "right"], [STAR], [AUTO, "right"]], ["2", "Djathë i bardhë", "3,10"]),
      ["2 Djathë i      3,10", "  bardhë"],
    ],
    ["in fixed columns", 20, table([[fixed(3), "right"], [fixed(8)]], ["7", "Bukë e zezë"]), [
      "  7 Bukë e",
      "    zezë",
    ]],
    ["in shares of the line without its gaps", 11, table([[percent(50)], [percent(50), "right"]], ["ab", "cd"]), [
      "ab       cd",
    ]],
    ["in weighted shares of the rest", 13, table([[{ kind: "star", weight: 2 }], [STAR, "right"]], ["ab", "cd"]), [
      "ab         cd",
    ]],
    ["centered", 9, table([[STAR, "center"]], ["abc"]), ["   abc"]],
    ["with a cell's own alignment", 8, table([[STAR]], [cell("ab", { align: "right" })]), ["      ab"]],
    [
      "with a cell over several columns",
      20,
      table([[AUTO], [STAR], [AUTO, "right"]], [cell("Zbritje 10 %", { columnSpan: 2 }), "-0,30"], ["2", "Kos", "3"]),
      ["Zbritje 10 %   -0,30", "2 Kos              3"],
    ],
    [
      "with auto columns that grow under a cell over them",
      20,
      table([[AUTO], [AUTO, "right"]], [cell("Shuma totale", { columnSpan: 2 })], ["A", "1"]),
      ["Shuma totale", "A          1"],
    ],
    ["with cells beyond the last column", 20, table([[AUTO]], ["a", "b", "c"]), ["a b c"]],
    ["without lines for rows without text", 20, table([[AUTO], [AUTO]], ["a", "b"], ["", ""], []), ["a b"]],
    ["with East Asian names two columns wide", 14, table([[STAR], [AUTO, "right"]], ["中文字", "9,00"]), [
      "中文字    9,00",
    ]],
    ["with a line end in a cell", 10, table([[STAR], [AUTO]], ["a\nb", "1"]), ["a        1", "b"]],
  ];
  for (const [name, columns, block, lines] of rows) {
    await t.step(name, () => deepEqual(laidOut(columns, block), lines));
  }
});

Deno.test("layoutTable() stacks a row when the paper is too narrow", async (t) => {
  const item: [ColumnWidth, Align?][] = [[AUTO, "right"], [STAR], [AUTO, "right"], [AUTO, "right"]];
  const rows: [name: string, columns: number, block: Block, lines: string[]][] = [
    [
      "with the star cell above and the amounts at the right",
      20,
      table(item, ["12 x", "Djathë i bardhë Gjirokastër", "23,83 €", "285,96 €"]),
      ["Djathë i bardhë", "Gjirokastër", "        12 x 23,83 €", "            285,96 €"],
    ],
    [
      "with the first cell above when no column is a star",
      12,
      table([[AUTO], [AUTO, "right"]], ["Nentotali", "1.234,50"]),
      [
        "Nentotali",
        "    1.234,50",
      ],
    ],
    ["with a cell that is wider than the paper wrapped", 8, table([[STAR], [AUTO]], ["ab", "cdefghijklm"]), [
      "ab",
      "cdefghij",
      "klm",
    ]],
  ];
  for (const [name, columns, block, lines] of rows) {
    await t.step(name, () => deepEqual(laidOut(columns, block), lines));
  }
});

Deno.test("layoutTable() puts as many cells of a stacked row on a line as fit, and loses none", async (t) => {
  const rows: [name: string, columns: number, cells: string[], lines: string[]][] = [
    ["filling it", 9, ["1234", "5678"], ["1234 5678"]],
    ["one further down", 8, ["2", "12345678"], ["       2", "12345678"]],
    ["at the right", 8, ["2", "1234"], ["  2 1234"]],
    ["behind one that wraps", 8, ["cdefghijklm", "9"], ["cdefghij", "     klm", "       9"]],
  ];
  for (const [name, columns, cells, lines] of rows) {
    await t.step(name, () => {
      const block = table([[STAR], [AUTO, "right"], [AUTO, "right"]], ["Bukë e zezë", ...cells]);
      deepEqual(laidOut(columns, block), [...laidOut(columns, table([[STAR]], ["Bukë e zezë"])), ...lines]);
    });
  }
});

Deno.test("layoutTable() takes room from fixed columns before it stacks", () => {
  const block = table([[fixed(30)], [AUTO, "right"]], ["Bukë e zezë integrale", "1,50"]);
  deepEqual(laidOut(20, block), ["Bukë e zezë     1,50", "integrale"]);
});

Deno.test("layoutTable() leaves a column for each cell that follows one over more columns than there are", () => {
  const wide = (text: string) => cell(text, { columnSpan: 9 });
  const three = table([[STAR], [AUTO], [AUTO]], [wide("Zbritje"), "-1"], ["a", "b", "c"]);
  deepEqual(laidOut(12, three), ["Zbritje   -1", "a       b c"]);
  const four = table([[AUTO], [STAR], [AUTO], [AUTO]], ["x", wide("yy"), "9"], ["a", "b", "c", "d"]);
  deepEqual(laidOut(12, four), ["x yy       9", "a b      c d"]);
  deepEqual(laidOut(9, table([[AUTO], [STAR]], ["a", wide("bcd")], ["c", "d"])), ["a bcd", "c d"]);
});

Deno.test("layoutTable() stands side by side as long as every column is of use", async (t) => {
  const star = table([[STAR], [AUTO, "right"]], ["Bukë e zezë nga furra", "1.234.567,"]);
  const shrunk = table([[fixed(30)], [AUTO, "right"]], ["Bukë e zezë", "1.234.567,"]);
  const both = table([[fixed(18)], [STAR]], ["Bukë e zezë", "Gjiro kastër"]);
  const rows: [name: string, columns: number, block: Block, lines: string[]][] = [
    ["a star of ten columns", 21, star, ["Bukë e     1.234.567,", "zezë nga", "furra"]],
    ["no star of nine", 20, star, ["Bukë e zezë nga", "furra", "          1.234.567,"]],
    ["a fixed column that gave room down to six", 17, shrunk, ["Bukë e 1.234.567,", "zezë"]],
    ["none of five", 16, shrunk, ["Bukë e zezë", "      1.234.567,"]],
    ["fixed columns leave stars ten columns", 20, both, ["Bukë e    Gjiro", "zezë      kastër"]],
    ["columns of texts that fill the line", 5, table([[AUTO], [AUTO]], ["ab", "cd"]), ["ab cd"]],
    [
      "a cell over a star asks for no room",
      9,
      table([[AUTO], [STAR]], [cell("Zbritje 10 %", { columnSpan: 2 })], ["2 x", "Kos"]),
      [
        "Zbritje",
        "10 %",
        "2 x Kos",
      ],
    ],
    ["no character wider than its column", 10, table([[fixed(1)], [AUTO]], ["中", "x"]), ["中", "         x"]],
    ["an empty fixed column gives all its room", 11, table([[fixed(5)], [STAR]], ["", "abcdefghij"]), [" abcdefghij"]],
    ["shares of 62 and 38", 21, table([[percent(62), "right"], [percent(38)]], ["ab", "cd"]), [
      `${" ".repeat(10)}ab cd`,
    ]],
    ["shares of 70 and 30", 81, table([[percent(70), "right"], [percent(30), "right"]], ["ab", "cd"]), [
      `${" ".repeat(54)}ab ${" ".repeat(22)}cd`,
    ]],
    ["one column where one was asked for", 20, table([[fixed(1)], [percent(1)], [AUTO]], ["a", "b", "c"]), ["a b c"]],
    ["a star of one column", 5, table([[AUTO], [STAR]], ["abc", "x"]), ["abc x"]],
    ["the first of two stars on an odd line", 6, table([[STAR], [STAR]], ["ab", "cd"]), ["ab  cd"]],
    ["no star without weight", 20, table([[{ kind: "star", weight: 0 }], [STAR]], ["ab", "cd"]), ["ab", "cd"]],
    [
      "auto columns under a cell over three",
      30,
      table([[AUTO], [AUTO], [AUTO, "right"]], ["A", "B", "1"], [cell("Shuma totale X", { columnSpan: 3 })]),
      ["A B          1", "Shuma totale X"],
    ],
    [
      "auto columns under a cell that is one wider",
      20,
      table([[AUTO], [AUTO, "right"]], [cell("abcd", { columnSpan: 2 })], ["a", "b"]),
      [
        "abcd",
        "a  b",
      ],
    ],
    ["a column without any text takes no room", 11, table([[AUTO], [STAR], [AUTO], [AUTO]], ["2", "Kos", "", "3,50"]), [
      "2 Kos  3,50",
    ]],
    ["a fixed column that is too wide for what it has", 9, table([[fixed(30)], [AUTO]], ["ab", "cdefgh"]), [
      "ab cdefgh",
    ]],
  ];
  for (const [name, columns, block, lines] of rows) {
    await t.step(name, () => deepEqual(laidOut(columns, block), lines));
  }
});

Deno.test("layoutTable() changes style only for cells that have one", () => {
  const total = { columnSpan: 1, spans: [span("TOTALI", { bold: true, height: 2 })] };
  const amount = { columnSpan: 1, spans: [span("9,00", { inverse: true })] };
  const [line] = layout({ blocks: [table([[STAR], [AUTO, "right"]], [total, amount])] }, paper(20));
  ok(line?.kind === "text");
  deepEqual(line.spans.map(({ text, style }) => [text, style.bold, style.inverse]), [
    ["TOTALI", true, false],
    ["          ", true, false],
    ["9,00", false, true],
  ]);
});

Deno.test("layoutTable() never breaks a word of an auto column that fits on the paper", () => {
  const amount = fc.stringMatching(/^\d{1,9},\d\d €$/);
  const rows = fc.array(fc.tuple(anyText, amount, amount), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(rows, fc.integer({ min: 14, max: 48 }), (list, columns) => {
    const block = table([[STAR], [AUTO, "right"], [AUTO, "right"]], ...list);
    const lines = laidOut(columns, block);
    for (const line of lines) ok(displayColumns(line) <= columns);
    const paperText = ` ${lines.join(" \n ")} `;
    for (const [, first, second] of list) {
      ok(paperText.includes(` ${first} `), first);
      ok(paperText.includes(` ${second} `), second);
    }
  }));
});
