import assert from "node:assert/strict";
import { parseJob } from "../../src/domain/job.ts";
import { accepted, composer, read, sample } from "./reading.ts";

const WIDE = { columns: 48 };
const NARROW = { columns: 32 };

function receipt(data: Record<string, unknown>, columns = 48): string[] {
  const job = accepted("print_request", { data: { type: "receipt", cut: false, receipt_data: data } });
  return read(composer.compose(job, { columns }));
}

Deno.test("the receipt shows everything the restaurant's sample carries", () => {
  const lines = read(composer.compose(sample("pos.restaurant"), WIDE));
  const qr = lines.find((line) => line.startsWith("[qr"));
  assert.ok(qr?.endsWith("&cr=ab123cd456&sw=ss463gy579&prc=2410.00]"));
  assert.deepEqual(lines.filter((line) => line !== qr), [
    "[drawer]",
    "Restorant Përmeti",
    "Rr. Myslym Shyri 12, Tiranë",
    "NIPT L12345678A",
    "Tel. +355 4 222 3333",
    "--------",
    "Receipt | 2026/001874",
    "Date | 2026-03-07 21:14",
    "Cashier | Drilona Çela",
    "Table | Tavolina 7",
    "--------",
    "Qty | Item | Price | Amount",
    "1 | Tavë kosi me mish qengji dhe oriz, porcion i madh për dy veta | 1450.00 | _1450.00",
    "3 | Byrek me spinaq | 120.00 | _360.00",
    "2 | Ujë me gaz 0,5 l | 100.00 | _200.00",
    " | i ftohtë",
    "0.5 | Raki rrushi | 900.00 | _400.00",
    " | Discount -50.00",
    "--------",
    "Subtotal | 2008.33_Lekë",
    "TVSH 20% | 401.67_Lekë",
    "TOTAL | 2410.00_Lekë",
    "Para në dorë | 3000.00_Lekë",
    "Change | 590.00_Lekë",
    "--------",
    "Faleminderit! Mirë se të vini përsëri.",
    "[feed 1]",
    "[feed 1]",
    "[barcode 2026001874]",
    "[cut]",
  ]);
});

Deno.test("the receipt puts name and amounts on two lines when the paper is narrow", () => {
  const lines = read(composer.compose(sample("pos.restaurant"), NARROW));
  const from = lines.indexOf("Ujë me gaz 0,5 l");
  assert.deepEqual(lines.slice(from, from + 6), [
    "Ujë me gaz 0,5 l",
    " | i ftohtë",
    " | 2_× 100.00 | 200.00",
    "Raki rrushi",
    " | 0.5_× 900.00 | 400.00",
    " | Discount -50.00",
  ]);
});

Deno.test("the receipt of the guide has a title, and no line for what it does not carry", () => {
  assert.deepEqual(read(composer.compose(sample("print_request.receipt"), WIDE)), [
    "RECEIPT",
    "--------",
    "Receipt | RCP-001",
    "Date | 2025-01-15",
    "Customer | John Doe",
    "--------",
    "Qty | Item | Price | Amount",
    "2 | Coffee | 3.50 | _7.00",
    "1 | Sandwich | 5.99 | _5.99",
    "--------",
    "TOTAL | 12.99",
    "--------",
    "Thank you!",
    "[cut]",
  ]);
});

Deno.test("the receipt of the bench sample has a row for each item, with the currency's symbol", () => {
  const lines = read(composer.compose(sample("print_request.bench_30_lines"), WIDE));
  assert.equal(lines.filter((line) => line.includes(" | _€_")).length, 20);
  assert.ok(lines.includes("12 | Verë e kuqe Kallmet 0,75 l vjelja 2021 | €_36.40 | _€_436.80"));
  assert.ok(lines.includes("TOTAL | €_3113.50"));
  assert.deepEqual(lines.slice(-7, -5), ["Faleminderit! Ju mirëpresim përsëri.", "ë ç Ë Ç €"]);
});

