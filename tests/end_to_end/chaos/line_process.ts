/** A child process that speaks in lines. */
export interface LineProcess {
  readonly pid: number;
  /** Writes a line to its stdin. Nothing happens when it is gone. */
  write(line: string): Promise<void>;
  /** Kills it at once, as a power cut would. */
  kill(): void;
  signal(name: Deno.Signal): void;
  /** Resolves with how it ended. */
  readonly ended: Promise<Deno.CommandStatus>;
  /** What it wrote to stderr so far. */
  readonly complaints: () => string;
}

/** Starts a program; `onLine` hears every line of its stdout. */
export function startLines(program: string, args: readonly string[], onLine: (line: string) => void): LineProcess {
  const child = new Deno.Command(program, {
    args: [...args],
    env: { PYTHONUNBUFFERED: "1", NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  let stderr = "";
  const read = Promise.all([
    eachLine(child.stdout, onLine),
    eachLine(child.stderr, (line) => stderr += `${line}\n`),
  ]);
  const ended = child.status.then(async (status) => {
    await Promise.all([read, input.abort().catch(() => {})]);
    return status;
  });
  let isOver = false;
  void child.status.then(() => isOver = true);
  const signal = (name: Deno.Signal) => {
    if (isOver) return;
    try {
      child.kill(name);
    } catch {
      // It ended by itself in this very moment.
    }
  };
  return {
    pid: child.pid,
    write: (line) => input.write(new TextEncoder().encode(`${line}\n`)).catch(() => {}),
    kill: () => signal("SIGKILL"),
    signal,
    ended,
    complaints: () => stderr,
  };
}

async function eachLine(stream: ReadableStream<Uint8Array<ArrayBuffer>>, each: (line: string) => void): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) each(line);
  }
}
