import { printable } from "../domain/printable.ts";

/** How bad an entry is: the `wType` of `ReportEventW` (winnt.h). */
const TYPES = { error: 1, warn: 2, info: 4 } as const;

/** The name entries stand under. */
const SOURCE = "printer-client";

/**
 * Ids of EventCreate.exe, whose messages are nothing but the text (1 to 1000). With it as the source's `EventMessageFile` the
 * text stands alone; without, Windows puts its own sentence about a missing description before it.
 */
const IDS = { error: 3, warn: 2, info: 1 } as const;

/** Characters of one entry; Windows takes 31,839. */
const MAX_TEXT = 8_000;

/** The application log of Windows' event viewer, where administrators look. */
export interface EventLog {
  /** Writes one entry. Never throws: nothing depends on it. */
  report(level: keyof typeof TYPES, text: string): void;
  close(): void;
}

/** Where the two libraries are. */
export interface EventLogLibraries {
  readonly advapi: string;
  readonly kernel: string;
}

/** Those of Windows, as full paths: a bare name would be looked for beside the exe first. */
export function windowsLibraries(): EventLogLibraries {
  const folder = `${Deno.env.get("SystemRoot") ?? "C:\\Windows"}\\System32`;
  return { advapi: `${folder}\\advapi32.dll`, kernel: `${folder}\\kernel32.dll` };
}

/** Opens the event log (`RegisterEventSourceW`); `null` where there is no Windows, or it is refused. */
export function openEventLog(libraries: EventLogLibraries = windowsLibraries()): EventLog | null {
  if (Deno.build.os !== "windows") return null;
  try {
    return new WindowsEventLog(libraries);
  } catch {
    return null;
  }
}

class WindowsEventLog implements EventLog {
  readonly #advapi;
  readonly #kernel;
  readonly #source: bigint;

  constructor({ advapi, kernel }: EventLogLibraries) {
    this.#advapi = Deno.dlopen(advapi, {
      RegisterEventSourceW: { parameters: ["usize", "buffer"], result: "usize" },
      // Log, type, category, id, user, count of strings, bytes of data, strings, data.
      ReportEventW: {
        parameters: ["usize", "u16", "u16", "u32", "usize", "u16", "u32", "buffer", "usize"],
        result: "i32",
      },
      DeregisterEventSource: { parameters: ["usize"], result: "i32" },
    });
    this.#kernel = Deno.dlopen(kernel, {
      GlobalAlloc: { parameters: ["u32", "usize"], result: "usize" },
      GlobalFree: { parameters: ["usize"], result: "usize" },
      RtlMoveMemory: { parameters: ["usize", "buffer", "usize"], result: "void" },
    });
    this.#source = BigInt(this.#advapi.symbols.RegisterEventSourceW(0n, wide(SOURCE)));
    if (this.#source === 0n) throw new Error("RegisterEventSourceW failed");
  }

  report(level: keyof typeof TYPES, text: string): void {
    const string = wide(printable(text, MAX_TEXT));
    const address = BigInt(this.#kernel.symbols.GlobalAlloc(0, BigInt(string.byteLength)));
    if (address === 0n) return;
    this.#kernel.symbols.RtlMoveMemory(address, string, BigInt(string.byteLength));
    const strings = BigUint64Array.of(address);
    this.#advapi.symbols.ReportEventW(this.#source, TYPES[level], 0, IDS[level], 0n, 1, 0, strings, 0n);
    this.#kernel.symbols.GlobalFree(address);
  }

  close(): void {
    this.#advapi.symbols.DeregisterEventSource(this.#source);
    this.#advapi.close();
    this.#kernel.close();
  }
}

/** UTF-16 with a NUL at its end. */
function wide(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length + 1);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}
