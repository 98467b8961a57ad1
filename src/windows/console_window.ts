/**
 * Whether this process is the only one at its console window: then Windows made the window for it (a double-click) and
 * closes it when the process ends. `GetConsoleProcessList` (consoleapi3.h) gives the number of processes attached.
 * False where there is no Windows or no console.
 */
export function ownsConsoleWindow(): boolean {
  if (Deno.build.os !== "windows") return false;
  try {
    // The full path: the exe's permissions list exactly that, and a bare name would be looked for beside the exe first.
    const system = Deno.env.get("SystemRoot") ?? "C:\\Windows";
    const kernel = Deno.dlopen(`${system}\\System32\\kernel32.dll`, {
      GetConsoleProcessList: { parameters: ["buffer", "u32"], result: "u32" },
    });
    try {
      return kernel.symbols.GetConsoleProcessList(new Uint8Array(8), 2) === 1;
    } finally {
      kernel.close();
    }
  } catch {
    return false;
  }
}
