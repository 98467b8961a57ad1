import assert from "node:assert/strict";
import { knownLocale } from "../../src/domain/locale.ts";
import { parseDecimal } from "../../src/domain/money.ts";
import { LANGUAGES } from "../../src/template/labels.ts";
import { localDate, localMoney } from "../../src/template/local_formats.ts";
import { composerOf, job, read } from "./reading.ts";

Deno.test("localMoney() writes amounts as each locale does, with no-break spaces", async (t) => {
  const cases: [value: string, currency: string, locale: string, expected: string][] = [
    ["2410", "ALL", "sq-AL", "2_410,00_Lekë"],
    ["2410", "Lekë", "sq-AL", "2_410,00_Lekë"],
    ["2410.5", "EUR", "de-DE", "2.410,50_€"],
    ["2410.5", "€", "de-DE", "2.410,50_€"],
    ["-3.5", "£", "en-GB", "-£3.50"],
    ["2410.5", "EUR", "it-IT", "2.410,50_€"],
    ["12410.5", "EUR", "el-GR", "12.410,50_€"],
    ["12410.5", "CHF", "fr-CH", "12_410.50_CHF"],
    ["1200", "JPY", "ja-JP", "￥1,200"],
    ["1.5", "KWD", "en-GB", "KWD_1.500"],
    ["3.5", "", "de-DE", "3,50"],
    ["-1234.5", "SEK", "sv-SE", "-1_234,50_kr"],
    ["12.5", "EGP", "ar-EG", "12.50_ج.م."],
    ["9007199254740993.10", "EUR", "de-DE", "9.007.199.254.740.993,10_€"],
  ];
  for (const [value, currency, locale, expected] of cases) {
    await t.step(`${value} ${currency} ${locale}`, () => {
      const decimal = parseDecimal(value);
      assert.ok(decimal !== null);
      assert.equal(localMoney(decimal, currency, locale, "currency").replaceAll("\u00a0", "_"), expected);
    });
  }
});

Deno.test("localDate() writes ISO dates as each locale does and leaves the rest", async (t) => {
  const cases: [text: string, locale: string, length: "short" | "long", expected: string][] = [
    ["2026-03-07 21:14", "sq-AL", "short", "07.03.2026, 21:14"],
    ["2026-03-07", "sq-AL", "long", "7 mars 2026"],
    ["2026-03-07T21:14:05", "de-DE", "short", "07.03.2026, 21:14"],
    ["2026-03-07", "de-DE", "long", "7. März 2026"],
    ["2026-03-07", "en-GB", "short", "07/03/2026"],
    ["2026-03-07", "en-US", "short", "03/07/2026"],
    ["7.3.2026", "de-DE", "short", "7.3.2026"],
    ["2026-02-30", "de-DE", "short", "2026-02-30"],
    ["2026-13-01", "de-DE", "short", "2026-13-01"],
    ["tomorrow", "de-DE", "short", "tomorrow"],
    ["", "de-DE", "short", ""],
  ];
  for (const [text, locale, length, expected] of cases) {
    await t.step(`${text} ${locale} ${length}`, () => assert.equal(localDate(text, locale, length), expected));
  }
});

Deno.test("localDate() shows a time with a zone in this PC's zone", () => {
  const local = new Date("2026-03-07T21:14:00Z");
  const hours = String(local.getHours()).padStart(2, "0");
  const minutes = String(local.getMinutes()).padStart(2, "0");
  assert.ok(localDate("2026-03-07T21:14:00Z", "de-DE", "short").endsWith(`, ${hours}:${minutes}`));
});

Deno.test("knownLocale() takes the usual spellings and refuses what has no formats", () => {
  assert.deepEqual(["sq-AL", "sq_al", "DE-de", "en", " it-IT "].map(knownLocale), [
    "sq-AL",
    "sq-AL",
    "de-DE",
    "en",
    "it-IT",
  ]);
  assert.deepEqual(["", "xx-YY", "english", "de-", "a b"].map(knownLocale), [null, null, null, null, null]);
});

Deno.test("the filters write nothing otherwise without a locale, and pad with spaces that stay", async (t) => {
  const cases: [template: string, data: Record<string, unknown>, expected: string][] = [
    [
      "{{ a | money }} {{ b | date_local }} {{ a | number }}",
      { a: "2410", b: "2026-03-07" },
      "2410.00 2026-03-07 2410",
    ],
    [
      "{{ a | money }} {{ b | date_local: 'long' }}",
      { a: "2410", b: "2026-03-07", locale: "de" },
      "2.410,00 7. März 2026",
    ],
    ["{{ a | money: 'EUR' }} {{ a | number }}", { a: "1.5", locale: "de" }, "1,50_€ 1,5"],
    ["{{ a | money }}", { a: "1.5", currency: "€", locale: "no locale" }, "€_1.50"],
    ["{{ a | pad_left: 5 }}|{{ a | pad_right: 5, '.' }}|{{ a | pad_left: 1 }}", { a: "abc" }, "__abc|abc..|abc"],
    ["{{ a | pad_right: 'x' }}|{{ a | pad_left: -3 }}|{{ missing | pad_left: 2 }}|", { a: "abc" }, "abc|abc|__|"],
  ];
  for (const [template, data, expected] of cases) {
    await t.step(template, () => {
      assert.deepEqual(read(composerOf({ slip: template }).compose(job("slip", data), { columns: 48 })), [expected]);
    });
  }
});

Deno.test("every language has its own words for what is on every receipt", () => {
  const totals = Object.values(LANGUAGES).map(({ receipt, reservation }) => `${receipt.item} ${reservation.title}`);
  assert.equal(new Set(totals).size, Object.keys(LANGUAGES).length);
});
