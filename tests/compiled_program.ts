/** What `deno compile` put into an executable. */
export interface CompiledProgram {
  /** The baked settings, as deno writes them. */
  readonly metadata: {
    readonly permissions: Readonly<Record<string, unknown>>;
    readonly entrypoint_key: string;
    readonly env_vars_from_env_file: Readonly<Record<string, string>>;
  };
  /** Each embedded file: its path from the program's folder, and its text. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file or folder in the directory of the embedded files: `n` its name, `e` its entries, `o` its offset and length. */
type Entry = { Dir: { n: string; e: Entry[] } } | { File: { n: string; o: [number, number] } };

const MAGIC = new TextEncoder().encode("d3n0l4nd");
const LITTLE_ENDIAN = true;

/**
 * Reads what Deno 2.9 appends to (or, on Windows, stores as a resource of) its runtime: the magic bytes; then, each after its
 * length, the metadata as JSON, the npm packages, the remote modules, the directory of the embedded files as JSON, their bytes.
 */
export function readCompiledProgram(executable: Uint8Array<ArrayBuffer>): CompiledProgram {
  const view = new DataView(executable.buffer);
  const lengthAt = (offset: number) => Number(view.getBigUint64(offset, LITTLE_ENDIAN));
  const json = (offset: number) =>
    JSON.parse(new TextDecoder().decode(executable.subarray(offset, offset + lengthAt(offset - 8))));

  // The magic bytes are in the runtime's own code as well.
  const start = find(executable, [...MAGIC], 0, (at) => executable[at + 16] === "{".charCodeAt(0)) + 16;
  const directory = find(
    executable,
    [...'[{"'].map((letter) => letter.charCodeAt(0)),
    start + lengthAt(start - 8),
    () => true,
  );
  const bytes = directory + lengthAt(directory - 8) + 8;

  const files = new Map<string, string>();
  const visit = (entries: readonly Entry[], folder: string) => {
    for (const entry of entries) {
      if ("Dir" in entry) visit(entry.Dir.e, `${folder}${entry.Dir.n}/`);
      if (!("File" in entry)) continue;
      const [offset, length] = entry.File.o;
      const content = executable.subarray(bytes + offset, bytes + offset + length);
      files.set(`${folder}${entry.File.n}`, new TextDecoder().decode(content));
    }
  };
  visit(json(directory), "");
  return { metadata: json(start), files };
}

function find(bytes: Uint8Array, wanted: readonly number[], from: number, fits: (at: number) => boolean): number {
  for (let at = bytes.indexOf(wanted[0] ?? 0, from); at !== -1; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((value, index) => bytes[at + index] === value) && fits(at)) return at;
  }
  throw new Error("this executable was not made by deno compile");
}
