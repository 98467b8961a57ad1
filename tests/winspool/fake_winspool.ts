import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { Spooler } from "../../src/winspool/spooler.ts";

const SYMBOLS = {
  fake_script: { parameters: ["buffer"], result: "i32" },
  fake_change: { parameters: ["buffer"], result: "i32" },
  fake_release: { parameters: [], result: "void" },
  fake_wait_blocked: { parameters: ["i32"], result: "void", nonblocking: true },
  fake_wait_idle: { parameters: [], result: "void", nonblocking: true },
  fake_open_handles: { parameters: [], result: "i32" },
  fake_misuses: { parameters: [], result: "i32" },
  fake_calls: { parameters: [], result: "i32" },
  fake_document_count: { parameters: [], result: "i32" },
  fake_document_state: { parameters: ["i32"], result: "i32" },
  fake_document_size: { parameters: ["i32"], result: "u32" },
  fake_document_bytes: { parameters: ["i32", "buffer"], result: "void" },
  fake_document_text: { parameters: ["i32", "i32", "buffer"], result: "void" },
  fake_leave_queue: { parameters: ["i32"], result: "void" },
} as const satisfies Deno.ForeignLibraryInterface;

const STATES = ["spooling", "completed", "aborted", "deleted"] as const;

/** A document as the fake took it. */
export interface FakeDocument {
  readonly state: (typeof STATES)[number];
  readonly printer: string;
  readonly title: string;
  readonly datatype: string;
  readonly bytes: Uint8Array;
}

/** A fault of a script: from its `first` call on (1), `times` times (0: for ever), for one printer or for all. */
export interface Fault {
  readonly call: string;
  readonly action: "fail" | "fail_after" | "short" | "zero" | "block_ms" | "block" | "grow" | "delete_job";
  /** The error code, the limit of bytes, or ms. */
  readonly value?: number;
  readonly printer?: string;
  readonly first?: number;
  readonly times?: number;
}

/** The C library that plays winspool.drv: state of its own for each one opened, shared with the workers that load it. */
export class FakeWinspool implements Disposable {
  readonly path: string;
  readonly #library: Deno.DynamicLibrary<typeof SYMBOLS>;

  private constructor(path: string) {
    this.path = path;
    this.#library = Deno.dlopen(path, SYMBOLS);
  }

  /** Opens a copy of its own, for a second file of tests may run in the same process. */
  static open(): FakeWinspool {
    const copy = Deno.makeTempFileSync({ prefix: "winspool", suffix: ".so" });
    Deno.copyFileSync(compiled(), copy);
    return new FakeWinspool(copy);
  }

  /** Starts anew: the lines (`printer\tNAME`, `default\tNAME`, see obey() in fake_state.c), then the faults. */
  script(lines: readonly string[], faults: readonly Fault[] = []): void {
    const rules = faults.map(({ printer = "*", call, action, value = 0, first = 1, times = 0 }) =>
      ["rule", printer, call, action, value, first, times].join("\t")
    );
    const text = new TextEncoder().encode([...lines, ...rules].join("\n") + "\0");
    const wrong = this.#library.symbols.fake_script(text);
    if (wrong !== 0) throw new Error(`line ${wrong} of the script is wrong`);
  }

