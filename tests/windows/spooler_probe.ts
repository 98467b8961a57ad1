/// <reference lib="webworker" />
// The smallest program that proves the rig: lists the printers and, from a Web Worker, prints every byte value on the one
// that is named. It shares no code with src, so that a fault there is not taken for one of the rig's.

const wide = (text: string) => Uint16Array.from([...`${text}\0`].map((letter) => letter.charCodeAt(0)));

function openSpooler() {
  return Deno.dlopen("C:\\windows\\System32\\winspool.drv", {
    EnumPrintersW: { parameters: ["u32", "buffer", "u32", "buffer", "u32", "buffer", "buffer"], result: "i32" },
    OpenPrinterW: { parameters: ["buffer", "buffer", "pointer"], result: "i32" },
    StartDocPrinterW: { parameters: ["u64", "u32", "buffer"], result: "u32" },
    WritePrinter: { parameters: ["u64", "buffer", "u32", "buffer"], result: "i32" },
    EndDocPrinter: { parameters: ["u64"], result: "i32" },
    ClosePrinter: { parameters: ["u64"], result: "i32" },
  }).symbols;
}

function printerNames(): string[] {
  const spooler = openSpooler();
  const [needed, count] = [new Uint32Array(1), new Uint32Array(1)];
  spooler.EnumPrintersW(6, null, 4, null, 0, needed, count);
  const buffer = new Uint8Array(needed[0] ?? 0);
  spooler.EnumPrintersW(6, null, 4, buffer, buffer.length, needed, count);

  const base = Deno.UnsafePointer.value(Deno.UnsafePointer.of(buffer));
  return Array.from({ length: count[0] ?? 0 }, (_, index) => {
    // PRINTER_INFO_4W is 24 bytes and begins with the address of the name, which lies further on in the same buffer.
    const [name = 0n] = new BigUint64Array(buffer.buffer, index * 24, 1);
    return new TextDecoder("utf-16le").decode(buffer.subarray(Number(name - base))).split("\0", 1)[0] ?? "";
  });
}

function print(printer: string, bytes: Uint8Array<ArrayBuffer>): number {
  const spooler = openSpooler();
  const handle = new BigUint64Array(1);
  if (!spooler.OpenPrinterW(wide(printer), handle, null)) throw new Error("OpenPrinterW failed");
  const [name, datatype] = [wide("Probe"), wide("RAW")];
  const address = (buffer: BufferSource) => Deno.UnsafePointer.value(Deno.UnsafePointer.of(buffer));
  const jobId = spooler.StartDocPrinterW(
    handle[0] ?? 0n,
    1,
    new BigUint64Array([address(name), 0n, address(datatype)]),
  );
  spooler.WritePrinter(handle[0] ?? 0n, bytes, bytes.length, new Uint32Array(1));
  spooler.EndDocPrinter(handle[0] ?? 0n);
  spooler.ClosePrinter(handle[0] ?? 0n);
  return jobId;
}

// Both the program and its worker: the worker has no arguments of its own and is told the printer's name.
if (typeof WorkerGlobalScope === "undefined") {
  const worker = new Worker(import.meta.url, { type: "module" });
  worker.onmessage = ({ data }) => {
    Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify({ printers: printerNames(), ...data })));
    worker.terminate();
  };
  worker.postMessage(Deno.args[0]);
} else {
  self.onmessage = ({ data }) => {
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    self.postMessage({ jobId: print(data, bytes), sent: [...bytes] });
  };
}
