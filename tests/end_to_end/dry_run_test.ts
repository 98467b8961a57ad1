import assert from "node:assert/strict";
import { join } from "node:path";
import type { PrintResponse } from "../../src/domain/outcome.ts";
import { startClient } from "../client_process.ts";
import { elementsOf } from "../render/svg_reader.ts";
import { startFlask } from "./flask/flask_backend.ts";

/** How text shows the knife on 48 columns. */
const CUT = `✂ ${"-".repeat(46)}\n`;

for (const mode of ["threading", "eventlet"] as const) {
  Deno.test(`Flask-SocketIO (${mode}) hears what a dry run would print, however long the paper is`, async () => {
    const folder = await Deno.makeTempDir();
    const flask = await startFlask({ mode });
    const client = await startClient(folder, {
      SOCKET_URL: flask.url,
      PRINTER_TILL: `folder:${join(folder, "printed")}`,
      ROUTE_TEXT: "TILL",
    });
    try {
      await flask.next("connected");
      const asked = async (content: string): Promise<PrintResponse> => {
        await flask.emit("print_request", { dry_run: true, data: { type: "text", content } });
        return (await flask.next("print_response")).data as PrintResponse;
      };
      const short = await asked("Two soups for <table> 4");
      assert.deepEqual([short.status, short.printer], ["success", "TILL"]);
      assert.equal(short.dry_run?.text, `Two soups for <table> 4\n${CUT}`);
      assert.equal(short.dry_run?.printer_because, "the job names no printer, and ROUTE_TEXT is TILL");
      const elements = await elementsOf(short.dry_run?.svg ?? "");
      assert.ok(elements.some(({ text }) => text === "Two soups for <table> 4"));

      const long = await asked("0123456789 0123456789 0123456789\n".repeat(6_000));
      assert.deepEqual([long.status, long.dry_run?.svg], ["success", null]);
      assert.match(long.warnings.join("\n"), /the SVG was left out/);
      assert.equal((await asked("again")).dry_run?.text, `again\n${CUT}`);
      assert.ok(!flask.events.some(({ event }) => event === "disconnected"), "the connection broke off");
      await assert.rejects(Deno.stat(join(folder, "printed")), Deno.errors.NotFound);
      assert.equal(await client.stop(), 0, client.output);
    } finally {
      await flask.close();
      await client.kill().catch(() => {});
      await Deno.remove(folder, { recursive: true });
    }
  });
}
