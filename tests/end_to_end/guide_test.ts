import assert from "node:assert/strict";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { interpret, listing, paperText } from "../../src/render/interpret.ts";
import { assertGolden } from "../golden.ts";
import { startClient } from "../client_process.ts";
import { startFlask } from "./flask/flask_backend.ts";
import { openPortSink } from "../port_sink.ts";

/** The guide's "Method 1" to "Method 3", and what their papers are called among the golden ones. */
const SNIPPETS = [[1, "guide_text"], [2, "guide_receipt"], [3, "guide_reservation"]] as const;

for (const mode of ["threading", "eventlet"] as const) {
  Deno.test(`the guide's snippets, run by Flask-SocketIO (${mode}), print on a network printer and are answered`, async () => {
    const folder = await Deno.makeTempDir();
    const flask = await startFlask({ mode });
    const printer = openPortSink();
    const client = await startClient(folder, {
      SOCKET_URL: flask.url,
      PRINTER_TILL: `tcp://127.0.0.1:${printer.port}`,
      DEFAULT_PRINTER: "TILL",
    });
    try {
      await flask.next("connected");
      for (const [snippet, name] of SNIPPETS) {
        await flask.snippet(snippet);
        const { data } = await flask.next("print_response");
        const { status, message, printer: where, stage, timestamp } = data as Record<string, string>;
        assert.deepEqual([status, message, where, stage], ["success", "Printed on TILL.", "TILL", "spooled"]);
        assert.ok(Math.abs(Date.parse(timestamp ?? "") - Date.now()) < 60_000);
        const bytes = printer.documents.at(-1) ?? new Uint8Array();
        assertGolden(`${name}.epson80.txt`, paperText(interpret(bytes, DEFAULT_PROFILE), DEFAULT_PROFILE));
        assertGolden(`${name}.epson80.escpos`, listing(bytes, DEFAULT_PROFILE));
      }
      assert.equal(printer.documents.length, SNIPPETS.length);
      await flask.call(4, "complete_pos_transaction", { items: [{ name: "Espresso", quantity: "2", price: "1.20" }] });
      const { data } = await flask.next("print_response");
      assert.equal((data as Record<string, string>).status, "success");
      assert.equal(await client.stop(), 0, client.output);
    } finally {
      await printer.close();
      await flask.close();
      await client.kill().catch(() => {});
      await Deno.remove(folder, { recursive: true });
    }
  });
}
