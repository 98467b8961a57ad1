import { join } from "node:path";
import { PROJECT } from "../source_files.ts";

/**
 * Bytes that the compiled program has besides the runtime: the bundle, fonts. Compiled for this machine, with
 * Deno itself for the runtime, which would have to be downloaded; what is put in is the same.
 */
export async function measureSize(): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const output = join(folder, "printer-client");
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(PROJECT, "tools/compile.ts"), "--target", Deno.build.target, "--output", output],
    env: { DENORT_BIN: Deno.execPath() },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`cannot compile: ${new TextDecoder().decode(stderr)}`);
  const [whole, runtime] = [await Deno.stat(output), await Deno.stat(Deno.execPath())];
  await Deno.remove(folder, { recursive: true });
  return whole.size - runtime.size;
}
