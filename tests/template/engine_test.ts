import assert from "node:assert/strict";
import { composer, composerOf, job, read } from "./reading.ts";

const paper = { columns: 48 };

Deno.test("Composer.types are the names of the templates", () => {
  assert.deepEqual(composer.types, [
    "text",
    "receipt",
    "reservation",
    "kitchen_ticket",
    "shift_report",
    "label",
    "book",
    "test_page",
  ]);
  assert.deepEqual(composerOf({ slip: "" }).types, ["slip"]);
});

Deno.test("compose() adds what the job wants around the template's blocks", async (t) => {
  const cases: [name: string, template: string, wishes: Parameters<typeof job>[2], expected: string[]][] = [
    ["nothing", "a", {}, ["a"]],
    ["a cut", "a", { cut: true }, ["a", "[cut]"]],
    ["the drawer first", "a", { openDrawer: true }, ["[drawer]", "a"]],
    ["drawer, then beep", "a", { openDrawer: true, beep: true, cut: true }, ["[drawer]", "[beep]", "a", "[cut]"]],
    ["copies", "a", { copies: 3, cut: true }, ["a", "[cut]", "a", "[cut]", "a", "[cut]"]],
    ["copies without a cut", "a", { copies: 2 }, ["a", "a"]],
    ["drawer and beep once", "a", { copies: 2, cut: true, openDrawer: true, beep: true }, [
      "[drawer]",
      "[beep]",
      "a",
      "[cut]",
      "a",
      "[cut]",
    ]],
    ["the template's own cut at the end", "a<cut>", { cut: true, copies: 2 }, ["a", "[cut]", "a", "[cut]"]],
    ["the template's own cut in the middle", "a<cut>b", { cut: true }, ["a", "[cut]", "b", "[cut]"]],
    ["no cut at all when the job wants none", "a<cut>b<cut>", {}, ["a", "b"]],
    ["the template's own drawer", "a<drawer>b", {}, ["a", "[drawer]", "b"]],
    ["the template's own drawer once", "a<drawer><beep>", { copies: 2 }, ["a", "[drawer]", "[beep]", "a"]],
    ["the drawer once in all", "a<drawer>", { openDrawer: true }, ["[drawer]", "a"]],
    ["an empty template", "", { cut: true }, ["[cut]"]],
  ];
  for (const [name, template, wishes, expected] of cases) {
    await t.step(name, () => {
      assert.deepEqual(read(composerOf({ slip: template }).compose(job("slip", {}, wishes), paper)), expected);
    });
  }
});

Deno.test("compose() cuts partially, so that the receipt does not fall", () => {
  const { blocks } = composer.compose(job("text", { content: "a" }, { cut: true }), paper);
  assert.deepEqual(blocks.at(-1), { kind: "cut", partial: true });
});

Deno.test("compose() shows the data, the job, the paper, the labels and the extra values to the template", () => {
  const template = "{{ a }} {{ b.c[0] }} {{ job.id }} {{ job.type }} {{ job.document_name }} {{ job.copies }}" +
    "<p>{{ job.received_at }}<p>{{ paper.columns }} {{ labels.receipt.total }} {{ shop }} {{ missing.field }}";
  const slip = job("slip", { a: 1, b: { c: ["x"] }, job: "no" }, { documentName: "Slip 7" });
  const document = composerOf({ slip: template }).compose(slip, { columns: 42 }, { shop: "Bar", a: 2 });
  assert.deepEqual(read(document), ["1 x J-1 slip Slip 7 1", "2026-03-07T20:14:00.000Z", "42 TOTAL Bar"]);
});

Deno.test("compose() takes empty text for missing", () => {
  const template = "{% if a %}a{% endif %}{% if b or c %}bc{% else %}none{% endif %}";
  const document = composerOf({ slip: template }).compose(job("slip", { a: "", b: "", c: null }), paper);
  assert.deepEqual(read(document), ["none"]);
});

Deno.test("compose() lets templates see own fields only", () => {
  const template = "{{ constructor }}{{ a.constructor.name }}{{ __proto__ }}{{ a.toString }}{{ a.length }}.";
  assert.deepEqual(read(composerOf({ slip: template }).compose(job("slip", { a: {} }), paper)), ["."]);
});

Deno.test("compose() leaves the job as it is", () => {
  const slip = job("slip", { a: "1", list: [1, 2] });
  const before = structuredClone(slip);
  composerOf({ slip: "{% assign a = 2 %}{% increment n %}{{ list | reverse | join }}" }).compose(slip, paper);
  assert.deepEqual(slip, before);
});
