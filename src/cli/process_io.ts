import { ownsConsoleWindow } from "../windows/console_window.ts";
import { openConsoleInput } from "../windows/console_input.ts";
import type { Io } from "./io.ts";

const encoder = new TextEncoder();

/** The world of the running process. */
export function processIo(): Io {
  const nextLine = lineReader();
  const isTerminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
  return {
    args: Deno.args,
    isTerminal,
    // https://no-color.org: any value but the empty one means none.
    hasColours: Deno.stdout.isTerminal() && (Deno.env.get("NO_COLOR") ?? "") === "",
    ownsWindow: isTerminal && ownsConsoleWindow(),
    out: (text) => write(Deno.stdout, `${text}\n`),
    err: (text) => write(Deno.stderr, `${text}\n`),
    ask(question) {
      write(Deno.stdout, question);
      return nextLine();
    },
    enter: () => nextLine().then(() => {}),
    onInterrupt,
  };
}

function write(stream: typeof Deno.stdout, text: string): void {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    // The reader of a pipe has gone (`| more`, closed). Printing goes on without an audience.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Lines of standard input, one for each call and without their end; `null` behind the last. */
function lineReader(): () => Promise<string | null> {
  let read: (() => Promise<string | null>) | null = null;
  let text = "";
  return async () => {
    // Not before something is asked: a program that only prints leaves its input alone.
    read ??= openConsoleInput() ?? pieceReader();
    for (;;) {
      const line = /^([^\n]*?)\r?\n/.exec(text);
      if (line !== null) {
        text = text.slice(line[0].length);
        return line[1] ?? "";
      }
      const piece = await read();
      if (piece === null) return null;
      text += piece;
    }
  };
}

function pieceReader(): () => Promise<string | null> {
  const buffer = new Uint8Array(1024);
  const decoder = new TextDecoder();
  return async () => {
    const count = await Deno.stdin.read(buffer);
    return count === null ? null : decoder.decode(buffer.subarray(0, count), { stream: true });
  };
}

/** Ctrl+C and Ctrl+Break, on Windows also a closing window (WINDOWS D3); elsewhere SIGTERM. */
function onInterrupt(handler: () => void): () => void {
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK", "SIGHUP"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, handler);
  return () => signals.forEach((signal) => Deno.removeSignalListener(signal, handler));
}
