import assert from "node:assert/strict";
import { accepted, composer, job, read, sample } from "./reading.ts";

const paper = { columns: 48 };

Deno.test("the text format keeps the content as it is", async (t) => {
  const cases: [name: string, content: string, expected: string][] = [
    ["lines", "Order #12345\nCustomer: John Doe", "Order #12345\nCustomer: John Doe"],
    ["columns made of spaces", "a     1.00\n  bb  2.00 ", "a     1.00\n  bb  2.00 "],
    ["CR LF", "a\r\nb\r\n\r\nc", "a\nb\n\nc"],
    ["tabs", "a\tb", "a\tb"],
    ["lines at the beginning", "\n\na", "\n\na"],
    ["the last line's end", "a\n\n", "a\n"],
    ["markup", "<b>a</b> &amp; {{ 7 | times: 7 }} <cut>", "<b>a</b> &amp; {{ 7 | times: 7 }} <cut>"],
    ["long lines", "word ".repeat(100), "word ".repeat(100)],
  ];
  for (const [name, content, expected] of cases) {
    await t.step(name, () => {
      const { blocks } = composer.compose(accepted("print_request", { content, cut: false }), paper);
      const [block, ...more] = blocks;
      assert.deepEqual(more, []);
      assert.ok(block?.kind === "text" && block.pre && block.align === "left");
      assert.equal(block.spans.map(({ text }) => text).join(""), expected);
      assert.equal(block.spans.length, 1);
    });
  }
});

Deno.test("the text format prints the guide's sample", () => {
  assert.deepEqual(read(composer.compose(sample("print_request.text"), paper)), [
    "Order #12345",
    "Customer: John Doe",
    "Total: $50.00",
    "[cut]",
  ]);
});

Deno.test("the text format composes the longest content that is accepted", () => {
  const content = "<&>\n".repeat(50_000);
  const { blocks } = composer.compose(accepted("print_request", { content }), paper);
  const [block] = blocks;
  assert.ok(block?.kind === "text");
  assert.equal(`${block.spans[0]?.text}\n`, content);
});

Deno.test("the reservation shows everything the samples carry", () => {
  assert.deepEqual(read(composer.compose(sample("print_request.reservation"), paper)), [
    "RESERVATION",
    "RES-12345",
    "--------",
    "19:00",
    "2025-01-20",
    "Table 12",
    "Guests 4",
    "Jane Smith",
    "--------",
    "Phone | +1234567890",
    "[cut]",
  ]);
  const lines = read(composer.compose(sample("reservation.printed"), paper));
  assert.ok(lines.includes("Guests 6"));
  assert.ok(lines.includes("Zoë Müller-Škoda"));
  assert.ok(lines.includes("Notes | Alergji: arra. Ditëlindje — tortë në orën 21:30"));
});

Deno.test("the reservation prints time, date, table and name at double size or more", () => {
  const { blocks } = composer.compose(sample("print_request.reservation"), paper);
  const sizes = blocks.flatMap((block) => block.kind === "text" ? block.spans : []).filter(({ style }) =>
    style.width > 1
  )
    .map(({ text, style }) => `${text} ${style.width}x${style.height}`);
  assert.deepEqual(sizes, ["19:00 3x3", "2025-01-20 2x2", "Table 12 2x2", "Guests 4 2x2", "Jane Smith 2x2"]);
});

Deno.test("the reservation leaves out what is missing, null or empty", () => {
  for (const data of [{}, { time: null, notes: null }, { time: "", table_number: "", phone: "", notes: "" }]) {
    const made = composer.compose(accepted("print_request", { type: "reservation", reservation_data: data }), paper);
    assert.deepEqual(read(made), ["RESERVATION", "--------", "[cut]"]);
  }
});

Deno.test("the test page shows the printer, a ruler as wide as the paper, characters, styles and codes", () => {
  const data = {
    version: "0.1.0",
    printer: "Kitchen",
    format: "escpos",
    columns: 48,
    code_pages: ["cp858", "cp852"],
    date: "2026-03-07 21:14",
  };
  const lines = read(composer.compose(job("test_page", data), paper));
  for (
    const expected of [
      "printer-client 0.1.0",
      "Printer | Kitchen",
      "Format | escpos",
      "Columns | 48",
      "Code pages | cp858, cp852",
      "Date | 2026-03-07 21:14",
      "....+....1....+....2....+....3....+....4....+...",
      "ë ç € ş ł Ж é ñ ß Müller-Škoda Tiranë 3,50 €",
      "bold underlined inverse",
      "tall wide big",
      "[qr printer-client 0.1.0 ë € Kitchen]",
      "[barcode TEST-48]",
    ]
  ) assert.ok(lines.includes(expected), expected);
});

Deno.test("the test page's ruler is as wide as any paper", () => {
  for (const columns of [1, 9, 32, 42, 64, 137]) {
    const lines = read(composer.compose(job("test_page", {}), { columns }));
    const ruler = lines[lines.indexOf("This line fills the paper exactly:") + 1];
    assert.equal(ruler?.length, columns);
  }
});

Deno.test("the test page has no line for what it is not told", () => {
  const lines = read(composer.compose(job("test_page", {}), paper));
  assert.ok(!lines.some((line) => /^(Printer|Format|Code pages|Date)/.test(line)), lines.join("\n"));
});
