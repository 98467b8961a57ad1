import assert from "node:assert/strict";
import { MAX_DRY_RUN_BYTES } from "../../src/agent/dry_run.ts";
import { FakePrinters, printerConfig } from "../fakes.ts";
import { type RunningAgent, runningAgent, type RunningWishes } from "./running_agent.ts";

async function running(action: (one: RunningAgent) => Promise<void>, wishes: RunningWishes = {}): Promise<void> {
  const one = await runningAgent(wishes);
  try {
    await action(one);
  } finally {
    await one.agent.stop();
  }
}

function text(content: string, beside: Record<string, unknown> = {}): Record<string, unknown> {
  return { dry_run: true, ...beside, data: { type: "text", content } };
}

Deno.test("a dry run answers with the paper as text and as SVG, and the bytes, and prints nothing", () =>
  running(async ({ backend, printers, send }) => {
    const answers = await send("print_request", text("Two soups", { job_id: "d1" }));
    const [response] = backend.responses;
    assert.deepEqual([response?.status, response?.stage, response?.attempts], ["success", "queued", 0]);
    assert.equal(response?.dry_run?.text, "Two soups\n");
    assert.match(response?.dry_run?.svg ?? "", /^<svg [^]*>Two soups<\/text>[^]*<\/svg>\n$/);
    assert.equal(response?.message, `Dry run: ${response?.dry_run?.bytes} bytes for BAR. Nothing was printed.`);
    assert.deepEqual(printers.named("BAR").printed, []);
    assert.deepEqual(answers, [{ accepted: true, job_id: "d1", message: response?.message }]);
  }));

Deno.test("a dry run says what the printer was chosen by", async (t) => {
  const kitchen = { ...printerConfig("KITCHEN") };
  const windows = { ...printerConfig("windows"), address: { kind: "windows", name: null } } as const;
  const cases: [name: string, wishes: RunningWishes, beside: Record<string, unknown>, printer: string, RegExp][] = [
    [
      "its name",
      { settings: { printers: [kitchen] } },
      { printer_name: "kitchen" },
      "KITCHEN",
      /^the job's printer_name "kitchen" is an alias/,
    ],
    [
      "an installed one",
      { printers: new FakePrinters("BAR") },
      { printer_name: "bar" },
      "BAR",
      /^the job's printer_name "bar" is an installed printer/,
    ],
    [
      "its type",
      { settings: { printers: [kitchen], routes: new Map([["text", "KITCHEN"]]) } },
      {},
      "KITCHEN",
      /ROUTE_TEXT is KITCHEN$/,
    ],
    ["nothing", {}, {}, "BAR", /^DEFAULT_PRINTER gets the jobs that name no printer and have no ROUTE_TEXT$/],
    [
      "nothing in Windows",
      { settings: { defaultPrinter: windows } },
      {},
      "windows",
      /^the Windows default printer gets/,
    ],
  ];
  for (const [name, wishes, beside, printer, expected] of cases) {
    await t.step(name, () =>
      running(async ({ backend, send }) => {
        await send("print_request", text("x", beside));
        assert.equal(backend.responses[0]?.printer, printer, backend.responses[0]?.message ?? "no answer");
        assert.match(backend.responses[0]?.dry_run?.printer_because ?? "", expected);
      }, wishes));
  }
});

Deno.test("only a dry run has the fields of one", () =>
  running(async ({ backend, send }) => {
    await send("print_request", { ...text("x"), dry_run: false });
    await send("print_request", text("x", { copies: 99 }));
    assert.deepEqual(backend.responses.map(({ status }) => status), ["success", "error"]);
    assert.ok(backend.responses.every((response) => !("dry_run" in response)));
  }));

Deno.test("a dry run of a very long paper is answered within what a server takes, and says what is left out", () =>
  running(async ({ backend, send }) => {
    for (const line of ["x".repeat(40), "\u0001\u{1f600}".repeat(10), "ë".repeat(40)]) {
      await send("print_request", text(`${line}\n`.repeat(Math.floor(200_000 / (line.length + 1))), { copies: 20 }));
    }
    assert.equal(backend.responses.length, 3);
    for (const response of backend.responses) {
      const bytes = new TextEncoder().encode(JSON.stringify(response)).length;
      assert.ok(bytes < MAX_DRY_RUN_BYTES, `${bytes} bytes`);
      assert.equal(response.dry_run?.svg, null);
      assert.ok(response.dry_run.text.length > 10_000);
      assert.match(response.warnings.join("\n"), /the text of the paper was cut off after \d+ of its \d+ characters/);
      assert.match(response.warnings.join("\n"), /the SVG was left out: it has \d+ bytes/);
    }
  }));

Deno.test("the SVG of a dry run is forgotten once it is confirmed; a repetition is answered without it", () =>
  running(async ({ backend, store, send }) => {
    await send("print_request", text("Two soups", { job_id: "d1" }));
    await send("print_request", text("Two soups", { job_id: "d1" }));
    assert.deepEqual(store.owedResponses(9), []);
    const [first, second] = backend.responses;
    assert.ok(first?.dry_run?.svg);
    assert.deepEqual(second, { ...first, dry_run: { ...first.dry_run, svg: null } });
  }));
