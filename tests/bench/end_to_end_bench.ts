import { join } from "node:path";
import { bundledProgram } from "../bundled_program.ts";
import { startClient } from "../client_process.ts";
import { type LineProcess, startLines } from "../end_to_end/chaos/line_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { benchReceipt } from "./receipt.ts";

/** Times of jobs, ms from their emission on. */
export interface Spread {
  readonly jobs: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What a run at one rate gave. */
export interface RateResult {
  readonly perSecond: number;
  /** To the last byte at the printer. */
  readonly paper: Spread;
  /** To the response at the backend. */
  readonly response: Spread;
  /** Jobs without paper or without a response. */
  readonly missing: number;
  /** How long after the last emission the last response came. */
  readonly tailMs: number;
  /** Jobs a second from the first emission to the last response. */
  readonly reachedPerSecond: number;
}

/** A client under measurement. */
export interface Contender {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Debian's Python, which has Flask-SocketIO and python3-socketio from apt. */
const PYTHON = "/usr/bin/python3";
const path = (name: string) => new URL(name, import.meta.url).pathname;

/** A backend and its printers, each in a process of its own. */
export class Course {
  readonly url: string;
  readonly #backend: Asked;
  readonly #printers: Asked;
  readonly ports: readonly number[];

  private constructor(url: string, backend: Asked, printers: Asked, ports: readonly number[]) {
    [this.url, this.#backend, this.#printers, this.ports] = [url, backend, printers, ports];
  }

  /** Starts both; `printers` is how many network printers there are. */
  static async start(printers = 1): Promise<Course> {
    const port = freePort();
    const backend = new Asked(path("bench_backend.py"), String(port));
    const rack = new Asked(path("bench_printers.py"), String(printers));
    const { ports } = await rack.answer("ports") as { ports: number[] };
    await backend.answer("listening");
    return new Course(`http://127.0.0.1:${port}`, backend, rack, ports);
  }

  /** Resolves with the time (ms since 1970) at which a client connected. */
  async connected(): Promise<number> {
    return Number((await this.#backend.answer("connected")).connected) * 1_000;
  }

  /** Emits `count` jobs at `perSecond`, and waits up to `limitS` for what is left. */
  async run(perSecond: number, count: number, limitS = 5, printers: readonly string[] = []): Promise<RateResult> {
    const prefix = `r${Math.random().toString(36).slice(2, 8)}`;
    const data = benchReceipt();
    await this.#backend.ask({ rate: perSecond, count, data, prefix, limit_s: limitS, printers });
    const { emitted, responded } = await this.#backend.answer("emitted", 120_000) as Record<string, Times>;
    await this.#printers.ask({});
    const { printed } = await this.#printers.answer("printed") as Record<string, Times>;
    return resultOf(perSecond, emitted ?? {}, printed ?? {}, responded ?? {});
  }

  async close(): Promise<void> {
    await Promise.all([this.#backend.close(), this.#printers.close()]);
  }
}

/** Starts our client as the exe has it inside; `printers` are ports of 127.0.0.1. Its data is in a new folder. */
export async function startOurs(url: string, ports: readonly number[]): Promise<Contender> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const names = ports.map((_, index) => `P${index}`);
  const printers = ports.map((port, index) => [`PRINTER_P${index}`, `tcp://127.0.0.1:${port}`] as const);
  const settings = {
    ...Object.fromEntries(printers),
    SOCKET_URL: url,
    DEFAULT_PRINTER: names[0] ?? "",
  };
  const client = await startClient(folder, settings, { limitMs: 240_000, main: await bundledProgram() });
  return {
    pid: client.pid,
    async stop() {
      await client.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** Starts the plain client. */
export function startPlain(url: string, [port = 0]: readonly number[]): Promise<Contender> {
  const child = startLines(PYTHON, [path("plain_client.py"), url, String(port)], () => {});
  const stop = async () => {
    child.kill();
    await child.ended;
  };
  return Promise.resolve({ pid: child.pid, stop });
}

/** The resident memory of a process in MB. */
export function residentMb(pid: number): number {
  const text = Deno.readTextFileSync(join("/proc", String(pid), "status"));
  return Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? NaN) / 1_000;
}

type Times = Readonly<Record<string, number>>;

function resultOf(perSecond: number, emitted: Times, printed: Times, responded: Times): RateResult {
  const ids = Object.keys(emitted);
  const since = (times: Times) =>
    ids.flatMap((id) => {
      const [from, to] = [emitted[id], times[id]];
      return from === undefined || to === undefined ? [] : [(to - from) * 1_000];
    });
  const [first, last] = [Math.min(...Object.values(emitted)), Math.max(...Object.values(emitted))];
  const end = Math.max(...Object.values(responded));
  return {
    perSecond,
    paper: spreadOf(since(printed)),
    response: spreadOf(since(responded)),
    missing: ids.filter((id) => printed[id] === undefined || responded[id] === undefined).length,
    tailMs: (end - last) * 1_000,
    reachedPerSecond: ids.length / (end - first),
  };
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  return { jobs: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/** A child that answers in JSON lines. */
class Asked {
  readonly #process: LineProcess;
  readonly #answers: Record<string, unknown>[] = [];
  #arrived = Promise.withResolvers<void>();

  constructor(...args: string[]) {
    this.#process = startLines(PYTHON, ["-B", ...args], (line) => {
      if (!line.startsWith("{")) return;
      this.#answers.push(JSON.parse(line));
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    });
  }

  ask(question: unknown): Promise<void> {
    return this.#process.write(JSON.stringify(question));
  }

  /** The oldest answer that has `key`; it is taken. */
  async answer(key: string, limitMs = 30_000): Promise<Record<string, unknown>> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`no ${key}: ${this.#process.complaints()}`)), limitMs);
    try {
      for (;;) {
        const index = this.#answers.findIndex((answer) => key in answer);
        const [found] = index < 0 ? [] : this.#answers.splice(index, 1);
        if (found !== undefined) return found;
        await Promise.race([this.#arrived.promise, late.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#process.kill();
    await this.#process.ended;
  }
}
