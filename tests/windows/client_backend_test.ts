import assert from "node:assert/strict";
import posOtherCompany from "../../src/demo/samples/pos.other_company.json" with { type: "json" };
import reservationNotPrinted from "../../src/demo/samples/reservation.not_printed.json" with { type: "json" };
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { listing } from "../../src/render/listing.ts";
import { renderedText } from "../../src/render/render.ts";
import { type FlaskBackend, startFlask } from "../end_to_end/flask/flask_backend.ts";
import { assertGolden } from "../golden.ts";
import { type Settings, writeSettings } from "../client_settings.ts";
import { openPortSink } from "../port_sink.ts";
import type { RunningProgram } from "../running_program.ts";
import { startWindows, type WindowsRig } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

/** The guide's "Method 1" to "Method 3" and their golden papers: the ones that the test over tcp:// compares with. */
const SNIPPETS = [[1, "guide_text"], [2, "guide_receipt"], [3, "guide_reservation"]] as const;

const ignore = await windowsMissing() !== null;

/** Starts the client on Windows, connected to `backend`. */
async function startOnWindows(
  rig: WindowsRig,
  backend: FlaskBackend,
  settings: Settings = {},
): Promise<RunningProgram> {
  const file = await writeSettings(rig.folder, { SOCKET_URL: backend.url, DATA_DIR: "Z:\\shared\\data", ...settings });
  const client = rig.startClient(["--env", rig.windowsPath(file)]);
  await client.waitFor(/connected to/);
  return client;
}

for (const [mode, transport] of [["threading", "polling"], ["eventlet", "websocket"]] as const) {
  Deno.test({
    name:
      `printer-client on Windows prints the guide's snippets byte for byte like a network printer, over ${transport}`,
    ignore,
    async fn() {
      await using rig = await startWindows();
      await using queue = openPortSink();
      await rig.addQueue("Receipt", queue.port);
      const backend = await startFlask({ mode });
      try {
        const client = await startOnWindows(rig, backend);
        assert.match(client.output, new RegExp(`connected to .*${transport}`));

        for (const [snippet, name] of SNIPPETS) {
          await backend.snippet(snippet);
          const { data } = await backend.next("print_response");
          const { status, printer, stage, evidence } = data as Record<string, unknown>;
          assert.deepEqual([status, printer, stage, evidence], ["success", "Receipt", "spooled", "spooler"]);
          const bytes = await queue.next();
          assertGolden(`${name}.epson80.txt`, renderedText(bytes, DEFAULT_PROFILE));
          assertGolden(`${name}.epson80.escpos`, listing(bytes, DEFAULT_PROFILE));
        }
        await client.kill();
      } finally {
        await backend.close();
      }
    },
  });
}

Deno.test({
  name: "printer-client on Windows leaves alone what is not for it, and prints no job twice after it was killed",
  ignore,
  async fn() {
    await using rig = await startWindows();
    await using queue = openPortSink();
    await rig.addQueue("Receipt", queue.port);
    const backend = await startFlask({ mode: "threading" });
    try {
      const job = { job_id: "order-1", data: { type: "text", content: "once" } };
      const first = await startOnWindows(rig, backend);
      const connected = await backend.next("connected");
      assert.deepEqual(connected["query"], { session_id: "session-7", username: "till-7", nipt: "L12345678A" });

      await backend.emit("pos", posOtherCompany);
      await backend.emit("reservation", reservationNotPrinted);
      await backend.emit("print_request", job);
      const answer = await backend.next("print_response");
      assert.equal((answer["data"] as Record<string, unknown>)["job_id"], "order-1");
      await queue.next();
      await first.kill();

      const second = await startOnWindows(rig, backend);
      await backend.emit("print_request", job);
      const again = await backend.next("print_response");
      assert.deepEqual(again["data"], answer["data"]);
      await backend.emit("print_request", { job_id: "order-2", data: { type: "text", content: "next" } });
      const last = await backend.next("print_response");
      assert.equal((last["data"] as Record<string, unknown>)["job_id"], "order-2");
      assert.match(new TextDecoder().decode(await queue.next()), /next/);
      assert.equal(queue.documents.length, 2);
      await second.kill();
    } finally {
      await backend.close();
    }
  },
});
