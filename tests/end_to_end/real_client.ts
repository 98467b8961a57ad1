import { join } from "node:path";
import { type LineProcess, startLines } from "./chaos/line_process.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/** The client in a process of its own. */
export interface RealClient {
  /** What it wrote to its window so far. */
  readonly lines: readonly string[];
  readonly process: LineProcess;
  /** Waits for a line of its window that has `words` in it, and was not waited for before; at most 20 s. */
  line(words: string): Promise<string>;
  /** Ctrl+C; gives the exit code. */
  stop(): Promise<number>;
}

/** Starts the client with settings that are written into `folder`; its log goes there too. */
export function startClient(folder: string, settings: Readonly<Record<string, string>>): RealClient {
  const envFile = join(folder, "client.env");
  const all = {
    SESSION_ID: "s1",
    CLIENT_USERNAME: "till",
    NIPT: "L1",
    LOG_FILE: join(folder, "client.log"),
    RECONNECT_DELAY: "0.1",
    SOCKET_URL: "http://127.0.0.1:9",
    DEFAULT_PRINTER: `folder:${join(folder, "printed")}`,
    ...settings,
  };
  Deno.writeTextFileSync(envFile, Object.entries(all).map(([key, value]) => `${key}=${value}\n`).join(""));
  const lines: string[] = [];
  let taken = 0;
  let wake = () => {};
  const child = startLines(Deno.execPath(), ["run", "--allow-all", MAIN, "--env", envFile], (line) => {
    lines.push(line);
    wake();
  });
  let isOver = false;
  void child.ended.then(() => {
    isOver = true;
    wake();
  });
  const line = async (words: string): Promise<string> => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      wake();
    }, 20_000);
    try {
      for (;;) {
        const at = lines.findIndex((candidate, index) => index >= taken && candidate.includes(words));
        if (at >= 0) {
          taken = at + 1;
          return lines[at] ?? "";
        }
        if (isLate || isOver) throw new Error(`no "${words}" in:\n${lines.join("\n")}\n${child.complaints()}`);
        await new Promise<void>((resolve) => wake = resolve);
      }
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    lines,
    process: child,
    line,
    async stop() {
      child.signal("SIGINT");
      return (await child.ended).code;
    },
  };
}
