/**
 * The functions of `winspool.drv` that this program calls, with the types of Microsoft's documentation: BOOL is `i32`
 * (0 is failure), DWORD is `u32`, a HANDLE and every address is `usize`, so no `Deno.UnsafePointer` is needed and
 * `--allow-ffi` may be narrowed to two files. Names without W have no wide form.
 */
export const SPOOLER_SYMBOLS = {
  // Flags, Name, Level, pPrinterEnum, cbBuf, pcbNeeded, pcReturned
  EnumPrintersW: { parameters: ["u32", "usize", "u32", "usize", "u32", "buffer", "buffer"], result: "i32" },
  // pszBuffer, pcchBuffer (characters with the NUL, in and out)
  GetDefaultPrinterW: { parameters: ["usize", "buffer"], result: "i32" },
  // pPrinterName, phPrinter, pDefault
  OpenPrinterW: { parameters: ["buffer", "buffer", "usize"], result: "i32" },
  // hPrinter, Level, pPrinter, cbBuf, pcbNeeded
  GetPrinterW: { parameters: ["usize", "u32", "usize", "u32", "buffer"], result: "i32" },
  // hPrinter, pEnvironment, Level, pDriverInfo, cbBuf, pcbNeeded
  GetPrinterDriverW: { parameters: ["usize", "usize", "u32", "usize", "u32", "buffer"], result: "i32" },
  // hPrinter, JobId, Level, pJob, cbBuf, pcbNeeded
  GetJobW: { parameters: ["usize", "u32", "u32", "usize", "u32", "buffer"], result: "i32" },
  // hPrinter, FirstJob, NoJobs, Level, pJob, cbBuf, pcbNeeded, pcReturned
  EnumJobsW: {
    parameters: ["usize", "u32", "u32", "u32", "usize", "u32", "buffer", "buffer"],
    result: "i32",
  },
  // hPrinter, JobId, Level, pJob, Command
  SetJobW: { parameters: ["usize", "u32", "u32", "usize", "u32"], result: "i32" },
  // hPrinter, Level, pDocInfo; the result is the job's number, 0 on failure
  StartDocPrinterW: { parameters: ["usize", "u32", "usize"], result: "u32" },
  StartPagePrinter: { parameters: ["usize"], result: "i32" },
  // hPrinter, pBuf, cbBuf, pcWritten
  WritePrinter: { parameters: ["usize", "buffer", "u32", "buffer"], result: "i32" },
  EndPagePrinter: { parameters: ["usize"], result: "i32" },
  EndDocPrinter: { parameters: ["usize"], result: "i32" },
  AbortPrinter: { parameters: ["usize"], result: "i32" },
  ClosePrinter: { parameters: ["usize"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** What is needed of `kernel32.dll`: the thread's last error, and memory whose address is known. */
export const KERNEL_SYMBOLS = {
  GetLastError: { parameters: [], result: "u32" },
  SetLastError: { parameters: ["u32"], result: "void" },
  GlobalAlloc: { parameters: ["u32", "usize"], result: "usize" },
  GlobalFree: { parameters: ["usize"], result: "usize" },
  CopyToNative: { name: "RtlMoveMemory", parameters: ["usize", "buffer", "usize"], result: "void" },
  CopyFromNative: { name: "RtlMoveMemory", parameters: ["buffer", "usize", "usize"], result: "void" },
} as const satisfies Deno.ForeignLibraryInterface;

/** Where the libraries are, as full paths: a bare name would be looked for beside the exe first. */
export interface LibraryPaths {
  readonly spooler: string;
  readonly kernel: string;
  /** Loaded when the first document is drawn. */
  readonly gdi: string;
}

/** The spooler's library and the kernel's, loaded. */
export interface Library {
  readonly spooler: Deno.DynamicLibrary<typeof SPOOLER_SYMBOLS>["symbols"];
  readonly kernel: Deno.DynamicLibrary<typeof KERNEL_SYMBOLS>["symbols"];
  close(): void;
}

/** The libraries of this Windows; `systemRoot` is the variable of that name (`C:\Windows`). */
export function windowsLibraries(systemRoot: string | undefined): LibraryPaths {
  const root = /^[a-z]:\\/i.test(systemRoot ?? "") ? systemRoot : "C:\\Windows";
  const library = (file: string) => `${root}\\System32\\${file}`;
  return { spooler: library("winspool.drv"), kernel: library("kernel32.dll"), gdi: library("gdi32.dll") };
}

/** Loads both libraries. Throws a TypeError for a path that is not a full one, and what `Deno.dlopen` throws. */
export function openLibrary(paths: Pick<LibraryPaths, "spooler" | "kernel">): Library {
  for (const path of [paths.spooler, paths.kernel]) {
    if (!/^([a-z]:[\\/]|\/)/i.test(path)) throw new TypeError(`"${path}" is not a full path of a library.`);
  }
  const spooler = Deno.dlopen(paths.spooler, SPOOLER_SYMBOLS);
  try {
    const kernel = Deno.dlopen(paths.kernel, KERNEL_SYMBOLS);
    const close = () => {
      spooler.close();
      kernel.close();
    };
    return { spooler: spooler.symbols, kernel: kernel.symbols, close };
  } catch (error) {
    spooler.close();
    throw error;
  }
}

/** `PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS`, the only flags that level 4 takes. */
export const ENUM_LOCAL_AND_CONNECTED = 6;

/** `PRINTER_ENUM_LOCAL`: for level 2, which would ask the servers of the others. */
export const ENUM_LOCAL = 2;

/** Error codes of Windows that decide what is done next (`winerror.h`). */
export const WIN = {
  FILE_NOT_FOUND: 2,
  PRINT_CANCELLED: 63,
  INVALID_PARAMETER: 87,
  INSUFFICIENT_BUFFER: 122,
  MORE_DATA: 234,
  RPC_CALL_FAILED: 1726,
  INVALID_PRINTER_NAME: 1801,
  INVALID_DATATYPE: 1804,
  PRINTER_DELETED: 1905,
} as const;

/** `JOB_CONTROL_DELETE` of SetJob. */
export const JOB_CONTROL_DELETE = 5;

/** Offsets in bytes on 64-bit Windows; strings are addresses of 8 bytes. Checked by tests/winspool/fake. */
export const DOC_INFO_1 = { size: 24, docName: 0, outputFile: 8, datatype: 16 } as const;
export const PRINTER_INFO_4 = { size: 24, printerName: 0, serverName: 8, attributes: 16 } as const;
export const PRINTER_INFO_2 = {
  size: 136,
  printerName: 8,
  portName: 24,
  driverName: 32,
  attributes: 104,
  status: 124,
  jobs: 128,
} as const;
/** The beginning, which level 8 shares with level 2; `attributes` is of level 8 alone. */
export const DRIVER_INFO = { version: 0, name: 8, attributes: 168 } as const;
export const JOB_INFO_1 = {
  size: 96,
  jobId: 0,
  document: 32,
  datatype: 40,
  statusText: 48,
  status: 56,
  position: 64,
  totalPages: 68,
  pagesPrinted: 72,
  submitted: 76,
} as const;
export const JOB_INFO_2 = { size: 160, bytes: 128 } as const;
