/** What a finished command left. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end without standard input; never throws for an exit code. */
export async function tryCommand(
  command: string,
  args: readonly string[],
  options: Deno.CommandOptions = {},
): Promise<CommandResult> {
  const { code, stdout, stderr } = await new Deno.Command(command, { ...options, args: [...args], stdin: "null" })
    .output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** Runs a command to its end and gives its standard output; throws with both outputs when it fails. */
export async function command(
  name: string,
  args: readonly string[],
  options: Deno.CommandOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await tryCommand(name, args, options);
  if (code !== 0) {
    throw new Error(`${[name, ...args].join(" ")} ended with ${code}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  }
  return stdout;
}
