import { systemFolder } from "./system_folder.ts";

/** Values of Windows' registry below HKEY_LOCAL_MACHINE. */
export interface Registry {
  /** A REG_DWORD; `null` when there is none. */
  number(key: string, value: string): number | null;
  /** A REG_SZ; `null` when there is none. */
  text(key: string, value: string): string | null;
  /** Whether there is such a key. */
  has(key: string): boolean;
  close(): void;
}

/** HKEY_LOCAL_MACHINE (winreg.h), sign-extended as on 64-bit Windows. */
const LOCAL_MACHINE = 0xffff_ffff_8000_0002n;
/** RRF_RT_REG_SZ, RRF_RT_REG_DWORD of RegGetValueW; KEY_READ of RegOpenKeyExW. */
const [AS_TEXT, AS_NUMBER, KEY_READ] = [0x2, 0x10, 0x20019];
const TEXT_BYTES = 2_048;

/** Opens the registry (advapi32.dll); `null` where there is no Windows, or it is refused. */
export function openRegistry(): Registry | null {
  if (Deno.build.os !== "windows") return null;
  try {
    return new WindowsRegistry(`${systemFolder()}\\advapi32.dll`);
  } catch {
    return null;
  }
}

class WindowsRegistry implements Registry {
  readonly #advapi;

  constructor(path: string) {
    this.#advapi = Deno.dlopen(path, {
      // hkey, subkey, value, flags, type, data, size of the data in bytes; the result is 0 for success.
      RegGetValueW: {
        parameters: ["usize", "buffer", "buffer", "u32", "usize", "buffer", "buffer"],
        result: "i32",
      },
      // hkey, subkey, options, access, result
      RegOpenKeyExW: { parameters: ["usize", "buffer", "u32", "u32", "buffer"], result: "i32" },
      RegCloseKey: { parameters: ["usize"], result: "i32" },
    });
  }

  number(key: string, value: string): number | null {
    const data = new Uint32Array(1);
    return this.#read(key, value, AS_NUMBER, data) === null ? null : data[0] ?? null;
  }

  text(key: string, value: string): string | null {
    const data = new Uint16Array(TEXT_BYTES / 2);
    const bytes = this.#read(key, value, AS_TEXT, data);
    if (bytes === null) return null;
    return String.fromCharCode(...data.subarray(0, bytes / 2)).replace(/\0[^]*$/, "");
  }

  has(key: string): boolean {
    const handle = new BigUint64Array(1);
    if (this.#advapi.symbols.RegOpenKeyExW(LOCAL_MACHINE, wide(key), 0, KEY_READ, handle) !== 0) return false;
    this.#advapi.symbols.RegCloseKey(handle[0] ?? 0n);
    return true;
  }

  close(): void {
    this.#advapi.close();
  }

  #read(key: string, value: string, flags: number, data: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>) {
    const size = Uint32Array.of(data.byteLength);
    const { RegGetValueW } = this.#advapi.symbols;
    const answer = RegGetValueW(LOCAL_MACHINE, wide(key), wide(value), flags, 0n, data, size);
    return answer === 0 ? size[0] ?? 0 : null;
  }
}

/** UTF-16 with a NUL at its end. */
function wide(text: string): Uint16Array<ArrayBuffer> {
  return Uint16Array.from([...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)), 0]);
}
