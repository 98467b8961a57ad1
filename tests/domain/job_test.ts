import assert from "node:assert/strict";
import { MAX_CONTENT_CHARACTERS } from "../../src/domain/content.ts";
import { type Job, type ParseContext, type ParsedEvent, parseJob } from "../../src/domain/job.ts";

const NOW = Date.UTC(2026, 2, 7, 20, 0, 0);

function parse(event: string, payload: unknown, context: Partial<ParseContext> = {}): ParsedEvent {
  const types = ["text", "receipt", "reservation", "kitchen_ticket"];
  return parseJob(event, payload, {
    nipt: "L12345678A",
    types,
    nowMs: NOW,
    wallMs: NOW,
    newId: () => "new-1",
    ...context,
  });
}

function accepted(event: string, payload: unknown): Job {
  const parsed = parse(event, payload);
  assert.equal(parsed.kind, "job", JSON.stringify(parsed));
  return (parsed as { job: Job }).job;
}

function sample(name: string): unknown {
  return JSON.parse(Deno.readTextFileSync(new URL(`../../src/demo/samples/${name}.json`, import.meta.url)));
}

Deno.test("parseJob() accepts the samples as what they are", async (t) => {
  const cases: [string, string, string][] = [
    ["print_request.text", "text", "Order Confirmation"],
    ["print_request.receipt", "receipt", "Receipt RCP-001"],
    ["print_request.reservation", "reservation", "Reservation RES-12345"],
    ["pos.restaurant", "receipt", "Receipt 2026/001874"],
    ["reservation.printed", "reservation", "Reservation RES-20881"],
  ];
  for (const [name, type, title] of cases) {
    await t.step(name, () => {
      const job = accepted(name.split(".")[0] ?? "", sample(name));
      assert.deepEqual([job.type, job.documentName], [type, title]);
    });
  }
});

Deno.test("parseJob() ignores what is not ours or not to be printed", async (t) => {
  const cases: [string, unknown, string][] = [
    ["pos", sample("pos.other_company"), "other_company"],
    ["reservation", sample("reservation.not_printed"), "not_required"],
    ["print_request", { nipt: "K1", data: { type: "text", content: "x" } }, "other_company"],
    ["print_request", { data: { nipt: "K1", type: "text", content: "x" } }, "other_company"],
    ["print_request", { nipt: "K1", data: 7 }, "other_company"],
    ["pos", { nipt: "L12345678A" }, "not_required"],
    ["pos", { pos_data: { items: [] } }, "not_required"],
    ["pos", { pos_data: { print_required: "false", items: [] } }, "not_required"],
    ["order", { data: { type: "text", content: "x" } }, "other_event"],
  ];
  for (const [event, payload, reason] of cases) {
    await t.step(`${event} ${reason}`, () => assert.deepEqual(parse(event, payload), { kind: "ignored", reason }));
  }
});

Deno.test("parseJob() takes a payload with our nipt, in any case, or with none as ours", () => {
  for (const nipt of ["L12345678A", " l12345678a ", undefined, null, ""]) {
    assert.equal(parse("print_request", { nipt, data: { content: "x" } }).kind, "job", String(nipt));
  }
});

Deno.test("parseJob() infers a missing type from the field that is there", async (t) => {
  const cases: [Record<string, unknown>, string][] = [
    [{ content: "x" }, "text"],
    [{ receipt_data: { items: [] } }, "receipt"],
    [{ reservation_data: {} }, "reservation"],
  ];
  for (const [body, type] of cases) {
    await t.step(type, () => {
      assert.equal(accepted("print_request", { data: body }).type, type);
      assert.equal(accepted("print_request", body).type, type);
    });
  }
});

