import assert from "node:assert/strict";
import type { PrinterDocument, PrintReceipt } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { FakeClock, FakePrinter, FakePrinters, idle } from "../fakes.ts";
import { asDocument, runningAgent } from "./running_agent.ts";

/** A printer that takes several documents at once; one whose job is called `bad` breaks off there. */
class Stack extends FakePrinter {
  readonly atOnce = 8;
  readonly bursts: string[][] = [];
  breaks = false;

  printAll(documents: readonly PrinterDocument[]): Promise<readonly PromiseSettledResult<PrintReceipt>[]> {
    this.bursts.push(documents.map(({ jobId }) => jobId));
    const reason = new PrintError("partly_sent", "It broke off.");
    const value = { stage: "spooled", evidence: "none", printer: "BAR" } as const;
    return Promise.resolve(
      documents.map(() => this.breaks ? { status: "rejected", reason } : { status: "fulfilled", value }),
    );
  }
}

async function stackedAgent() {
  const clock = new FakeClock();
  const printers = new FakePrinters();
  const stack = new Stack("BAR");
  printers.byName.set("BAR", stack);
  const first = Promise.withResolvers<void>();
  stack.before = () => first.promise;
  const { agent, backend, send } = await runningAgent({
    clock,
    printers,
    compose: ({ id }) => {
      if (id === "broken") throw new PrintError("template_invalid", "Bad template.");
      return asDocument(id);
    },
  });
  const jobs = (...ids: string[]) =>
    Promise.all(ids.map((id) => send("print_request", { data: { type: "text", content: id }, job_id: id })));
  return { agent, backend, stack, jobs, clock, release: () => first.resolve() };
}

Deno.test("a lane hands what has queued up to the printer at once, and answers each job", async () => {
  const { agent, backend, stack, jobs, release } = await stackedAgent();
  await jobs("a");
  await idle();
  await jobs("b", "broken", "c", "d");
  release();
  await idle();
  assert.deepEqual(stack.bursts, [["b", "c", "d"]]);
  assert.deepEqual(
    backend.responses.map(({ job_id, status }) => [job_id, status]).sort(),
    [["a", "success"], ["b", "success"], ["broken", "failed"], ["c", "success"], ["d", "success"]],
  );
  await agent.stop();
});

Deno.test("a lane prints each job of a stack again with its banner when the printer broke off", async () => {
  const { agent, backend, stack, jobs, release, clock } = await stackedAgent();
  await jobs("a");
  await idle();
  stack.breaks = true;
  await jobs("b", "c");
  release();
  await idle();
  stack.breaks = false;
  await clock.advance(60_000);
  assert.deepEqual(stack.bursts, [["b", "c"]]);
  assert.deepEqual(stack.printed.map(({ jobId }) => jobId), ["a", "b", "c"]);
  for (const { bytes } of stack.printed.slice(1)) {
    assert.match(new TextDecoder("latin1").decode(bytes), /POSSIBLE DUPLICATE/);
  }
  assert.deepEqual(backend.responses.map(({ job_id }) => job_id), ["a", "b", "c"]);
  await agent.stop();
});
