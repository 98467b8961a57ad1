import assert from "node:assert/strict";
import { closestName } from "../../src/winspool/closest.ts";

Deno.test("closestName() finds what was meant when the spelling is off", async (t) => {
  const names = ["EPSON TM-T20III Receipt", "Kitchen", "Bar", "Microsoft Print to PDF"];
  const table: [wanted: string, closest: string | null][] = [
    ["Kitchn", "Kitchen"],
    ["KITCHEN ", "Kitchen"],
    ["kïtchen", "Kitchen"],
    ["Epson TM-T20", "EPSON TM-T20III Receipt"],
    ["tm_t20iii", "EPSON TM-T20III Receipt"],
    ["Barr", "Bar"],
    ["Zebra", null],
    ["", null],
  ];
  for (const [wanted, closest] of table) {
    await t.step(JSON.stringify(wanted), () => assert.equal(closestName(wanted, names), closest));
  }
});

Deno.test("closestName() gives null when there are no names", () => {
  assert.equal(closestName("Kitchen", []), null);
});

Deno.test("closestName() prefers the nearer of two that contain the name", () => {
  assert.equal(closestName("Kitchen", ["Kitchen of the upper floor", "Kitchen2"]), "Kitchen2");
});
