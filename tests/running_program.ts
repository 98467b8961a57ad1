import type { CommandResult } from "./command.ts";

/** A program that runs. */
export interface RunningProgram {
  /** What it has written to standard output and standard error so far, in the order of arrival. */
  readonly output: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<CommandResult>;
  /** Resolves when the output matches; throws with the output when the program ends or `timeoutMs` pass before that. */
  waitFor(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** Ends it as Task Manager would, without a chance to tidy up. */
  kill(): Promise<CommandResult>;
}

/** A program that has not ended by then hangs, and is killed: a test shall fail, not wait for ever. */
const LIMIT_MS = 120_000;

/** Watches `child`, whose outputs are pipes: a program, or an `nsenter` whose only child is the program. */
export function watchProgram(child: Deno.ChildProcess, limitMs = LIMIT_MS): RunningProgram {
  let output = "";
  let hasEnded = false;
  let changed = Promise.withResolvers<void>();

  async function collect(stream: ReadableStream<Uint8Array>): Promise<string> {
    let text = "";
    for await (const piece of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)) {
      text += piece;
      output += piece;
      changed.resolve();
      changed = Promise.withResolvers();
    }
    return text;
  }

  async function end(): Promise<CommandResult> {
    const [{ code }, stdout, stderr] = await Promise.all([child.status, collect(child.stdout), collect(child.stderr)]);
    clearTimeout(watchdog);
    hasEnded = true;
    return { code, stdout, stderr };
  }
  const ended = end();
  const watchdog = setTimeout(kill, limitMs);

  async function waitFor(pattern: RegExp, timeoutMs = 30_000): Promise<RegExpExecArray> {
    const over = Promise.withResolvers<string>();
    const timer = setTimeout(() => over.resolve(`within ${timeoutMs} ms`), timeoutMs);
    const exit = ended.then(({ code }) => `before it ended with ${code}`);
    try {
      for (;;) {
        // Taken before the look: what arrives between the two must wake us.
        const more = changed.promise;
        const match = pattern.exec(output);
        if (match) return match;
        const problem = await Promise.race([more, over.promise, exit]);
        if (problem !== undefined && !pattern.test(output)) {
          throw new Error(`no ${pattern} ${problem}, only:\n${output}`);
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async function kill(): Promise<CommandResult> {
    if (hasEnded) return await ended;
    // Killing nsenter itself would leave its program running.
    const children = await Deno.readTextFile(`/proc/${child.pid}/task/${child.pid}/children`).catch(() => "");
    const pids = children.split(" ").filter((word) => word !== "").map(Number);
    for (const pid of pids.length > 0 ? pids : [child.pid]) Deno.kill(pid, "SIGKILL");
    return await ended;
  }

  return {
    get output() {
      return output;
    },
    ended,
    waitFor,
    kill,
  };
}
