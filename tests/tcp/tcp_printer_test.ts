import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import type { PrinterDocument } from "../../src/domain/ports.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";
import { closedPort, NetworkPrinter } from "./network_printer.ts";

function kitchen(port: number, host = "127.0.0.1", writeTimeoutMs = 150): TcpPrinter {
  return new TcpPrinter({
    name: "Kitchen",
    host,
    port,
    connectTimeoutMs: 2000,
    writeTimeoutMs,
    settleMs: 20,
    graceMs: 40,
  });
}

function documentOf(length: number): PrinterDocument {
  const bytes = new Uint8Array(length).map((_, index) => index * 31 % 251);
  return { jobId: "job-1", title: "Receipt", bytes };
}

async function errorOf(action: Promise<unknown>): Promise<PrintError> {
  const error = await action.then(() => assert.fail("expected an error"), (thrown) => thrown);
  assert.ok(error instanceof PrintError, String(error));
  return error;
}

Deno.test("print() hands over every byte when the printer closes after it", async (t) => {
  for (const length of [0, 1, 16 * 1024, 16 * 1024 + 1, 300_000]) {
    await t.step(`${length} bytes`, async () => {
      await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
      const document = documentOf(length);
      const receipt = await kitchen(printer.port).print(document);
      assert.deepEqual(receipt, { stage: "spooled", evidence: "none", printer: "Kitchen" });
      assert.deepEqual(printer.documents, [document.bytes]);
    });
  }
});

Deno.test("print() reads what the printer sends back when it talks a lot", async () => {
  await using printer = await NetworkPrinter.start((socket) => {
    socket.on("data", () => socket.write(new Uint8Array(200_000)));
    socket.on("end", () => socket.end());
  });
  const document = documentOf(100_000);
  await kitchen(printer.port).print(document);
  assert.deepEqual(printer.documents, [document.bytes]);
});

Deno.test("print() succeeds after the grace when the printer never closes", async () => {
  await using printer = await NetworkPrinter.start(() => {});
  const document = documentOf(5_000);
  assert.equal((await kitchen(printer.port).print(document)).stage, "spooled");
  assert.deepEqual(printer.documents, [document.bytes]);
});

Deno.test("print() has one connection at a time when documents follow each other", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  const ours = kitchen(printer.port);
  for (let n = 0; n < 5; n++) await ours.print(documentOf(2_000));
  assert.equal(printer.documents.length, 5);
  assert.equal(printer.mostAtOnce, 1);
});

Deno.test("print() loses nothing when the printer is slower than the grace", async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  await using printer = await NetworkPrinter.start((socket) => {
    socket.on("data", () => {
      socket.pause();
      setTimeout(() => socket.resume(), 2);
    });
    socket.on("end", resolve);
  });
  const document = documentOf(6_000_000);
  await kitchen(printer.port, "127.0.0.1", 2_000).print(document);
  await ended;
  assert.deepEqual(printer.documents, [document.bytes]);
});

Deno.test("print() fails with connection_refused when nothing listens", async () => {
  const port = closedPort();
  const error = await errorOf(kitchen(port).print(documentOf(10)));
  assert.equal(error.code, "connection_refused");
  assert.equal(error.retry, "later");
  assert.equal(error.message, `Cannot reach printer "Kitchen" at 127.0.0.1:${port}: it refused the connection.`);
  assert.match(error.hint, /busy with another computer/);
});

Deno.test("print() fails with connection_refused when the printer closes at once", async (t) => {
  for (const how of ["end", "destroy", "resetAndDestroy"] as const) {
    await t.step(how, async () => {
      await using printer = await NetworkPrinter.start((socket) => void socket[how]());
      const error = await errorOf(kitchen(printer.port).print(documentOf(10)));
      assert.equal(error.code, "connection_refused");
      assert.match(error.message, /closed the connection at once|broke the connection off at once/);
    });
  }
});

Deno.test("print() fails with network_unreachable when the name does not exist", async () => {
  const error = await errorOf(kitchen(9100, "no-such-printer.invalid").print(documentOf(10)));
  assert.equal(error.code, "network_unreachable");
  assert.match(
    error.message,
    /^Cannot reach printer "Kitchen" at no-such-printer.invalid:9100: (there is no device of that name|its name)/,
  );
});

