import { Agent, type AgentParts } from "../../src/agent/agent.ts";
import type { AgentEvent } from "../../src/agent/events.ts";
import type { AgentSettings } from "../../src/agent/settings.ts";
import { type Document, PLAIN } from "../../src/domain/document.ts";
import { NO_PAINTERS } from "../../src/domain/painter.ts";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { eventLog, FakeBackend, FakeClock, FakePrinters, idle, printerConfig } from "../fakes.ts";

/** What is special about an agent of a test; the rest is as in `makeAgent`. */
export type AgentWishes = Partial<Omit<AgentParts, "settings">> & { readonly settings?: Partial<AgentSettings> };

/** An agent of the settings of a till whose default printer is BAR, in memory, with fakes all around it. */
export function makeAgent({ settings, ...parts }: AgentWishes = {}): Agent {
  const clock = parts.clock ?? new FakeClock();
  let id = 0;
  return new Agent({
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
      ...settings,
    },
    store: parts.store ?? new SqliteJobStore(":memory:"),
    backend: new FakeBackend(),
    printers: new FakePrinters(),
    compose: ({ data }) => asDocument(String(data.content)),
    painters: NO_PAINTERS,
    types: () => ["text"],
    clock,
    wallMs: () => clock.nowMs(),
    notify: () => {},
    version: "1.2.3",
    random: () => 0.5,
    newId: () => `new-${++id}`,
    ...parts,
  });
}

/** An agent that has started and is connected, with what stands around it. */
export interface RunningAgent {
  readonly agent: Agent;
  readonly backend: FakeBackend;
  readonly printers: FakePrinters;
  readonly clock: FakeClock;
  readonly store: SqliteJobStore;
  readonly events: AgentEvent[];
  /** Emits an event as the backend, and gives the acknowledgements. */
  send(event: string, payload: unknown): Promise<unknown[]>;
}

/** What a running agent may be given. */
export interface RunningWishes extends Omit<AgentWishes, "backend" | "printers" | "clock" | "store"> {
  readonly printers?: FakePrinters;
  readonly clock?: FakeClock;
  /** Of the database; in memory without one. */
  readonly path?: string;
}

/** Makes an agent, starts and connects it. */
export async function runningAgent(wishes: RunningWishes = {}): Promise<RunningAgent> {
  const { path = ":memory:", printers = new FakePrinters(), clock = new FakeClock(), ...rest } = wishes;
  const store = new SqliteJobStore(path);
  const backend = new FakeBackend();
  const { events, notify } = eventLog();
  const agent = makeAgent({ notify, ...rest, store, backend, printers, clock });
  await agent.start();
  backend.up();
  await idle();
  const send = async (event: string, payload: unknown): Promise<unknown[]> => {
    const answers: unknown[] = [];
    backend.listener?.event(event, payload, (answer) => answers.push(answer));
    await idle();
    return answers;
  };
  return { agent, backend, printers, clock, store, events, send };
}

/** A document of one text. */
export function asDocument(text: string): Document {
  return { blocks: [{ kind: "text", align: "left", pre: true, spans: [{ text, style: PLAIN }] }] };
}
