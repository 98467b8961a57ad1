import { ownJob } from "../../src/domain/own_job.ts";
import assert from "node:assert/strict";
import { Follower } from "../../src/agent/follower.ts";
import type { Job } from "../../src/domain/job.ts";
import type { Printer, PrinterDocument, PrintReceipt, QueueNews } from "../../src/domain/ports.ts";
import { eventLog, FakeBackend, FakePrinter, idle, printerConfig } from "../fakes.ts";
import { makeAgent } from "./running_agent.ts";

const NOW_MS = Date.UTC(2026, 2, 7, 20, 14, 5);
const JOB: Job = ownJob({
  id: "j1",
  type: "text",
  documentName: "Receipt 7",
  data: {},
  receivedAtMs: NOW_MS,
});

/** A printer whose queue says what the test says. */
class QueuedPrinter extends FakePrinter {
  readonly learners = new Map<number, (news: QueueNews) => void>();

  override async print(document: PrinterDocument): Promise<PrintReceipt> {
    return { ...await super.print(document), spoolJobId: 12 };
  }

  follow(spoolJobId: number, learn: (news: QueueNews) => void): () => void {
    this.learners.set(spoolJobId, learn);
    return () => this.learners.delete(spoolJobId);
  }

  says(spoolJobId: number, message: string, more: Partial<QueueNews> = {}): void {
    const news: QueueNews = {
      stage: "spooled",
      evidence: "spooler",
      message,
      isTrouble: false,
      isLast: false,
      ...more,
    };
    this.learners.get(spoolJobId)?.(news);
  }
}

function world() {
  const backend = new FakeBackend();
  backend.isConnected = true;
  const { events, notify } = eventLog();
  const follower = new Follower({ backend, notify, wallMs: () => NOW_MS });
  const printer = new QueuedPrinter("Kitchen");
  const follow = (spoolJobId?: number, by: Printer = printer) => {
    const receipt: PrintReceipt = { stage: "spooled", evidence: "spooler", printer: "Kitchen" };
    follower.follow(JOB, "KITCHEN", by, spoolJobId === undefined ? receipt : { ...receipt, spoolJobId });
  };
  return { backend, events, follower, printer, follow };
}

Deno.test("Follower tells the backend and the window each news of a document", () => {
  const { backend, events, printer, follow } = world();
  follow(12);
  printer.says(12, "Kitchen: offline; the document waits in the Windows queue.", { isTrouble: true });
  printer.says(12, "Kitchen: printed.", { stage: "printed", isLast: true });
  const [waits, printed] = backend.emitted;
  assert.equal(waits?.event, "print_status");
  const { timestamp, ...body } = waits.body as Record<string, string>;
  assert.equal(Date.parse(timestamp ?? ""), NOW_MS);
  assert.match(timestamp ?? "", /^2026-03-0\dT\d\d:14:05\.000[+-]\d\d:\d\d$/);
  assert.deepEqual(body, {
    job_id: "j1",
    stage: "spooled",
    printer: "Kitchen",
    message: "Kitchen: offline; the document waits in the Windows queue.",
  });
  assert.equal((printed?.body as Record<string, string>).stage, "printed");
  const about = { event: "job_news", job: "j1", document: "Receipt 7", lane: "KITCHEN", printer: "Kitchen" };
  assert.deepEqual(events, [
    {
      ...about,
      stage: "spooled",
      message: "Kitchen: offline; the document waits in the Windows queue.",
      isTrouble: true,
      wasTrouble: false,
    },
    { ...about, stage: "printed", message: "Kitchen: printed.", isTrouble: false, wasTrouble: true },
  ]);
});

Deno.test("Follower keeps no news for a backend that is away", () => {
  const { backend, events, printer, follow } = world();
  follow(12);
  backend.isConnected = false;
  printer.says(12, "Kitchen: offline.");
  backend.up();
  assert.deepEqual(backend.emitted, []);
  assert.equal(events.length, 1);
});

Deno.test("Follower lets be what cannot be followed", () => {
  const { printer, follow } = world();
  follow();
  follow(12, new FakePrinter("Bar"));
  assert.equal(printer.learners.size, 0);
});

Deno.test("Follower lets go of the oldest document beyond 200, and not of one that is gone already", () => {
  const { printer, follow } = world();
  for (let id = 1; id <= 200; id++) follow(id);
  printer.says(1, "Kitchen: printed.", { isLast: true });
  printer.learners.delete(1);
  follow(201);
  assert.deepEqual([printer.learners.size, printer.learners.has(2)], [200, true]);
  follow(202);
  assert.deepEqual([printer.learners.size, printer.learners.has(2)], [200, false]);
});

Deno.test("Follower.stop() stops everything, and what is followed later too", () => {
  const { printer, follower, follow } = world();
  follow(1);
  follow(2);
  follower.stop();
  follow(3);
  assert.equal(printer.learners.size, 0);
});

Deno.test("Agent follows what its printers took, after the response, until it stops", async () => {
  const backend = new FakeBackend();
  const printer = new QueuedPrinter("Kitchen");
  const printers = { installed: () => Promise.resolve([]), open: () => printer };
  const agent = makeAgent({ backend, printers, settings: { defaultPrinter: printerConfig("Kitchen") } });
  await agent.start();
  backend.up();
  backend.listener?.event("print_request", { job_id: "j1", data: { type: "text", content: "x" } });
  await idle();
  printer.says(12, "Kitchen: out of paper.", { isTrouble: true });
  const sent = backend.emitted.map(({ event }) => event).filter((event) => event !== "printer_client_ready");
  assert.deepEqual(sent, ["print_response", "print_status"]);
  await agent.stop();
  assert.equal(printer.learners.size, 0);
});