  /** One more line of the script, while everything goes on. */
  change(line: string): void {
    if (this.#library.symbols.fake_change(new TextEncoder().encode(`${line}\0`)) !== 0) throw new Error(line);
  }

  release(): void {
    this.#library.symbols.fake_release();
  }

  /** Resolves when `calls` calls are blocked. */
  async blocked(calls = 1): Promise<void> {
    await this.#library.symbols.fake_wait_blocked(calls);
  }

  /** Resolves when no handle is open. */
  async idle(): Promise<void> {
    await this.#library.symbols.fake_wait_idle();
  }

  /** The queue has sent the job and forgets it. */
  leaveQueue(jobId: number): void {
    this.#library.symbols.fake_leave_queue(jobId - 1);
  }

  get openHandles(): number {
    return this.#library.symbols.fake_open_handles();
  }

  /** Calls in a wrong order, or with a handle that is not open. */
  get misuses(): number {
    return this.#library.symbols.fake_misuses();
  }

  /** Calls of functions of winspool.drv since the script. */
  get calls(): number {
    return this.#library.symbols.fake_calls();
  }

  get documents(): FakeDocument[] {
    return Array.from({ length: this.#library.symbols.fake_document_count() }, (_, i) => this.#document(i));
  }

  #document(i: number): FakeDocument {
    const text = (which: number) => {
      const units = new Uint16Array(256);
      this.#library.symbols.fake_document_text(i, which, units);
      return String.fromCharCode(...units.subarray(0, units.indexOf(0)));
    };
    const bytes = new Uint8Array(this.#library.symbols.fake_document_size(i));
    if (bytes.length > 0) this.#library.symbols.fake_document_bytes(i, bytes);
    const state = STATES[this.#library.symbols.fake_document_state(i)] ?? "spooling";
    return { state, title: text(0), datatype: text(1), printer: text(2), bytes };
  }

  [Symbol.dispose](): void {
    this.#library.close();
    Deno.removeSync(this.path);
  }
}

/** A fake Windows with a spooler and a clock on it. */
export interface Rig extends AsyncDisposable {
  readonly fake: FakeWinspool;
  readonly spooler: Spooler;
  readonly clock: ManualClock;
}

/** The rig with a printer "Kitchen", which is the default. */
export function rig(faults: readonly Fault[] = [], lines = ["printer\tKitchen", "default\tKitchen"]): Rig {
  const fake = FakeWinspool.open();
  fake.script(lines, faults);
  const clock = new ManualClock();
  const spooler = new Spooler({ clock, libraryPath: fake.path });
  const dispose = async () => {
    fake.release();
    await spooler.close();
    fake[Symbol.dispose]();
  };
  return { fake, spooler, clock, [Symbol.asyncDispose]: dispose };
}

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  #nowMs = 0;
  #timers = new Set<{ atMs: number; action: () => void }>();

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, and runs what is due in its order, also what is set meanwhile. */
  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (;;) {
      const [next] = [...this.#timers].filter((timer) => timer.atMs <= until).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#nowMs = next.atMs;
      next.action();
    }
    this.#nowMs = until;
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** When the next timer is due, ms from now; infinity when there is none. */
  get nextInMs(): number {
    return Math.min(...[...this.#timers].map(({ atMs }) => atMs - this.#nowMs));
  }
}

/** Whether the rig can be built here. Without a compiler its tests are skipped, loudly, and fail under CI. */
export function hasCompiler(): boolean {
  try {
    return new Deno.Command("cc", { args: ["--version"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const message = "There is no C compiler (cc): the fake winspool cannot be built. Debian: apt-get install gcc.";
    if (Deno.env.get("CI")) throw new Error(message);
    // deno-lint-ignore no-console
    console.error(`SKIPPED: ${message}`);
    return false;
  }
}

// Built once for each version of its sources.
function compiled(): string {
  const folder = join(import.meta.dirname ?? "", "fake");
  const sources = [...Deno.readDirSync(folder)].map(({ name }) => join(folder, name)).sort();
  const stamp = sources.map((path) => Deno.statSync(path).mtime?.getTime() ?? 0).join("-");
  const library = join(tmpdir(), `printer-client-winspool-${Deno.uid()}-${stamp}.so`);
  try {
    Deno.statSync(library);
    return library;
  } catch {
    const fresh = Deno.makeTempFileSync();
    const flags = [
      "-std=gnu11",
      "-O1",
      "-Wall",
      "-Wextra",
      "-Werror",
      "-shared",
      "-fPIC",
      "-fvisibility=hidden",
      "-pthread",
    ];
    const { success, stderr } = new Deno.Command("cc", {
      args: [...flags, "-o", fresh, ...sources.filter((path) => path.endsWith(".c"))],
    }).outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    Deno.renameSync(fresh, library);
    return library;
  }
}

/** The PrintError that `promise` is rejected with. */
export async function printError(promise: Promise<unknown>): Promise<PrintError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  if (error instanceof PrintError) return error;
  throw new Error("no PrintError was thrown", { cause: error });
}

/** The one document of the rig, after a check that nothing was left open or called out of order. */
export function only(rig: Rig): FakeDocument {
  assert.equal(rig.fake.openHandles, 0);
  assert.equal(rig.fake.misuses, 0);
  const [document, ...more] = rig.fake.documents;
  assert.equal(more.length, 0);
  assert.ok(document);
  return document;
}
