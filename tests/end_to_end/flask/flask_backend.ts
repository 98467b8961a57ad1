/** Debian's Python, which has Flask-SocketIO from apt; `python3` on the PATH may be another one. */
const PYTHON = "/usr/bin/python3";
const SERVER = new URL("server.py", import.meta.url).pathname;
const START_TIMEOUT_MS = 20_000;

/** How the server is to behave. */
export interface FlaskOptions {
  /** `threading` has HTTP polling only, `eventlet` WebSocket too. */
  readonly mode: "threading" | "eventlet";
  /** A free one when missing; name it to start again where an earlier server was. */
  readonly port?: number;
  /** `false`: no handler for `print_response`, so it is never confirmed. */
  readonly handler?: boolean;
  /** Refuse sessions: `""` by returning False, other text by raising ConnectionRefusedError with it. */
  readonly refuse?: string;
  /** Flask-SocketIO's `always_connect`: confirm the session before the handler has decided. */
  readonly alwaysConnect?: boolean;
  /** Further events to have a handler, such as `printer_client_ready`. */
  readonly record?: readonly string[];
}

/** A line that the server wrote: `connecting`, `connected`, `disconnected`, `ack`, or an event of the client with `data`. */
export interface FlaskEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** A Flask-SocketIO server in its own process. */
export interface FlaskBackend {
  readonly url: string;
  readonly port: number;
  /** Everything it told so far. */
  readonly events: readonly FlaskEvent[];
  /** The oldest `event` that was not taken yet; rejects after `timeoutMs` (10 s), with what the server told instead. */
  next(event: string, timeoutMs?: number): Promise<FlaskEvent>;
  /** Runs the guide's n-th ```python block word for word (1 is "Method 1"). */
  snippet(n: number): Promise<void>;
  /** Runs the guide's n-th block and calls a function that it defines. */
  call(n: number, functionName: string, ...values: unknown[]): Promise<unknown>;
  /** Runs Python; it may import what the guide's snippets may, and `say(event, field=…)` tells an event. */
  run(code: string): Promise<void>;
  emit(event: string, payload: unknown): Promise<void>;
  /** Emits to the newest client and asks for its acknowledgement, which arrives as the event `ack`. */
  ask(event: string, payload: unknown): Promise<void>;
  /** Emits a Python expression, for what JSON cannot say: `{'total': float('nan')}`. */
  emitPython(event: string, expression: string): Promise<void>;
  /** Sends one Socket.IO packet as it stands. */
  sendPacket(packet: string): Promise<void>;
  disconnectClients(): Promise<void>;
  /** From now on: refuse sessions with this message, or accept them (`null`). */
  refuse(message: string | null): Promise<void>;
  /** Kills the process. */
  close(): Promise<void>;
}

/** Starts the server and waits until it listens; fails with its stderr when it does not. */
export async function startFlask(options: FlaskOptions): Promise<FlaskBackend> {
  const port = options.port ?? freePort();
  const child = new Deno.Command(PYTHON, {
    args: ["-B", SERVER, options.mode, String(port), ...switches(options)],
    env: { PYTHONUNBUFFERED: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  const events: FlaskEvent[] = [];
  const taken = new Set<FlaskEvent>();
  let stderr = "";
  let ended = false;
  const waiters = new Set<() => void>();
  const wake = () => {
    const woken = [...waiters];
    waiters.clear();
    for (const waiter of woken) waiter();
  };
  const output = lines(child.stdout, (line) => {
    // Flask's own banner goes to stdout too.
    if (!line.startsWith("{")) return;
    events.push(JSON.parse(line) as FlaskEvent);
    wake();
  }).then(() => {
    ended = true;
    wake();
  });
  const complaints = lines(child.stderr, (line) => stderr += `${line}\n`);

  const take = async (wanted: (event: FlaskEvent) => boolean, what: string, timeoutMs: number) => {
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      wake();
    }, timeoutMs);
    try {
      for (;;) {
        const found = events.find((event) => !taken.has(event) && wanted(event));
        if (found !== undefined) {
          taken.add(found);
          return found;
        }
        if (ended || expired) {
          const told = events.map((event) => JSON.stringify(event)).join("\n");
          throw new Error(`Flask: no ${what} ${ended ? "before it ended" : `in ${timeoutMs} ms`}\n${told}\n${stderr}`);
        }
        await new Promise<void>((resolve) => waiters.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  };

  let commands = 0;
  const command = async (body: Record<string, unknown>): Promise<unknown> => {
    const id = ++commands;
    await input.write(new TextEncoder().encode(`${JSON.stringify({ id, ...body })}\n`));
    const done = await take((event) => event.event === "done" && event.id === id, String(body.cmd), 10_000);
    if (done.error !== undefined) throw new Error(`Flask: ${done.error}\n${stderr}`);
    return done.result;
  };

  const backend: FlaskBackend = {
    url: `http://127.0.0.1:${port}`,
    port,
    events,
    next: (event, timeoutMs = 10_000) => take((candidate) => candidate.event === event, event, timeoutMs),
    snippet: async (n) => void await command({ cmd: "snippet", n }),
    call: (n, functionName, ...args) => command({ cmd: "call", n, function: functionName, args }),
    run: async (code) => void await command({ cmd: "run", code }),
    emit: async (event, payload) => void await command({ cmd: "emit", event, payload }),
    ask: async (event, payload) => void await command({ cmd: "emit", event, payload, ack: true }),
    emitPython: async (event, python) => void await command({ cmd: "emit", event, python }),
    sendPacket: async (text) => void await command({ cmd: "raw", text }),
    disconnectClients: async () => void await command({ cmd: "disconnect" }),
    refuse: async (message) => void await command({ cmd: "refuse", message }),
    async close() {
      if (!ended) child.kill("SIGKILL");
      await Promise.all([child.status, output, complaints, input.abort().catch(() => {})]);
    },
  };
  try {
    await backend.next("listening", START_TIMEOUT_MS);
  } catch (error) {
    await backend.close();
    throw error;
  }
  return backend;
}

function switches(options: FlaskOptions): string[] {
  return [
    ...(options.handler === false ? ["--no-handler"] : []),
    ...(options.refuse === undefined ? [] : ["--refuse", options.refuse]),
    ...(options.alwaysConnect === true ? ["--always-connect"] : []),
    ...(options.record ?? []).flatMap((event) => ["--record", event]),
  ];
}

/**
 * A port of 127.0.0.1 where nothing listens. Below those that the system gives to outgoing connections, so that none
 * of these takes it before its user does.
 */
export function freePort(): number {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}

async function lines(stream: ReadableStream<Uint8Array>, each: (line: string) => void): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) each(line);
  }
}
