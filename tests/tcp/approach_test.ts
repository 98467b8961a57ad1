import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { NetworkPrinter } from "./network_printer.ts";

const DOCUMENT = { jobId: "1", title: "Order #1", bytes: new TextEncoder().encode("soup\n") };
const kitchen = (port: number) => new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port, settleMs: 60 });

Deno.test("print() uses the connection that approach() opened, and only that one", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const ours = kitchen(printer.port);
  ours.approach();
  ours.approach();
  await ours.print(DOCUMENT);
  assert.deepEqual(printer.documents, [DOCUMENT.bytes]);
});

Deno.test("approach() opens nothing while a document is printed", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const ours = kitchen(printer.port);
  const beforeFirstByte = () => Promise.resolve(ours.approach());
  await ours.print({ ...DOCUMENT, beforeFirstByte });
  await ours.close();
  assert.deepEqual(printer.documents, [DOCUMENT.bytes]);
});

Deno.test("close() gives back a connection that approach() opened and no document took", async () => {
  let ended = 0;
  await using printer = await NetworkPrinter.start((socket) =>
    socket.on("end", () => {
      ended += 1;
      socket.end();
    })
  );
  const ours = kitchen(printer.port);
  ours.approach();
  await ours.close();
  await ours.print(DOCUMENT);
  assert.deepEqual([printer.mostAtOnce, ended], [1, 2]);
});

Deno.test("print() has no doubt when the printer hung up on approach()", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.end());
  const ours = kitchen(printer.port);
  ours.approach();
  await assert.rejects(
    ours.print(DOCUMENT),
    (error) => error instanceof PrintError && error.code === "connection_refused",
  );
  assert.deepEqual(printer.documents, [new Uint8Array()]);
});

Deno.test("print() says what kept approach() from connecting", async () => {
  const printer = await NetworkPrinter.start(() => {});
  const { port } = printer;
  await printer[Symbol.asyncDispose]();
  const ours = kitchen(port);
  ours.approach();
  await assert.rejects(ours.print(DOCUMENT), /nothing listens|refused/i);
});
