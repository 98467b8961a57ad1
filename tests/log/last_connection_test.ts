import assert from "node:assert/strict";
import { join } from "node:path";
import { lastConnection } from "../../src/log/last_connection.ts";
import { logFiles } from "../../src/log/log_files.ts";
import { openLog } from "../../src/log/log.ts";

Deno.test("lastConnection() reads what the log says last of the connection, in both of its formats", async (t) => {
  const rows = [
    ["nothing yet", ["started"], null],
    ["connected", ["started", "connected", "job_printed"], true],
    ["lost", ["started", "connected", "disconnected", "job_waits"], false],
    ["never connected", ["started", "connect_failed"], false],
    ["connected again", ["connected", "disconnected", "connected"], true],
    ["a new run", ["connected", "started"], null],
  ] as const;
  for (const format of ["text", "json"] as const) {
    for (const [title, events, expected] of rows) {
      await t.step(`${format}: ${title}`, async () => {
        const folder = await Deno.makeTempDir();
        const file = join(folder, "client.log");
        const log = openLog({ level: "info", file, format });
        for (const event of events) log.info(event, { note: "connected disconnected" });
        await log.close();
        const last = lastConnection(logFiles(file));
        assert.equal(last?.connected ?? null, expected);
        if (last !== null) assert.match(last.time, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        await Deno.remove(folder, { recursive: true });
      });
    }
  }
});

Deno.test("lastConnection() is null without a log", () => assert.equal(lastConnection([]), null));
