import { join } from "node:path";

/** The program as a process of its own, with its settings in a folder of its own. */
export interface ClientProcess {
  readonly pid: number;
  /** Everything it has written, both streams. */
  readonly output: string;
  /** Resolves when `text` stands in the output, or rejects with all of it after `timeoutMs` (15 s). */
  said(text: string, timeoutMs?: number): Promise<void>;
  /** Ctrl+C, and its exit code. */
  stop(): Promise<number>;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
}

/** The program's entry. */
export const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/** Starts the program with these lines as its `.env` in `folder`, where its data goes too. */
export async function startClient(folder: string, settings: Record<string, string>): Promise<ClientProcess> {
  const envFile = await writeEnv(folder, settings);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, "--env", envFile],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  let wake = () => {};
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      wake();
    }
  };
  const ended = Promise.all([read(child.stdout), read(child.stderr)]);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
    wake();
  });
  return {
    pid: child.pid,
    get output() {
      return output;
    },
    async said(text, timeoutMs = 15_000) {
      const deadline = Date.now() + timeoutMs;
      while (!output.includes(text)) {
        const left = deadline - Date.now();
        if (left <= 0 || isOver) throw new Error(`The client never said ${JSON.stringify(text)}. It said:\n${output}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    async stop() {
      child.kill("SIGINT");
      const { code } = await child.status;
      await ended;
      return code;
    },
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await ended;
    },
  };
}

/** Writes a `.env`: the required settings of the samples' company, and these. */
export async function writeEnv(folder: string, settings: Record<string, string>): Promise<string> {
  const all = {
    SESSION_ID: "session-1",
    USERNAME: "till",
    NIPT: "L12345678A",
    DATA_DIR: join(folder, "data"),
    ...settings,
  };
  const path = join(folder, ".env");
  await Deno.writeTextFile(path, Object.entries(all).map(([key, value]) => `${key}=${value}\n`).join(""));
  return path;
}

/** Runs a command of the program to its end. */
export async function runClient(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}
