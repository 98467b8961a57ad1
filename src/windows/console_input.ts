const STD_INPUT_HANDLE = 0xFFFF_FFF6; // -10, consoleapi of wincon.h
const UNITS = 1024;

/**
 * Reads pieces of text that are typed into the console of Windows, `null` at its end (Ctrl+Z). `ReadConsoleW` gives what
 * was typed; a plain read gives bytes in the console's code page, in which ë and € are not what they are elsewhere. `null`
 * instead of a reader where there is no Windows or no console.
 */
export function openConsoleInput(): (() => Promise<string | null>) | null {
  if (Deno.build.os !== "windows" || !Deno.stdin.isTerminal()) return null;
  try {
    const system = Deno.env.get("SystemRoot") ?? "C:\\Windows";
    const { symbols } = Deno.dlopen(`${system}\\System32\\kernel32.dll`, {
      GetStdHandle: { parameters: ["u32"], result: "u64" },
      ReadConsoleW: { parameters: ["u64", "buffer", "u32", "buffer", "pointer"], result: "i32", nonblocking: true },
    });
    const handle = symbols.GetStdHandle(STD_INPUT_HANDLE);
    const units = new Uint16Array(UNITS);
    const count = new Uint32Array(1);
    return async () => {
      for (;;) {
        count[0] = 0;
        if (await symbols.ReadConsoleW(handle, units, UNITS, count, null) === 0) return null;
        const text = String.fromCharCode(...units.subarray(0, count[0]));
        if (text.startsWith("\x1a")) return null;
        // Nothing at all is Ctrl+C, which is told elsewhere.
        if (text !== "") return text;
      }
    };
  } catch {
    return null;
  }
}
