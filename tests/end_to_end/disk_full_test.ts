import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { NetworkPrinter } from "../tcp/network_printer.ts";
import { startFlask } from "./flask/flask_backend.ts";
import { startClient } from "../client_process.ts";
import { smallDisk, smallDiskObstacle } from "./small_disk.ts";

const obstacle = smallDiskObstacle();

function ticket(id: string, characters = 20): Record<string, unknown> {
  return { data: { type: "text", content: `JOB ${id}\n${"x".repeat(characters)}` }, printer_name: "BAR", job_id: id };
}

function responseOf(event: { readonly [field: string]: unknown }): { job_id: string; status: string; message: string } {
  return event.data as { job_id: string; status: string; message: string };
}

Deno.test({
  name: `a job that arrives while the disk is full is refused with words, and printing goes on when there is room${
    obstacle === null ? "" : ` (SKIPPED: ${obstacle})`
  }`,
  ignore: obstacle !== null,
  fn: async () => {
    const folder = Deno.makeTempDirSync();
    await using disk = await smallDisk(1_500);
    let isHolding = false;
    let release = () => {};
    await using printer = await NetworkPrinter.start((socket) => {
      socket.on("end", () => {
        if (isHolding) release = () => socket.end();
        else socket.end();
      });
    });
    const flask = await startFlask({ mode: "eventlet", record: ["printer_client_ready"] });
    const client = await startClient(folder, {
      SOCKET_URL: flask.url,
      DATA_DIR: disk.folder,
      PRINTER_BAR: `tcp://127.0.0.1:${printer.port}`,
    });
    try {
      await flask.next("printer_client_ready", 20_000);
      await flask.emit("print_request", ticket("before"));
      assert.equal(responseOf(await flask.next("print_response")).status, "success");

      // One that is at the printer when the disk fills up: it is on paper and cannot be recorded.
      isHolding = true;
      await flask.emit("print_request", ticket("at-printer"));
      await client.waitFor(/received[^]*received/);
      disk.fill();
      isHolding = false;
      while (printer.documents.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      const refused: string[] = [];
      for (let n = 0; refused.length < 3; n++) {
        // Big ones use up what room the file itself has left.
        await flask.ask("print_request", ticket(`full-${n}`, 150_000));
        const { answer } = await flask.next("ack") as unknown as { answer: [{ accepted: boolean; message?: string }] };
        assert.ok(n < 20, "the disk never was full");
        if (answer[0].accepted) continue;
        assert.match(
          answer[0].message ?? "",
          /could not be stored on this PC: .*full.* Look at its disk, then send the job again\./,
        );
        refused.push(`full-${n}`);
      }
      for (const id of refused) {
        const response = responseOf(await flask.next("print_response"));
        assert.deepEqual([response.job_id, response.status], [id, "error"]);
      }
      release();
      await client.waitFor(/PROBLEM/);
      disk.free();
      for (const id of refused) await flask.emit("print_request", ticket(id));
      const wanted = new Set(["at-printer", ...refused]);
      while (wanted.size > 0) {
        const response = responseOf(await flask.next("print_response", 20_000));
        assert.equal(response.status, "success", response.message);
        wanted.delete(response.job_id);
      }
      assert.equal(await client.stop(), 0);
      const paper = printer.documents.map((bytes) => new TextDecoder("latin1").decode(bytes));
      for (const id of ["before", "at-printer", ...refused]) {
        assert.equal(paper.filter((text) => text.includes(`JOB ${id}\n`)).length, 1, id);
      }
      assert.ok(paper.every((text) => !text.includes("POSSIBLE DUPLICATE")));
      const database = new DatabaseSync(`${disk.folder}/jobs.sqlite`);
      assert.deepEqual({ ...database.prepare("PRAGMA integrity_check").get() }, { integrity_check: "ok" });
      database.close();
    } finally {
      await client.kill();
      await flask.close();
      Deno.removeSync(folder, { recursive: true });
    }
  },
});
