import { join } from "node:path";
import { cacheFolder, exists } from "./cache_folder.ts";
import { command, tryCommand } from "../command.ts";

/** Why no Windows process can run here, in one sentence; `null` when the set-up can be made. */
export async function windowsMissing(): Promise<string | null> {
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") return "Wine with CUPS needs Linux on x86-64";
  if (Deno.uid() !== 0) return "mounts and chroot need root";
  for (const tool of ["debootstrap", "unshare", "nsenter", "flock", "npm"]) {
    const { code } = await tryCommand("sh", ["-c", `command -v ${tool}`]);
    if (code !== 0) return `${tool} is not installed`;
  }
  return null;
}

/** The folder of the Debian tree with Wine and CUPS, built when this recipe has not been built yet (about a minute). */
export async function windowsRoot(): Promise<string> {
  const recipe = join(import.meta.dirname ?? "", "build_root.sh");
  const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(recipe));
  const root = join(cacheFolder(), `trixie-${new Uint8Array(digest).toHex().slice(0, 12)}`);
  if (await exists(root)) return root;

  await Deno.mkdir(cacheFolder(), { recursive: true });
  await command("flock", [
    join(cacheFolder(), "build.lock"),
    ...["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"],
    ...["bash", recipe, root],
  ]);
  return root;
}
