import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { NetworkPrinter } from "./network_printer.ts";

const DOCUMENT = { jobId: "1", title: "Order #1", bytes: new TextEncoder().encode("soup") };

Deno.test("print() asks beforeFirstByte when the printer has answered, and sends nothing when that rejects", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const tcp = new TcpPrinter({ name: "BAR", host: "127.0.0.1", port: printer.port });
  let connections = 0;
  const late = new PrintError("expired", "Too old.");
  const beforeFirstByte = () => {
    connections = printer.documents.length;
    return Promise.reject(late);
  };
  await assert.rejects(tcp.print({ ...DOCUMENT, beforeFirstByte }), late);
  assert.equal(connections, 1);
  assert.deepEqual(printer.documents, [new Uint8Array()]);

  await tcp.print({ ...DOCUMENT, beforeFirstByte: () => Promise.resolve() });
  assert.deepEqual(printer.documents[1], DOCUMENT.bytes);
});
