import assert from "node:assert/strict";
import { amount, brokenLines, money, negative } from "../../src/template/filters.ts";

import { composerOf, job, read } from "./reading.ts";

const S = "\u00a0";

Deno.test("money() puts a symbol in front, a word behind, and always shows two places", async (t) => {
  const cases: [value: unknown, currency: string, expected: string][] = [
    ["3.5", "€", `€${S}3.50`],
    [3.5, "$", `$${S}3.50`],
    ["2410", "Lekë", `2410.00${S}Lekë`],
    ["2410.00", "ALL", `2410.00${S}ALL`],
    ["10", "R$", `10.00${S}R$`],
    ["10", " New  Lek ", `10.00${S}New${S}Lek`],
    ["3.50", "", "3.50"],
    ["3.50", "  ", "3.50"],
    ["-3.50", "€", `-€${S}3.50`],
    ["-3.50", "Lekë", `-3.50${S}Lekë`],
    ["0.125", "", "0.13"],
    [0.1 + 0.2, "", "0.30"],
    ["1.005", "", "1.01"],
    ["9007199254740993.10", "", "9007199254740993.10"],
    ["1.450,00", "€", `€${S}1450.00`],
    ["free", "€", "free"],
    ["", "€", ""],
    [null, "€", ""],
    [undefined, "€", ""],
    [{}, "€", ""],
  ];
  for (const [value, currency, expected] of cases) {
    await t.step(`${JSON.stringify(value)} ${currency}`, () => assert.equal(money(value, currency), expected));
  }
});

Deno.test("amount() leaves a currency that is a word to the total", () => {
  assert.equal(amount("120", "Lekë"), "120.00");
  assert.equal(amount("120", "€"), `€${S}120.00`);
  assert.equal(amount("120", ""), "120.00");
});

Deno.test("negative() puts one minus in front, also where there is one", () => {
  assert.equal(negative("50.00"), "-50.00");
  assert.equal(negative("-50.00"), "-50.00");
  assert.equal(negative(""), "");
});

Deno.test("brokenLines() makes every kind of line end a <br> and leaves no markup", () => {
  assert.equal(brokenLines("a\nb\r\nc\rd"), "a<br>b<br>c<br>d");
  assert.equal(brokenLines("<b> & \"'"), "&#60;b&#62; &#38; &#34;&#39;");
});

Deno.test("money takes the currency of the job, of a partial's job too, or of its argument", () => {
  const composer = composerOf({
    sum: '{{ total | money }}, {{ total | money: "USD" }}, {% render "part", total: "7" %}',
    part: "{{ total | money }}",
  });
  const document = composer.compose(job("sum", { total: "3.5", currency: "€" }), { columns: 48 });
  assert.deepEqual(read(document), ["€_3.50, 3.50_USD, €_7.00"]);
});