Deno.test("parseJob() reads options at either level, the outer one winning", () => {
  const job = accepted("print_request", {
    job_id: 42,
    printer_name: "Bar",
    copies: "2",
    data: {
      content: "x",
      printer_name: "Kitchen",
      open_drawer: 1,
      cut: "no",
      beep: "yes",
      priority: -3,
      document_name: "A\u001b[2Jb",
    },
  });
  assert.deepEqual(
    { ...job, data: undefined, receivedAtMs: undefined },
    {
      id: "42",
      type: "text",
      documentName: "A [2Jb",
      data: undefined,
      printerName: "Bar",
      copies: 2,
      openDrawer: true,
      cut: false,
      beep: true,
      priority: -3,
      expiresAtMs: null,
      dryRun: false,
      receivedAtMs: undefined,
    },
  );
});

Deno.test("parseJob() prints once, cuts, and neither beeps nor opens the drawer, when nothing is said", () => {
  const { copies, cut, beep, openDrawer, priority, dryRun, printerName } = accepted("print_request", { content: "x" });
  assert.deepEqual({ copies, cut, beep, openDrawer, priority, dryRun, printerName }, {
    copies: 1,
    cut: true,
    beep: false,
    openDrawer: false,
    priority: 0,
    dryRun: false,
    printerName: null,
  });
});

Deno.test("parseJob() reads open_drawer inside a receipt", () => {
  assert.ok(accepted("print_request", { data: { receipt_data: { items: [], open_drawer: true } } }).openDrawer);
});

Deno.test("parseJob() reads lifetimes: the earlier of expires_at and expires_in", () => {
  const at = (fields: Record<string, unknown>) => accepted("print_request", { content: "x", ...fields }).expiresAtMs;
  assert.equal(at({ expires_in: "90" }), NOW + 90_000);
  assert.equal(at({ expires_at: "2026-03-07T21:00:00+01:00" }), NOW);
  assert.equal(at({ expires_at: "2026-03-07T20:30:00Z", expires_in: 60 }), NOW + 60_000);
  assert.equal(at({}), null);
});

Deno.test("parseJob() gives the data of a shop's own template as it came", () => {
  const job = accepted("print_request", { data: { type: "kitchen_ticket", kitchen_ticket_data: { course: 1 } } });
  assert.deepEqual(job.data, { course: 1 });
});

Deno.test("parseJob() treats null as missing", () => {
  const job = accepted("print_request", {
    printer_name: null,
    job_id: null,
    data: { type: null, receipt_data: { items: [{ name: "a", note: null, quantity: null }], total: null } },
  });
  assert.equal(JSON.stringify(job.data), `{"items":[{"name":"a"}]}`);
  assert.equal(job.id, "new-1");
});

