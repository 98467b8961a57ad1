import { join } from "node:path";
import { PROJECT } from "../source_files.ts";

/** Runs the program in a terminal of its own (`script`, of every Debian) to its end; gives what came onto the screen. */
export async function runInTerminal(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const program = [Deno.execPath(), "run", "-A", join(PROJECT, "main.ts"), ...args];
  const quoted = program.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const { stdout } = await new Deno.Command("script", {
    args: ["--quiet", "--return", "--command", quoted, "/dev/null"],
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", HOME: Deno.env.get("HOME") ?? "", TERM: "xterm", ...cacheOf(), ...env },
    stdin: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}

function cacheOf(): Record<string, string> {
  const folder = Deno.env.get("DENO_DIR");
  return folder === undefined ? {} : { DENO_DIR: folder };
}
