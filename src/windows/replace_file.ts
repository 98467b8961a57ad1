/**
 * Puts the file `newer` in the place of `path` in one step, keeping the older one as `backup`: `ReplaceFileW` (winbase.h)
 * gives the newer file the rights, owner and attributes that the older one had. `false` where there is no Windows or its
 * file system cannot do that; nothing has changed then.
 */
export function replaceFile(path: string, newer: string, backup: string): boolean {
  if (Deno.build.os !== "windows") return false;
  // The full path: the exe's permissions list exactly that.
  const system = Deno.env.get("SystemRoot") ?? "C:\\Windows";
  const kernel = Deno.dlopen(`${system}\\System32\\kernel32.dll`, {
    ReplaceFileW: { parameters: ["buffer", "buffer", "buffer", "u32", "pointer", "pointer"], result: "i32" },
  });
  try {
    return kernel.symbols.ReplaceFileW(wide(path), wide(newer), wide(backup), 0, null, null) !== 0;
  } finally {
    kernel.close();
  }
}

/** UTF-16 with a NUL behind. */
function wide(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(`${text}\0`, (_, index) => text.charCodeAt(index) || 0);
}
