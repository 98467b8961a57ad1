import { Agent } from "../../src/agent/agent.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { PLAIN } from "../../src/domain/document.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { eventLog, FakeBackend, type FakeClock, FakePrinters, idle, printerConfig } from "../fakes.ts";

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
  const backend = new FakeBackend();
  const printers = new FakePrinters();
  const printer = printers.named("BAR");
  printer.before = () => {
    throw new PrintError("connection_refused", "Printer BAR is off.");
  };
  const agent = new Agent({
    settings: {
      sessionId: "s1",
      username: "till",
      nipt: "L1",
      printers: [],
      routes: new Map(),
      defaultPrinter: printerConfig("BAR"),
      profile: DEFAULT_PROFILE,
      acceptTypes: null,
      unknownPrinter: "error",
      policy: DEFAULT_POLICY,
    },
    store: new SqliteJobStore(path),
    backend,
    printers,
    painters: NO_PAINTERS,
    compose: ({ id }) => ({
      blocks: [{ kind: "text", align: "left", pre: true, spans: [{ text: id, style: PLAIN }] }],
    }),
    types: () => ["text", "reservation"],
    clock,
    wallMs: () => clock.wallMs(),
    notify: eventLog().notify,
    version: "1.2.3",
    random: () => 0.5,
    newId: () => "new",
  });
  await agent.start();
  backend.up();
  await idle();
  return {
    agent,
    behave: (before) => void (printer.before = (_, tries) => before(tries)),
    switchOn: () => void (printer.before = () => {}),
    hasBanner: (n) => new TextDecoder("latin1").decode(printer.printed[n]?.bytes).includes("POSSIBLE DUPLICATE"),
    printed: () => printer.printed.map(({ jobId }) => jobId),
    stages: () => backend.responses.map(({ job_id, stage }) => [job_id, stage]),
    async send(job_id, fields = {}) {
      backend.listener?.event("print_request", { data: { type: "text", content: job_id }, job_id, ...fields });
      await idle();
    },
  };
}
