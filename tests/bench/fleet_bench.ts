import { io } from "socket.io-client";
import { SocketBackend } from "../../src/socketio/socket_backend.ts";

/** How a fleet of tills comes back after its server restarted. Times are seconds from the restart on. */
export interface Return {
  readonly clients: number;
  /** The most connections within one second. */
  readonly peakPerSecond: number;
  readonly halfBackS: number;
  readonly allBackS: number;
}

/** A till that connects, and can be switched off. */
type Till = { close(): void };

/** How long the server is away: a restart of a small PC's service. */
const AWAY_MS = 30_000;
const LIMIT_MS = 90_000;

/** Our client, with its own redial. */
export function ourTill(url: string): Till {
  const nobody = () => {};
  const backend = new SocketBackend({
    ...{ url, sessionId: "s", username: "u", nipt: "n", reconnectDelayMs: 1_000, maxReconnectAttempts: 0 },
  });
  backend.connect({ event: nobody, connected: nobody, disconnected: nobody, connectFailed: nobody, gaveUp: nobody });
  return { close: () => void backend.close() };
}

/** socket.io-client as it comes. */
export function defaultTill(url: string): Till {
  const socket = io(url, { transports: ["websocket", "polling"], forceNew: true });
  return { close: () => socket.close() };
}

/** Connects `clients` tills to a server, restarts it, and measures their return. Rejects when one is missing after 90 s. */
export async function measureReturn(clients: number, port: number, till: (url: string) => Till): Promise<Return> {
  const url = `http://127.0.0.1:${port}`;
  const first = startServer(port);
  await first.listening;
  const tills = [];
  for (let count = 0; count < clients; count++) {
    tills.push(till(url));
    // They were not all switched on in the same moment either.
    if (count % 50 === 49) await first.connected(count + 1);
  }
  await first.connected(clients);
  await first.kill();
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  const second = startServer(port);
  await second.listening;
  const startMs = Date.now();
  try {
    await second.connected(clients);
    const times = second.times.map((time) => (time - startMs) / 1_000).sort((a, b) => a - b);
    return {
      clients,
      peakPerSecond: Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1).length)),
      halfBackS: times[Math.floor(clients / 2)] ?? NaN,
      allBackS: times.at(-1) ?? NaN,
    };
  } finally {
    for (const { close } of tills) close();
    await second.kill();
  }
}

function startServer(port: number) {
  const script = new URL("fleet_server.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, String(port)],
    stdout: "piped",
  })
    .spawn();
  const times: number[] = [];
  const listening = Promise.withResolvers<void>();
  const waiters: { readonly count: number; readonly resolve: () => void }[] = [];
  void (async () => {
    let rest = "";
    for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "listening") listening.resolve();
        else times.push(Number(line));
      }
      for (const { count, resolve } of waiters) if (times.length >= count) resolve();
    }
  })();
  return {
    times,
    listening: listening.promise,
    connected: (count: number) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(
        () => reject(new Error(`${times.length} of ${count} tills after ${LIMIT_MS / 1_000} s`)),
        LIMIT_MS,
      );
      waiters.push({ count, resolve: () => (clearTimeout(timer), resolve()) });
      if (times.length >= count) (clearTimeout(timer), resolve());
      return promise;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}
