/** One file of the log. */
export interface LogFile {
  readonly path: string;
  readonly bytes: number;
}

/** The file of the log and the older ones beside it (`….log.1` is the youngest), newest first; none when there is none. */
export function logFiles(file: string): LogFile[] {
  const found: LogFile[] = [];
  for (let number = 0;; number++) {
    const path = number === 0 ? file : `${file}.${number}`;
    try {
      found.push({ path, bytes: Deno.statSync(path).size });
    } catch {
      // While a file is changed for a new one its place can be empty.
      if (number > 0) return found;
    }
  }
}

/** Bytes read from the end of a file for its last lines. */
const TAIL_BYTES = 200_000;

/** The last `count` lines of a log, from the older file too when the newest is short. */
export function lastLines(files: readonly LogFile[], count: number): string[] {
  const lines: string[] = [];
  for (const { path, bytes } of files) {
    lines.unshift(...linesAtEnd(path, bytes));
    if (lines.length >= count) break;
  }
  return lines.slice(-count);
}

function linesAtEnd(path: string, bytes: number): string[] {
  const start = Math.max(0, bytes - TAIL_BYTES);
  const text = new TextDecoder().decode(readFrom(path, start));
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  return start === 0 ? lines : lines.slice(1);
}

function readFrom(path: string, start: number): Uint8Array<ArrayBuffer> {
  using file = Deno.openSync(path, { read: true });
  file.seekSync(start, Deno.SeekMode.Start);
  const buffer = new Uint8Array(TAIL_BYTES);
  let length = 0;
  while (length < buffer.length) {
    const read = file.readSync(buffer.subarray(length));
    if (read === null) break;
    length += read;
  }
  return buffer.slice(0, length);
}
