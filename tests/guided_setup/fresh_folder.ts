import { join } from "node:path";
import { PROJECT } from "../source_files.ts";

/** Puts a copy of the program into a folder that nothing else is in: what a shop has after the download. Gives its `main.ts`. */
export async function copyProgram(folder: string): Promise<string> {
  await Deno.mkdir(folder, { recursive: true });
  for (const name of ["main.ts", "deno.json", "deno.lock", ".env.example"]) {
    await Deno.copyFile(join(PROJECT, name), join(folder, name));
  }
  await new Deno.Command("cp", { args: ["-r", join(PROJECT, "src"), folder] }).output();
  return join(folder, "main.ts");
}
