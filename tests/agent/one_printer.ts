import type { Agent } from "../../src/agent/agent.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { type FakeClock, FakePrinters } from "../fakes.ts";
import { asDocument, runningAgent } from "./running_agent.ts";

/** An agent with one printer that is off until `switchOn`. */
export interface OnePrinter {
  readonly agent: Agent;
  /** Called with the number of the try; throws what the printer answers with. */
  behave(before: (tries: number) => void | Promise<void>): void;
  switchOn(): void;
  /** Ids of what is on paper. */
  printed(): string[];
  /** Whether the n-th paper says that it may be a duplicate. */
  hasBanner(n: number): boolean;
  /** Id and stage of every response. */
  stages(): [string, string][];
  send(id: string, fields?: Record<string, unknown>): Promise<void>;
}

/** A connected agent on the database at `path`, whose printer BAR is off. */
export async function onePrinter(clock: FakeClock, path = ":memory:"): Promise<OnePrinter> {
  const printers = new FakePrinters();
  const printer = printers.named("BAR");
  printer.before = () => {
    throw new PrintError("connection_refused", "Printer BAR is off.");
  };
  const { agent, backend, send } = await runningAgent({
    path,
    clock,
    printers,
    compose: ({ id }) => asDocument(id),
    types: () => ["text", "reservation"],
    wallMs: () => clock.wallMs(),
  });
  return {
    agent,
    behave: (before) => void (printer.before = (_, tries) => before(tries)),
    switchOn: () => void (printer.before = () => {}),
    hasBanner: (n) => new TextDecoder("latin1").decode(printer.printed[n]?.bytes).includes("POSSIBLE DUPLICATE"),
    printed: () => printer.printed.map(({ jobId }) => jobId),
    stages: () => backend.responses.map(({ job_id, stage }) => [job_id, stage]),
    async send(job_id, fields = {}) {
      await send("print_request", { data: { type: "text", content: job_id }, job_id, ...fields });
    },
  };
}
