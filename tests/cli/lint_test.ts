import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../src/cli/cli.ts";
import type { Finding } from "../../src/cli/lint_findings.ts";
import { writeEnv } from "../client_process.ts";
import { fakeIo, inFolder } from "./fake_io.ts";

const SETTINGS = {
  DEFAULT_PRINTER: "folder:printed",
  PRINTER_KITCHEN: "folder:kitchen",
  PRINTER_KITCHEN_COLUMNS: "32",
};

/** What `--lint` finds in a payload. */
async function linted(
  payload: unknown,
  ...args: string[]
): Promise<{ code: number; findings: Finding[]; said: string }> {
  let result = { code: -1, findings: [] as Finding[], said: "" };
  await inFolder(async (folder) => {
    const file = join(folder, "job.json");
    await Deno.writeTextFile(file, typeof payload === "string" ? payload : JSON.stringify(payload));
    await Deno.mkdir(join(folder, "templates"));
    await Deno.writeTextFile(
      join(folder, "templates", "voucher.html"),
      "<p>{{ name }} {{ gift.amount }}</p>{{ list | join }}",
    );
    await Deno.writeTextFile(join(folder, "templates", "broken.html"), "<p>{{ name </p>");
    const env = await writeEnv(folder, { TEMPLATES_DIR: join(folder, "templates"), ...SETTINGS });
    const io = fakeIo(["--lint", file, "--json", ...args, "--env", env]);
    const code = await main(io);
    const json = io.written.filter((text) => text.startsWith("{")).join("");
    const { findings } = JSON.parse(json);
    const spoken = fakeIo(["--lint", file, ...args, "--env", env]);
    assert.equal(await main(spoken), code);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.ok(!names.includes("printed") && !names.includes("kitchen"), "nothing is printed");
    result = { code, findings, said: spoken.written.join("\n") };
  });
  return result;
}

function receipt(fields: Record<string, unknown>, beside: Record<string, unknown> = {}): unknown {
  return { ...beside, data: { type: "receipt", receipt_data: { items: [{ name: "Tea", price: "1.20" }], ...fields } } };
}

Deno.test("--lint of a good job says so, with its printer, why it is that one, and the bytes", async () => {
  const { code, findings, said } = await linted(receipt({}));
  assert.deepEqual([code, findings], [0, []]);
  assert.match(
    said,
    /^receipt for folder:.*printed: \d+ bytes\. Nothing was printed\.\n {2}because DEFAULT_PRINTER.*\nNothing is wrong/m,
  );
});

