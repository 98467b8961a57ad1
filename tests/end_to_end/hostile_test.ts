import assert from "node:assert/strict";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { interpret } from "../../src/render/interpret.ts";
import { startClient } from "../client_process.ts";
import { startFlask } from "./flask/flask_backend.ts";
import { openPortSink } from "../port_sink.ts";

const DRAWER = "\u001b\u0070\u0000\u0019\u00fa";
const COMMANDS = `${DRAWER}\u0010\u0014\u0001\u0000\u0001\u001d\u0056\u0000\u001b\u0040\u009b2J`;

function nested(depth: number): unknown {
  let junk: unknown = "x";
  for (let level = 0; level < depth; level++) junk = [junk];
  return junk;
}

Deno.test("whatever a backend sends, the client stays up and answers what is wrong in words", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const printer = openPortSink();
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    PRINTER_TILL: `tcp://127.0.0.1:${printer.port}`,
    DEFAULT_PRINTER: "TILL",
  });
  const cases: [string, unknown, RegExp][] = [
    ["nothing", null, /^payload: expected an object, got null/],
    ["text", "print it", /^payload: expected an object/],
    ["bytes", new Uint8Array(9), /^payload: expected an object/],
    [
      "5 MB of text",
      { content: "é".repeat(2_500_000) },
      /^content: expected text of at most 200000 characters, got 2500000 characters/,
    ],
    [
      "5 MB of items",
      { receipt_data: { items: Array.from({ length: 90_000 }, () => ({ name: "x".repeat(50) })) } },
      /^receipt_data\.items: expected at most 2000 entries, got 90000/,
    ],
    [
      "nested junk",
      { type: "receipt", receipt_data: { items: nested(500) } },
      /^receipt_data\.items\[0\]: expected an object/,
    ],
    [
      "an unknown printer",
      { content: "x", printer_name: `Nope${COMMANDS}` },
      /this PC has no printer "Nope p .*Known printers: TILL\./,
    ],
    ["an unknown type", { type: COMMANDS, content: "x" }, /^type: expected one of text, receipt, reservation/],
    ["bytes as content", { content: new Uint8Array([27, 112]) }, /^content: expected text/],
    [
      "a huge number",
      { receipt_data: { items: [{ name: "x", price: 1e300 }] } },
      /^receipt_data\.items\[0\]\.price: expected a number, got 1e\+300/,
    ],
  ];
  try {
    await backend.nextClient(15_000);
    for (const [name, payload, expected] of cases) {
      backend.emit("print_request", payload);
      const { status, message } = await backend.nextResponse(15_000);
      assert.equal(status, "error", name);
      assert.match(message, expected, name);
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(message, /[\u0000-\u001f\u007f-\u009f]/, name);
    }
    assert.equal(printer.documents.length, 0);
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(client.output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    assert.equal(await client.stop(), 0);
  } finally {
    await printer.close();
    await backend.close();
    await client.kill().catch(() => {});
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("commands in any field of any sample reach the printer as nothing but text", async () => {
  const folder = await Deno.makeTempDir();
  const backend = await startDemoBackend();
  const printer = openPortSink();
  const client = await startClient(folder, {
    SOCKET_URL: backend.url,
    DEFAULT_PRINTER: `tcp://127.0.0.1:${printer.port}`,
  });
  const poisoned = (value: unknown): unknown => {
    if (typeof value === "string") return /^[\d.]+$/.test(value) ? value : `${value}${COMMANDS}`;
    if (Array.isArray(value)) return value.map(poisoned);
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, ["type", "nipt"].includes(key) ? inner : poisoned(inner)]),
      );
    }
    return value;
  };
  try {
    await backend.nextClient(15_000);
    const names = [
      "print_request.text",
      "print_request.receipt",
      "print_request.reservation",
      "pos.restaurant",
      "reservation.printed",
    ];
    for (const name of names) {
      const file = new URL(`../../src/demo/samples/${name}.json`, import.meta.url);
      const payload = JSON.parse(await Deno.readTextFile(file));
      backend.emit(name.split(".")[0] ?? "", poisoned(payload));
      assert.equal((await backend.nextResponse(15_000)).status, "success", name);
      const paper = interpret(printer.documents.at(-1) ?? new Uint8Array(), DEFAULT_PROFILE);
      const kinds = paper.items.map(({ kind }) => kind);
      const drawers = name === "pos.restaurant" ? 1 : 0;
      assert.equal(kinds.filter((kind) => kind === "drawer").length, drawers, name);
      assert.equal(kinds.filter((kind) => kind === "cut").length, 1, name);
      assert.equal(kinds.filter((kind) => kind === "unknown").length, 0, name);
    }
  } finally {
    await printer.close();
    await backend.close();
    await client.kill();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("Python's NaN is refused with the field's name, and other companies' events stay unanswered", async () => {
  const folder = await Deno.makeTempDir();
  const flask = await startFlask({ mode: "eventlet" });
  const printer = openPortSink();
  const client = await startClient(folder, {
    SOCKET_URL: flask.url,
    DEFAULT_PRINTER: `tcp://127.0.0.1:${printer.port}`,
  });
  const sample = async (name: string) =>
    JSON.parse(await Deno.readTextFile(new URL(`../../src/demo/samples/${name}.json`, import.meta.url)));
  try {
    await flask.next("connected");
    await flask.emit("pos", await sample("pos.other_company"));
    await flask.emit("reservation", await sample("reservation.not_printed"));
    await flask.emitPython("print_request", "{'receipt_data': {'items': [{'name': 'x', 'price': float('nan')}]}}");
    const { data } = await flask.next("print_response");
    const { status, message } = data as Record<string, string>;
    assert.deepEqual([status, message], ["error", 'receipt_data.items[0].price: expected a number, got "NaN"']);
    assert.equal(flask.events.filter(({ event }) => event === "print_response").length, 1);
    assert.equal(printer.documents.length, 0);
  } finally {
    await printer.close();
    await flask.close();
    await client.kill();
    await Deno.remove(folder, { recursive: true });
  }
});
