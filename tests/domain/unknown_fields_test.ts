import assert from "node:assert/strict";
import { unknownFields } from "../../src/domain/unknown_fields.ts";

Deno.test("unknownFields() survives objects in objects without end, and tells of those above", () => {
  let deep: Record<string, unknown> = { last: 1 };
  for (let level = 0; level < 20_000; level++) deep = { deep };
  const found = unknownFields("print_request", { data: { type: "menu", menu_data: deep } }, "menu", []);
  assert.ok(found.some(({ name }) => name === "deep"));
  assert.ok(!found.some(({ name }) => name === "last"));
});

Deno.test("unknownFields() survives lists in lists without end", () => {
  let deep: unknown = [{ last: 1 }];
  for (let level = 0; level < 20_000; level++) deep = [deep];
  const found = unknownFields("print_request", { data: { type: "menu", menu_data: { deep } } }, "menu", []);
  assert.deepEqual(found.map(({ name }) => name), ["deep"]);
});

/** Paths, and how many further entries have them. */
function told(event: string, envelope: Record<string, unknown>, type: string, used: string[][] = []) {
  return unknownFields(event, envelope, type, used).map(({ path, more }) => more === 0 ? path : `${path} +${more}`);
}

Deno.test("unknownFields() knows the fields of every level, wherever the content stands", async (t) => {
  const items = [{ name: "a" }];
  const rows: [name: string, event: string, envelope: Record<string, unknown>, type: string, told: string[]][] = [
    ["pos", "pos", { nipt: "L1", colour: 1, pos_data: { colour: 2, job_id: "x" } }, "pos", [
      "colour",
      "pos_data.colour",
      "pos_data.job_id",
    ]],
    ["reservation", "reservation", { job_id: "x", reservation_data: { colour: 1 } }, "reservation", [
      "reservation_data.colour",
    ]],
    [
      "content under its key",
      "print_request",
      { type: "receipt", colour: 1, receipt_data: { items, colour: 2 } },
      "receipt",
      [
        "colour",
        "receipt_data.colour",
      ],
    ],
    [
      "both under data",
      "print_request",
      { size: 1, nipt: "L1", data: { type: "receipt", colour: 2, receipt_data: { items } } },
      "receipt",
      ["size", "colour"],
    ],
    ["content without a key", "print_request", { type: "menu", dishes: 1, job_id: "x" }, "menu", ["dishes"]],
    ["content without a key under data", "print_request", { type: "x", data: { type: "menu", dishes: 1 } }, "menu", [
      "type",
      "dishes",
    ]],
    [
      "a kitchen ticket that is the body itself",
      "print_request",
      { type: "kitchen_ticket", order_number: "7", items, colour: 1 },
      "kitchen_ticket",
      ["colour"],
    ],
    ["a receipt in the body, where nobody looks", "print_request", { type: "receipt", items }, "receipt", ["items"]],
    [
      "data that is no object, beside content",
      "print_request",
      { type: "receipt", data: "x", receipt_data: { items } },
      "receipt",
      [],
    ],
    ["data that is no object", "print_request", { type: "menu", data: "x" }, "menu", []],
  ];
  for (const [name, event, envelope, type, expected] of rows) {
    await t.step(name, () => assert.deepEqual(told(event, envelope, type), expected));
  }
});

Deno.test("unknownFields() knows what the template shows, from the outside in", () => {
  const data = { guest: { name: "a", phone: 1 }, menu: { wine: { year: 1 } }, list: [{ name: 1 }] };
  const used = [["guest", "name"], ["menu", "wine", "year"], ["list"]];
  assert.deepEqual(told("print_request", { type: "menu", menu_data: data }, "menu", used), ["menu_data.guest.phone"]);
});

Deno.test("unknownFields() tells of a field once for all entries of a list, with what is known beside it", () => {
  const items = [{ name: "a", colour: 1 }, { name: "b" }, { name: "c", colour: 2 }, { name: "d", colour: 3 }];
  const [only, ...rest] = unknownFields("print_request", { type: "receipt", receipt_data: { items } }, "receipt", []);
  assert.deepEqual([only?.path, only?.name, only?.more, rest], ["receipt_data.items[0].colour", "colour", 2, []]);
  assert.ok(only?.known.includes("price") && only.known.length === new Set(only.known).size);
});

Deno.test("unknownFields() tells of a field that stands beside the data and in it as one", () => {
  const envelope = { colour: 1, data: { type: "receipt", colour: 2, receipt_data: { items: [{ name: "a" }] } } };
  assert.deepEqual(told("print_request", envelope, "receipt"), ["colour"]);
});

Deno.test("unknownFields() tells of fifty fields at most", () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, 1]));
  const found = [49, 50, 51].map((count) =>
    told("print_request", { type: "menu", menu_data: many(count) }, "menu").length
  );
  assert.deepEqual(found, [49, 50, 50]);
});
