/** One command or run of text in a stream of ESC/POS bytes. */
export interface Command {
  /** Epson's mnemonic (`ESC @`, `GS k`), `text` for printable bytes, `unknown` for the rest. */
  readonly name: string;
  /** Its bytes in the stream, the first and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Bytes from the first one of the command on, or NaN when data of a given length is needed and missing. */
type Length = number | ((byte: (offset: number) => number) => number);

const SINGLE = new Map([[0x07, "BEL"], [0x09, "HT"], [0x0a, "LF"], [0x0c, "FF"], [0x0d, "CR"], [0x18, "CAN"]]);
const PREFIXES = new Map([[0x10, "DLE"], [0x1b, "ESC"], [0x1c, "FS"], [0x1d, "GS"]]);

const word = (low: number, high: number) => low + high * 256;

/** Length of commands by prefix and second byte ("ESC/POS Command Reference" and `ESC B` of clones). */
const LENGTHS: Record<string, Record<string, Length>> = {
  DLE: { "\x04": 3, "\x05": 3, "\x14": (byte) => byte(2) === 2 ? 5 : byte(2) === 8 ? 10 : 5 },
  ESC: {
    ...lengths("@2im<", 2),
    ...lengths("aE-!MtdJ3RG{V =rSU%Keu?", 3),
    ...lengths("B$\\c", 4),
    p: 5,
    D: (byte) => {
      let length = 2;
      while (byte(length) > 0) length++;
      return byte(length) === 0 ? length + 1 : NaN;
    },
    "*": (byte) => 5 + word(byte(3), byte(4)) * (byte(2) >= 32 ? 3 : 1),
    "(": (byte) => 5 + word(byte(3), byte(4)),
  },
  FS: { ...lengths(".&", 2), ...lengths("!-CW", 3), ...lengths("Sp", 4) },
  GS: {
    ...lengths(":", 2),
    ...lengths("!BhwHfraIb/", 3),
    ...lengths("LWP$\\", 4),
    V: (byte) => byte(2) >= 65 ? 4 : 3,
    k: (byte) => {
      if (byte(2) >= 65) return 4 + byte(3);
      let length = 3;
      while (byte(length) > 0) length++;
      return byte(length) === 0 ? length + 1 : NaN;
    },
    "(": (byte) => 5 + word(byte(3), byte(4)),
    "8": (byte) => 7 + word(byte(3), byte(4)) + 65_536 * word(byte(5), byte(6)),
    v: (byte) => 8 + word(byte(4), byte(5)) * word(byte(6), byte(7)),
    "*": (byte) => 4 + byte(2) * byte(3) * 8,
  },
};

function lengths(seconds: string, length: number): Record<string, number> {
  return Object.fromEntries([...seconds].map((second) => [second, length]));
}

/**
 * Splits bytes into runs of text and what `controlAt` reads where no text begins; every byte is in exactly one of them. Never throws.
 */
export function splitCommands(
  bytes: Uint8Array,
  controlAt: (bytes: Uint8Array, start: number) => Command,
): Command[] {
  const commands: Command[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = start;
    while (end < bytes.length && isText(bytes[end] ?? 0)) end++;
    const command = end > start ? { name: "text", start, end } : controlAt(bytes, start);
    commands.push(command);
    start = command.end;
  }
  return commands;
}

/** The commands of ESC/POS. One that the stream ends within, or that is not known, is `unknown`. Never throws. */
export function readCommands(bytes: Uint8Array): Command[] {
  return splitCommands(bytes, controlAt);
}

function controlAt(bytes: Uint8Array, start: number): Command {
  const first = bytes[start] ?? 0;
  const single = SINGLE.get(first);
  if (single !== undefined) return { name: single, start, end: start + 1 };
  const prefix = PREFIXES.get(first);
  if (prefix === undefined) return { name: "unknown", start, end: start + 1 };

  const second = String.fromCharCode(bytes[start + 1] ?? 0);
  const length = Object.hasOwn(LENGTHS[prefix] ?? {}, second) ? LENGTHS[prefix]?.[second] : undefined;
  if (length === undefined) return { name: "unknown", start, end: Math.min(bytes.length, start + 2) };
  const end = start + (typeof length === "number" ? length : length((offset) => bytes[start + offset] ?? NaN));
  if (!(end <= bytes.length)) return { name: "unknown", start, end: bytes.length };
  return { name: nameOf(prefix, second, bytes, start), start, end };
}

function nameOf(prefix: string, second: string, bytes: Uint8Array, start: number): string {
  if (prefix === "DLE") return `DLE ${{ "\x04": "EOT", "\x05": "ENQ" }[second] ?? "DC4"}`;
  const third = second === "(" || second === "8" ? ` ${String.fromCharCode(bytes[start + 2] ?? 0)}` : "";
  return `${prefix} ${second === " " ? "SP" : second}${third}`;
}

function isText(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}
