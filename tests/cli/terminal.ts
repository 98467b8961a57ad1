import { join } from "node:path";
import { type RunningProgram, watchProgram } from "../running_program.ts";
import { PROJECT } from "../source_files.ts";

/** Runs the program in a terminal of its own (`script`, of every Debian) to its end; gives what came onto the screen. */
export async function runInTerminal(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const program = [Deno.execPath(), "run", "-A", join(PROJECT, "main.ts"), ...args];
  const command = program.map(quoted).join(" ");
  const { stdout } = await new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", command, "/dev/null"],
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", HOME: Deno.env.get("HOME") ?? "", TERM: "xterm", ...cacheOf(), ...env },
    stdin: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}

/** The program in a terminal of its own, with somebody who types. */
export interface TerminalProgram extends RunningProgram {
  type(text: string): Promise<void>;
  /** Ends the input, as a closed terminal does. */
  unplug(): Promise<void>;
}

/** Starts the program (`main.ts` of the project, or of a copy of it) in a terminal of its own. */
export function startInTerminal(args: readonly string[], main: string = join(PROJECT, "main.ts")): TerminalProgram {
  // A shell in between would end with Ctrl+C, and its code would be the one that is seen.
  const command = `exec ${[Deno.execPath(), "run", "-A", main, ...args].map(quoted).join(" ")}`;
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--flush", "--command", command, "/dev/null"],
    env: { NO_COLOR: "1", SHELL: "/bin/sh" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  return Object.assign(watchProgram(child), {
    type: (text: string) => keyboard.write(new TextEncoder().encode(text)),
    unplug: () => keyboard.close().catch(() => {}),
  });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function cacheOf(): Record<string, string> {
  const folder = Deno.env.get("DENO_DIR");
  return folder === undefined ? {} : { DENO_DIR: folder };
}
