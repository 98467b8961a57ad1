import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { PrintError } from "../../src/domain/print_error.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { NetworkPrinter } from "./network_printer.ts";

const DOCUMENT = { jobId: "1", title: "Order #1", bytes: new TextEncoder().encode("soup\n") };

type Ending = "end" | "destroy" | "resetAndDestroy";

/** A printer that is busy with another PC whenever `isBusy` says so. */
function sharedPrinter(isBusy: () => boolean, how: Ending): Promise<NetworkPrinter> {
  return NetworkPrinter.start((socket: Socket) => {
    if (isBusy()) socket[how]();
    else socket.on("end", () => socket.end());
  });
}

const codeOf = (action: Promise<unknown>): Promise<string> =>
  action.then(() => "printed", (error) => error instanceof PrintError ? error.code : String(error));

Deno.test("print() never counts a document as printed when the printer turns busy between two of them", async (t) => {
  for (const how of ["end", "destroy", "resetAndDestroy"] as const) {
    await t.step(how, async () => {
      let isBusy = false as boolean;
      await using printer = await sharedPrinter(() => isBusy, how);
      for (let n = 0; n < 5; n++) {
        const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port, settleMs: 60 });
        isBusy = false;
        assert.equal(await codeOf(ours.print(DOCUMENT)), "printed");
        isBusy = true;
        const code = await codeOf(ours.print(DOCUMENT));
        // One that only ends its own side may go on reading; then nothing is lost.
        const isTaken = how === "end" && printer.documents.at(-1)?.length === DOCUMENT.bytes.length;
        assert.ok(["partly_sent", "connection_refused"].includes(code) || isTaken, code);
      }
    });
  }
});

Deno.test("print() looks before the first byte when the printer hung up once, so that no doubt is left", async () => {
  let isBusy = false as boolean;
  await using printer = await sharedPrinter(() => isBusy, "end");
  const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port, settleMs: 60 });
  const codes: string[] = [];
  for (const busy of [true, false, true, false, false, true]) {
    isBusy = busy;
    codes.push(await codeOf(ours.print(DOCUMENT)));
  }
  const refused = "connection_refused";
  assert.deepEqual(codes, [refused, "printed", refused, "printed", "printed", refused]);
});

Deno.test("print() looks before the first byte when a minute has passed", async () => {
  let isBusy = false as boolean;
  let nowMs = 0;
  await using printer = await sharedPrinter(() => isBusy, "end");
  const options = { name: "Kitchen", host: "127.0.0.1", port: printer.port, settleMs: 60, nowMs: () => nowMs };
  const ours = new TcpPrinter(options);
  assert.equal(await codeOf(ours.print(DOCUMENT)), "printed");
  nowMs = 60_001;
  isBusy = true;
  assert.equal(await codeOf(ours.print(DOCUMENT)), "connection_refused");
});

Deno.test("print() fails with partly_sent when the printer closes before it was told that this is all", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("data", () => socket.end()));
  const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port });
  assert.equal(await codeOf(ours.print(DOCUMENT)), "partly_sent");
});

Deno.test("print() fails with connection_refused when the printer hangs up during beforeFirstByte", async () => {
  await using printer = await NetworkPrinter.start((socket) => void setTimeout(() => socket.end(), 40));
  const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port });
  const beforeFirstByte = () => new Promise<void>((resolve) => setTimeout(resolve, 80));
  assert.equal(await codeOf(ours.print({ ...DOCUMENT, beforeFirstByte })), "connection_refused");
  assert.deepEqual(printer.documents, [new Uint8Array()]);
});

Deno.test("print() shortens the grace when the printer stayed quiet twice, until it closes again", async () => {
  let closes = false as boolean;
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => closes && socket.end()));
  const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port, graceMs: 500 });
  const tookMs: number[] = [];
  for (const isClosing of [false, false, false, true, false]) {
    closes = isClosing;
    const startMs = performance.now();
    await ours.print(DOCUMENT);
    tookMs.push(performance.now() - startMs);
  }
  const [first = 0, second = 0, third = 0, closed = 0, last = 0] = tookMs;
  assert.ok(first > 490 && second > 490 && last > 490, tookMs.join());
  assert.ok(third > 190 && third < 450 && closed < 190, tookMs.join());
});

Deno.test("print() keeps its side open for the whole pause, however many documents went well before", async () => {
  let isBusy = false as boolean;
  await using printer = await NetworkPrinter.start((socket: Socket) => {
    // Its goodbye comes late, and without a look at what was sent.
    if (isBusy) setTimeout(() => socket.end(), 30);
    else socket.on("end", () => socket.end());
  });
  const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port: printer.port, settleMs: 90 });
  for (let n = 0; n < 25; n++) assert.equal(await codeOf(ours.print(DOCUMENT)), "printed");
  isBusy = true;
  assert.equal(await codeOf(ours.print(DOCUMENT)), "partly_sent");
});
