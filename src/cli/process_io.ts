import { ownsConsoleWindow } from "../windows/console_window.ts";
import type { Io } from "./io.ts";

const encoder = new TextEncoder();

/** The world of the running process. */
export function processIo(): Io {
  const isTerminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  return {
    args: Deno.args,
    isTerminal,
    // https://no-color.org: any value but the empty one means none.
    hasColours: Deno.stdout.isTerminal() && (Deno.env.get("NO_COLOR") ?? "") === "",
    ownsWindow: isTerminal && ownsConsoleWindow(),
    out: (text) => write(Deno.stdout, text),
    err: (text) => write(Deno.stderr, text),
    enter: () => Deno.stdin.read(new Uint8Array(1024)).then(() => {}),
    onInterrupt,
  };
}

function write(stream: typeof Deno.stdout, text: string): void {
  let bytes = encoder.encode(`${text}\n`);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    // The reader of a pipe has gone (`| more`, closed). Printing goes on without an audience.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Ctrl+C and Ctrl+Break, on Windows also a closing window (WINDOWS D3); elsewhere SIGTERM. */
function onInterrupt(handler: () => void): () => void {
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK", "SIGHUP"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, handler);
  return () => signals.forEach((signal) => Deno.removeSignalListener(signal, handler));
}
