import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { NetworkPrinter } from "./network_printer.ts";

const documentOf = (id: string, text = id) => ({ jobId: id, title: id, bytes: new TextEncoder().encode(text) });
const kitchen = (port: number) =>
  new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port, settleMs: 20, graceMs: 200 });
const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) => result.status === "fulfilled" ? "printed" : (result.reason as PrintError).code);

Deno.test("printAll() sends the documents in order over one connection", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const results = await kitchen(printer.port).printAll(["a", "b", "c"].map((id) => documentOf(id)));
  assert.deepEqual(codes(results), ["printed", "printed", "printed"]);
  assert.deepEqual(printer.documents, [new TextEncoder().encode("abc")]);
});

Deno.test("printAll() leaves out a document that is not to begin", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const beforeFirstByte = () => Promise.reject(new PrintError("expired", "Too old."));
  const documents = [documentOf("a"), { ...documentOf("b"), beforeFirstByte }, documentOf("c")];
  assert.deepEqual(codes(await kitchen(printer.port).printAll(documents)), ["printed", "expired", "printed"]);
  assert.deepEqual(printer.documents, [new TextEncoder().encode("ac")]);
});

Deno.test("printAll() leaves no document for printed that was begun when the printer breaks off", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.resetAndDestroy()));
  const results = await kitchen(printer.port).printAll(["a", "b"].map((id) => documentOf(id)));
  assert.deepEqual(codes(results), ["partly_sent", "partly_sent"]);
});

Deno.test("printAll() has no doubt about a document that was not begun when the printer breaks off", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("data", () => socket.resetAndDestroy()));
  const long = documentOf("b", "b".repeat(30_000_000));
  const results = await kitchen(printer.port).printAll([documentOf("a"), long, documentOf("c")]);
  assert.deepEqual(codes(results), ["partly_sent", "partly_sent", "write_failed"]);
});

Deno.test("atOnce grows beyond 1 only after many documents went well, and falls when one does not", async () => {
  let breaks = false as boolean;
  await using printer = await NetworkPrinter.start((socket) => {
    socket.on("end", () => breaks ? socket.resetAndDestroy() : socket.end());
  });
  const ours = kitchen(printer.port);
  for (let n = 0; n < 19; n++) await ours.print(documentOf("a"));
  assert.equal(ours.atOnce, 1);
  for (let n = 0; n < 3; n++) await ours.print(documentOf("a"));
  assert.ok(ours.atOnce > 1);
  breaks = true;
  await assert.rejects(ours.print(documentOf("a")));
  assert.equal(ours.atOnce, 1);
});