Deno.test("the receipt leaves out what is missing, null or empty, and works out the total", async (t) => {
  const bare = ["RECEIPT", "--------", "TOTAL | 0.00", "--------"];
  const cases: [name: string, data: Record<string, unknown>, expected: string[]][] = [
    ["nothing", { items: [] }, bare],
    ["null", { items: [], date: null, business: null, footer: null, qr: null, taxes: null, total: null }, bare],
    ["empty text", { items: [], date: "", business: { name: "", phone: "" }, footer: "", qr: "", table: "" }, bare],
    ["empty lists", { items: [], taxes: [], payments: [] }, bare],
    ["no discount", { items: [], discount: "0.00" }, bare],
    ["a business without a name", { items: [], business: { nipt: "L1" } }, [
      "RECEIPT",
      "NIPT L1",
      ...bare.slice(1),
    ]],
    ["an item alone", { items: [{ name: "Tea", price: 0.1, quantity: 3 }] }, [
      "RECEIPT",
      "--------",
      "Qty | Item | Price | Amount",
      "3 | Tea | 0.10 | _0.30",
      "--------",
      "TOTAL | 0.30",
      "--------",
    ]],
    ["a discount with its own minus", { items: [], discount: "-2", total: "8", currency: "€" }, [
      "RECEIPT",
      "--------",
      "Discount | -€_2.00",
      "TOTAL | €_8.00",
      "--------",
    ]],
  ];
  for (const [name, data, expected] of cases) {
    await t.step(name, () => assert.deepEqual(receipt(data), expected));
  }
});

Deno.test("the receipt keeps the lines of a footer and of an address", () => {
  const lines = receipt({
    items: [],
    footer: "Thank you!\r\nCome again\n\nBye",
    business: { address: "Street 1\nCity" },
  });
  assert.deepEqual(lines.slice(1, 3), ["Street 1", "City"]);
  assert.deepEqual(lines.slice(-4), ["Thank you!", "Come again", "", "Bye"]);
});

Deno.test("the receipt prints name double-size, the total double-height, both bold, and amounts to the right", () => {
  const { blocks } = composer.compose(sample("pos.restaurant"), WIDE);
  const name = blocks[1];
  assert.ok(name?.kind === "text" && name.align === "center");
  assert.deepEqual(name.spans[0]?.style, { bold: true, underline: false, inverse: false, width: 2, height: 2 });
  const sums = blocks.filter((block) => block.kind === "table").at(-1);
  const total = sums?.rows[2]?.[1]?.spans[0];
  assert.deepEqual([total?.style.bold, total?.style.width, total?.style.height], [true, 1, 2]);
  assert.deepEqual(sums?.columns, [
    { width: { kind: "star", weight: 1 }, align: "left" },
    { width: { kind: "auto" }, align: "right" },
  ]);
});

Deno.test("nothing inside an amount can break: all its spaces are no-break spaces", () => {
  const { blocks } = composer.compose(sample("pos.restaurant"), WIDE);
  const sums = blocks.filter((block) => block.kind === "table").at(-1);
  for (const row of sums?.rows ?? []) {
    for (const { text } of row[1]?.spans ?? []) assert.ok(!text.includes(" "), text);
  }
});

Deno.test("the longest receipt that is accepted can be composed", () => {
  const items = Array.from({ length: 2_000 }, (_, i) => ({ name: `Item ${i}`, quantity: 2, price: "1.50", note: "x" }));
  const parsed = parseJob("print_request", { type: "receipt", receipt_data: { items } }, {
    nipt: "",
    types: composer.types,
    nowMs: 0,
    wallMs: 0,
    newId: () => "x",
  });
  assert.ok(parsed.kind === "job");
  const lines = read(composer.compose(parsed.job, WIDE));
  assert.ok(lines.includes("TOTAL | 6000.00"));
  assert.ok(lines.length > 4_000);
});
