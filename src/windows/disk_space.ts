import { statfs } from "node:fs/promises";
import { systemFolder } from "./system_folder.ts";

/** Bytes that this account may still write on the disk of a folder that is there. Throws when the system does not tell. */
export async function freeBytes(folder: string): Promise<number> {
  if (Deno.build.os !== "windows") {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  }
  const kernel = Deno.dlopen(`${systemFolder()}\\kernel32.dll`, {
    // Folder, bytes free to the caller, bytes in all, bytes free in all
    GetDiskFreeSpaceExW: { parameters: ["buffer", "buffer", "usize", "usize"], result: "i32" },
  });
  try {
    const name = Uint16Array.from([...Array.from({ length: folder.length }, (_, at) => folder.charCodeAt(at)), 0]);
    const free = new BigUint64Array(1);
    if (kernel.symbols.GetDiskFreeSpaceExW(name, free, 0n, 0n) === 0) throw new Error("Windows does not tell");
    return Number(free[0] ?? 0n);
  } finally {
    kernel.close();
  }
}