Deno.test("parseJob() names the field, the value and what was expected", async (t) => {
  const receipt = (data: unknown) => ({ data: { type: "receipt", receipt_data: data } });
  const types = "text, receipt, reservation, kitchen_ticket";
  const cases: [string, unknown, string][] = [
    ["print_request", null, "payload: expected an object, got null"],
    ["print_request", undefined, "payload: expected an object, got nothing"],
    ["print_request", "print it", 'payload: expected an object, got "print it"'],
    ["print_request", [1], "payload: expected an object, got a list"],
    ["print_request", 7, "payload: expected an object, got 7"],
    ["print_request", new Uint8Array(3), "payload: expected an object, got an object"],
    ["print_request", { data: 3 }, "data: expected an object, got 3"],
    ["print_request", { data: [] }, "data: expected an object, got a list"],
    [
      "print_request",
      {},
      `type: missing, expected one of ${types} (or one of the fields content, receipt_data, reservation_data)`,
    ],
    ["print_request", { type: "xml" }, `type: expected one of ${types}, got "xml"`],
    ["print_request", { type: 5 }, `type: expected one of ${types}, got 5`],
    ["print_request", { type: "../../x" }, `type: expected one of ${types}, got "../../x"`],
    ["print_request", { type: "__proto__" }, `type: expected one of ${types}, got "__proto__"`],
    ["print_request", { content: "<html><p>x" }, `type: expected one of ${types}, got "html"`],
    ["print_request", { type: "text" }, "content: missing, expected text"],
    [
      "print_request",
      { type: "text", content: {} },
      `content: expected text of at most ${MAX_CONTENT_CHARACTERS} characters, got an object`,
    ],
    [
      "print_request",
      { content: "x".repeat(5_000_000) },
      `content: expected text of at most ${MAX_CONTENT_CHARACTERS} characters, got 5000000 characters`,
    ],
    ["print_request", receipt(undefined), "receipt_data: missing, expected an object"],
    ["print_request", receipt("x"), 'receipt_data: expected an object, got "x"'],
    ["print_request", receipt({}), "receipt_data.items: missing, expected a list"],
    ["print_request", receipt({ items: {} }), "receipt_data.items: expected a list, got an object"],
    ["print_request", receipt({ items: [7] }), "receipt_data.items[0]: expected an object, got 7"],
    [
      "print_request",
      receipt({ items: [{}] }),
      "receipt_data.items[0].name: missing, expected text of at most 4000 characters",
    ],
    [
      "print_request",
      receipt({ items: [{ name: ["a"] }] }),
      "receipt_data.items[0].name: expected text of at most 4000 characters, got a list",
    ],
    [
      "print_request",
      receipt({ items: [{ name: "x".repeat(4001) }] }),
      "receipt_data.items[0].name: expected text of at most 4000 characters, got 4001 characters",
    ],
    [
      "print_request",
      receipt({ items: [{ name: "a" }, { name: "b", price: "abc" }] }),
      'receipt_data.items[1].price: expected a number, got "abc"',
    ],
    [
      "print_request",
      receipt({ items: [{ name: "a", price: NaN }] }),
      "receipt_data.items[0].price: expected a number, got NaN",
    ],
    [
      "print_request",
      receipt({ items: [{ name: "a", quantity: "1,450" }] }),
      'receipt_data.items[0].quantity: expected a number, got "1,450"',
    ],
    [
      "print_request",
      receipt({ items: [{ name: "a", quantity: {} }] }),
      "receipt_data.items[0].quantity: expected a number, got an object",
    ],
    ["print_request", receipt({ items: [], total: Infinity }), "receipt_data.total: expected a number, got Infinity"],
    [
      "print_request",
      receipt({ items: [], taxes: [{ name: "VAT" }] }),
      "receipt_data.taxes[0].amount: missing, expected a number",
    ],
    ["print_request", receipt({ items: [], payments: "cash" }), 'receipt_data.payments: expected a list, got "cash"'],
    ["print_request", receipt({ items: [], business: "Bar" }), 'receipt_data.business: expected an object, got "Bar"'],
    [
      "print_request",
      receipt({ items: [], open_drawer: "maybe" }),
      'receipt_data.open_drawer: expected true or false, got "maybe"',
    ],
    [
      "print_request",
      receipt({ items: Array.from({ length: 2001 }, () => ({ name: "a" })) }),
      "receipt_data.items: expected at most 2000 entries, got 2001",
    ],
    ["print_request", { type: "reservation" }, "reservation_data: missing, expected an object"],
    [
      "print_request",
      { type: "reservation", reservation_data: { party_size: [4] } },
      "reservation_data.party_size: expected text of at most 4000 characters, got a list",
    ],
    ["print_request", { content: "x", copies: 0 }, "copies: expected a whole number from 1 to 20, got 0"],
    ["print_request", { content: "x", copies: 21 }, "copies: expected a whole number from 1 to 20, got 21"],
    ["print_request", { content: "x", copies: 1.5 }, "copies: expected a whole number from 1 to 20, got 1.5"],
    ["print_request", { content: "x", copies: "many" }, 'copies: expected a whole number from 1 to 20, got "many"'],
    ["print_request", { content: "x", job_id: "" }, 'job_id: expected 1 to 200 visible characters, got ""'],
    ["print_request", { content: "x", job_id: "a\nb" }, 'job_id: expected 1 to 200 visible characters, got "a b"'],
    ["print_request", { content: "x", job_id: "x".repeat(201) }, "job_id: expected 1 to 200 visible characters, got"],
    ["print_request", { content: "x", job_id: {} }, "job_id: expected 1 to 200 visible characters, got an object"],
    [
      "print_request",
      { content: "x", printer_name: ["Bar"] },
      "printer_name: expected text of at most 4000 characters, got a list",
    ],
    ["print_request", { content: "x", cut: "perhaps" }, 'cut: expected true or false, got "perhaps"'],
    ["print_request", { content: "x", beep: 3 }, "beep: expected true or false, got 3"],
    ["print_request", { content: "x", dry_run: [] }, "dry_run: expected true or false, got a list"],
    [
      "print_request",
      { content: "x", priority: "high" },
      'priority: expected a whole number from -100 to 100, got "high"',
    ],
    [
      "print_request",
      { content: "x", expires_at: "tomorrow" },
      'expires_at: expected an ISO time such as "2026-03-08T20:30:00Z", got "tomorrow"',
    ],
    ["print_request", { content: "x", expires_in: -1 }, "expires_in: expected a number of seconds above 0, got -1"],
    [
      "print_request",
      { content: "x", expires_in: "soon" },
      'expires_in: expected a number of seconds above 0, got "soon"',
    ],
    ["pos", "sold", 'payload: expected an object, got "sold"'],
    ["pos", { pos_data: [] }, "pos_data: expected an object, got a list"],
    ["pos", { pos_data: { print_required: true } }, "pos_data.items: missing, expected a list"],
    [
      "pos",
      { pos_data: { print_required: "sometimes" } },
      'pos_data.print_required: expected true or false, got "sometimes"',
    ],
    [
      "pos",
      { pos_data: { print_required: true, items: [{ name: "a", price: "12 euro" }] } },
      'pos_data.items[0].price: expected a number, got "12 euro"',
    ],
    ["reservation", 9, "payload: expected an object, got 9"],
    ["reservation", { reservation_data: "table 4" }, 'reservation_data: expected an object, got "table 4"'],
    [
      "reservation",
      { reservation_data: { print_required: true, phone: {} } },
      "reservation_data.phone: expected text of at most 4000 characters, got an object",
    ],
  ];
  for (const [event, payload, expected] of cases) {
    await t.step(expected, () => {
      const parsed = parse(event, payload);
      assert.equal(parsed.kind, "refused", JSON.stringify(parsed).slice(0, 300));
      const { problems } = parsed as { problems: readonly string[] };
      assert.ok(problems[0]?.startsWith(expected), problems.join("\n"));
      assert.ok(problems.join("").length < 2_000);
    });
  }
});

Deno.test("parseJob() tells all problems at once and keeps the sender's job_id", () => {
  const parsed = parse("print_request", {
    job_id: "order-7",
    copies: 99,
    data: { type: "receipt", document_name: "Bill", receipt_data: { items: [{ price: "x" }], total: "y" } },
  });
  assert.deepEqual(parsed, {
    kind: "refused",
    id: "order-7",
    type: "receipt",
    documentName: "Bill",
    problems: [
      "copies: expected a whole number from 1 to 20, got 99",
      "receipt_data.items[0].name: missing, expected text of at most 4000 characters",
      'receipt_data.items[0].price: expected a number, got "x"',
      'receipt_data.total: expected a number, got "y"',
    ],
  });
});

Deno.test("parseJob() stays calm at deeply nested junk", () => {
  let junk: unknown = {};
  for (let depth = 0; depth < 5_000; depth++) junk = { a: junk };
  assert.equal(parse("print_request", { data: { type: "receipt", receipt_data: junk } }).kind, "refused");
  assert.equal(parse("print_request", { data: { type: junk } }).kind, "refused");
});
