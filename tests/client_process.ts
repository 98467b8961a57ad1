import { join } from "node:path";
import { type Settings, writeSettings } from "./client_settings.ts";
import { type RunningProgram, watchProgram } from "./running_program.ts";
import { PROJECT } from "./source_files.ts";

/** The client in a process of its own. */
export interface ClientProcess extends RunningProgram {
  readonly pid: number;
  /** Ctrl+C; gives the exit code. */
  stop(): Promise<number>;
}

/**
 * Starts the client with settings that are written into `folder`; its database and log go into `folder/data`. It is killed
 * after `limitMs`. `main` is the module that starts it.
 */
export async function startClient(
  folder: string,
  settings: Settings,
  { limitMs, main, args = [], env = {} }: {
    readonly limitMs?: number;
    readonly main?: string | undefined;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<ClientProcess> {
  const child = spawn(["--env", await writeEnv(folder, settings), ...args], env, main);
  const program = watchProgram(child, limitMs);
  // Not a copy: `output` grows.
  return Object.assign(program, {
    pid: child.pid,
    async stop() {
      child.kill("SIGINT");
      return (await program.ended).code;
    },
  });
}

/** Writes the settings file of a client whose data stays in `folder`; gives its path. */
export function writeEnv(folder: string, settings: Settings): Promise<string> {
  return writeSettings(folder, { DATA_DIR: join(folder, "data"), ...settings });
}

/** Runs a command of the program to its end. */
export async function runClient(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return await watchProgram(spawn(args)).ended;
}

function spawn(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  main = join(PROJECT, "main.ts"),
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", main, ...args],
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}