Deno.test("print() fails with timed_out when nobody answers the connection", async () => {
  // A listener whose queue is full leaves new connections without an answer, as a switched-off printer does.
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const waiting: Promise<Deno.TcpConn | null>[] = [];
  const stop = new AbortController();
  const { port } = listener.addr;
  try {
    let error: PrintError | null = null;
    while (error === null && waiting.length < 10_000) {
      for (let n = 0; n < 600; n++) {
        waiting.push(Deno.connect({ hostname: "127.0.0.1", port, signal: stop.signal }).catch(() => null));
      }
      await Promise.race([Promise.all(waiting), new Promise((resolve) => setTimeout(resolve, 300))]);
      const ours = new TcpPrinter({ name: "Kitchen", host: "127.0.0.1", port, connectTimeoutMs: 100, graceMs: 1 });
      error = await ours.print(documentOf(1)).then(() => null, (thrown) => thrown);
    }
    assert.equal(error?.code, "timed_out");
    assert.equal(error?.retry, "later");
    assert.match(error?.message ?? "", /no answer within 0.1 s/);
  } finally {
    stop.abort();
    for (const connection of await Promise.all(waiting)) connection?.close();
    listener.close();
  }
});

Deno.test("print() fails with partly_sent when the printer takes no more data", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.pause());
  const error = await errorOf(kitchen(printer.port).print(documentOf(20_000_000)));
  assert.equal(error.code, "partly_sent");
  assert.equal(error.retry, "uncertain");
  assert.match(
    error.message,
    /^Cannot finish printing on printer "Kitchen" at .*: it took no more data for 0.15 s after \d+ of 20000000 bytes\.$/,
  );
});

Deno.test("print() leaves nothing to come out later when it gives up", async () => {
  const { promise: broken, resolve } = Promise.withResolvers<string>();
  await using printer = await NetworkPrinter.start((socket) => {
    socket.pause();
    socket.on("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    socket.on("end", () => resolve("end"));
    setTimeout(() => socket.resume(), 600);
  });
  await errorOf(kitchen(printer.port).print(documentOf(20_000_000)));
  assert.equal(await broken, "ECONNRESET");
});

Deno.test("print() fails with partly_sent when the connection breaks in the middle", async (t) => {
  for (const bytes of [1, 1_000, 200_000]) {
    for (const how of ["destroy", "resetAndDestroy"] as const) {
      await t.step(`${how} after ${bytes} bytes`, async () => {
        await using printer = await NetworkPrinter.start((socket) => {
          let taken = 0;
          socket.on("data", (chunk: Uint8Array) => {
            taken += chunk.length;
            if (taken >= bytes) socket[how]();
          });
        });
        const error = await errorOf(kitchen(printer.port).print(documentOf(20_000_000)));
        assert.equal(error.code, "partly_sent");
        assert.match(error.message, /the connection broke after \d+ of 20000000 bytes\.$/);
      });
    }
  }
});

Deno.test("print() fails with partly_sent when the printer resets after the last byte", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.resetAndDestroy()));
  const error = await errorOf(kitchen(printer.port).print(documentOf(100)));
  assert.equal(error.code, "partly_sent");
  assert.match(error.message, /after 100 of 100 bytes\.$/);
});

Deno.test("check() says ready when the printer can be reached, and sends nothing", async () => {
  await using printer = await NetworkPrinter.start((socket) => socket.on("end", () => socket.end()));
  assert.equal(await kitchen(printer.port).check(), "ready");
  assert.deepEqual(printer.documents, [new Uint8Array()]);
});

Deno.test("check() fails with the reason when the printer cannot be reached", async () => {
  const error = await errorOf(kitchen(closedPort()).check());
  assert.equal(error.code, "connection_refused");
});

Deno.test("print() writes an IPv6 address in brackets when it says where the printer is", async () => {
  const error = await errorOf(kitchen(closedPort(), "::1").print(documentOf(1)));
  assert.match(error.message, /at \[::1\]:\d+: /);
});
