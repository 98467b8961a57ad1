import { join } from "node:path";
import { command } from "../command.ts";

/** Why no small disk can be had here; `null` when it can. */
export function smallDiskObstacle(): string | null {
  if (Deno.build.os !== "linux") return "tmpfs is Linux's";
  return Deno.uid() === 0 ? null : "mounting needs root";
}

/** A disk that can be filled. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** Takes every free byte. */
  fill(): void;
  /** Gives them back. */
  free(): void;
  /** From now on nothing can be written. */
  protect(): Promise<void>;
}

/** Mounts a tmpfs of `kilobytes`. */
export async function smallDisk(kilobytes: number): Promise<SmallDisk> {
  const folder = Deno.makeTempDirSync({ prefix: "small-disk-" });
  await command("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]);
  const filler = join(folder, "filler");
  return {
    folder,
    fill() {
      const file = Deno.openSync(filler, { create: true, append: true });
      try {
        for (const block of [new Uint8Array(65_536), new Uint8Array(4096)]) {
          try {
            for (;;) file.writeSync(block);
          } catch {
            // Full for blocks of this size.
          }
        }
      } finally {
        file.close();
      }
    },
    free: () => Deno.removeSync(filler),
    async protect() {
      await command("mount", ["-o", "remount,ro", folder]);
    },
    async [Symbol.asyncDispose]() {
      await command("umount", [folder]);
      Deno.removeSync(folder);
    },
  };
}
