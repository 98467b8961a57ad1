import { join } from "node:path";
import { cacheFolder, exists } from "./cache_folder.ts";
import { command } from "../command.ts";

/** The path of the Windows deno.exe of the very version that runs this; fetched from npm once. */
export async function windowsDeno(): Promise<string> {
  if (Deno.build.os === "windows") return Deno.execPath();
  const version = Deno.version.deno;
  const kept = join(cacheFolder(), `deno-${version}.exe`);
  if (await exists(kept)) return kept;

  await Deno.mkdir(cacheFolder(), { recursive: true });
  // Beside its final place: a rename must not cross file systems, and two runs may fetch at once.
  const folder = await Deno.makeTempDir({ dir: cacheFolder() });
  try {
    const name = await command(
      "npm",
      ["pack", "--silent", `@deno/win32-x64@${version}`, "--pack-destination", folder],
      {
        cwd: folder,
      },
    );
    await command("tar", ["-xzf", join(folder, name.trim()), "-C", folder, "package/deno.exe"]);
    await Deno.rename(join(folder, "package", "deno.exe"), kept);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return kept;
}