Deno.test("--lint finds what keeps a job from being printed, and ends with 1", async (t) => {
  const cases: [name: string, payload: unknown, RegExp][] = [
    ["no JSON", "{", /"errors*|is not JSON/],
    [
      "a missing field",
      { data: { type: "receipt", receipt_data: { items: [{}] } } },
      /^receipt_data\.items\[0\]\.name: missing/,
    ],
    ["a wrong value", receipt({ total: "abc" }), /^receipt_data\.total: expected a number, got "abc"/],
    ["another company", { nipt: "X", data: { content: "x" } }, /^nipt: another company's/],
    ["no such printer", { printer_name: "Bar", data: { content: "x" } }, /no printer "Bar"/],
    ["over", { expires_at: "2020-01-01T00:00:00Z", data: { content: "x" } }, /^expires_at: it is over/],
    ["a broken template", { data: { type: "broken" } }, /Template "broken", line 1/],
  ];
  for (const [name, payload, expected] of cases) {
    await t.step(name, async () => {
      const { code, findings } = await linted(payload);
      assert.equal(code, 1);
      assert.ok(findings.some(({ kind, text }) => kind === "error" && expected.test(text)), JSON.stringify(findings));
    });
  }
});

Deno.test("--lint finds fields that nothing reads, with the name that was meant", async (t) => {
  const unread = (path: string, meant = "") =>
    `${path}: nothing reads this field${meant && `; did you mean ${meant}?`}`;
  const cases: [name: string, payload: unknown, texts: string[]][] = [
    ["beside data", receipt({}, { printr_name: "x" }), [unread("printr_name", "printer_name")]],
    ["in data", { data: { type: "text", content: "x", recipt_data: {} } }, [unread("recipt_data")]],
    ["in the content", receipt({ custmer_name: "A" }), [unread("receipt_data.custmer_name", "customer_name")]],
    [
      "in a list, once",
      receipt({ items: [{ name: "a", colour: 1 }, { name: "b", colour: 2 }, { name: "c", colour: 3 }] }),
      ["receipt_data.items[0].colour: nothing reads this field, nor in 2 more"],
    ],
    ["of an event", { pos_data: { print_required: true, items: [{ name: "a" }], totl: 0 } }, [
      unread("pos_data.totl", "total"),
    ]],
    ["of a flat request", { type: "text", content: "x", copie: 2 }, [unread("copie", "copies")]],
    ["the shop's own template reads it", {
      data: { type: "voucher", voucher_data: { name: "A", gift: { amount: 1 }, list: [1] } },
    }, []],
    [
      "nor does the shop's own template",
      { data: { type: "voucher", voucher_data: { nmae: "A", gift: { amout: 1 } } } },
      [
        unread("voucher_data.nmae", "name"),
        unread("voucher_data.gift.amout", "amount"),
      ],
    ],
    ["all that the guide sends", {
      data: { type: "reservation", reservation_data: { print_required: true, phone: "+1" } },
    }, []],
  ];
  for (const [name, payload, texts] of cases) {
    await t.step(name, async () => {
      const { code, findings } = await linted(payload);
      assert.deepEqual(findings.filter(({ text }) => /nothing reads/.test(text)).map(({ text }) => text), texts);
      assert.equal(code, 0);
    });
  }
});

Deno.test("--lint finds values that hardly are what was meant", async (t) => {
  const cases: [fields: Record<string, unknown>, RegExp][] = [
    [{ date: "2026-02-30" }, /^receipt_data\.date: "2026-02-30" is no day of the calendar/],
    [{ date: "03/07/2026" }, /^receipt_data\.date: .*not written as an ISO date/],
    [{ date: "0026-03-07" }, /^receipt_data\.date: .*year 26/],
    [{ date: "2026-03-07T25:00" }, /^receipt_data\.date: .*no time/],
    [{ currency: "EUU" }, /^receipt_data\.currency: "EUU" is no code/],
    [{ currency: "3.50 EUR" }, /^receipt_data\.currency: .*digits/],
    [{ total: 9 }, /^receipt_data\.total: the lines make 1\.20, and 9\.00 is printed/],
    [{ items: [] }, /^receipt_data\.items: there are none/],
  ];
  for (const [fields, expected] of cases) {
    await t.step(JSON.stringify(fields), async () => {
      const { findings } = await linted(receipt(fields));
      assert.deepEqual(
        findings.map(({ kind, text }) => [kind, expected.test(text)]),
        [["warning", true]],
        JSON.stringify(findings),
      );
    });
  }
  await t.step("nothing of the kind", async () => {
    const fine = { date: "2026-03-07 21:14", currency: "Lekë", total: "1,20" };
    assert.deepEqual((await linted(receipt(fine))).findings, []);
  });
});

Deno.test("--lint finds lines that do not fit the printer, and no others", async () => {
  const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";
  const wide = "a  b  c  d  e  f  g  h  i  j  k  l  m  n";
  const text = await linted({ data: { content: `${long}\n${wide}\nfine` } }, "--printer", "KITCHEN");
  assert.deepEqual(text.findings.map(({ kind, text }) => [kind, text.split(":")[0]]), [
    ["warning", "1 word is broken on the 32 columns of KITCHEN"],
    ["warning", "2 lines are longer than the 32 columns of KITCHEN"],
  ]);
  const name = "Sandwich with cheese, tomatoes, cucumbers and a lot of other things";
  const table = await linted(receipt({ items: [{ name, price: "1.20" }] }));
  assert.deepEqual(table.findings, [{
    kind: "note",
    text: `1 table cell takes more than one line: "${name.slice(0, 39)}…"`,
  }]);
});

Deno.test("--lint passes on what the printer cannot print", async () => {
  const { code, findings } = await linted(receipt({ barcode: "ÄÖ" }));
  assert.equal(code, 0);
  assert.ok(findings.some(({ kind, text }) => kind === "warning" && /CODE128/.test(text)), JSON.stringify(findings));
});

Deno.test("--lint says that an event without print_required is left alone", async () => {
  const { findings } = await linted({ pos_data: { items: [{ name: "a" }] } });
  assert.match(findings.map(({ text }) => text).join(), /print_required is not true/);
});
