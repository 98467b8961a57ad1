import { type Command, splitCommands } from "../command_reader.ts";

/** Bytes from the first one of the command on, or NaN when data of a given length is needed and missing. */
type Length = number | ((byte: (offset: number) => number) => number);

const NAMES =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
    .split(" ");

/** Bytes that are a command alone; the drawers, the status and the printer's online state among them. */
const SINGLE = new Set([..."\x04\x05\x07\x09\x0a\x0b\x0c\x0d\x0e\x0f\x11\x12\x13\x14\x17\x18\x19\x1a\x1c"]);

const word = (low: number, high: number) => low + high * 256;

/** Length of commands by the bytes behind ESC, the longest first ("StarPRNT …", "Star Line Mode Command Specifications"). */
const LENGTHS: Record<string, Length> = {
  ...lengths("", "@ 0 1 2 4 5 6 7 E F M P : g p q", 2),
  ...lengths("", "R z - _ W h a d J I A 3 y l Q / $ SP \x0c", 3),
  ...lengths("", "i s t \x07", 4),
  "\x06": 3,
  b: (byte) => {
    let length = 6;
    while (byte(length) !== 0x1e && byte(length) >= 0) length++;
    return byte(length) === 0x1e ? length + 1 : NaN;
  },
  k: (byte) => 4 + word(byte(2), byte(3)) * 24,
  X: (byte) => 4 + word(byte(2), byte(3)) * 3,
  K: (byte) => 4 + word(byte(2), byte(3)),
  L: (byte) => 4 + word(byte(2), byte(3)),
  ...lengths("\x1e", "a F R E A d i", 4),
  ...lengths("\x1d", "t a P", 4),
  ...lengths("\x1d", "A R 4", 5),
  ...lengths("\x1d", "\x07 \x03 g", 6),
  "\x1d\x19": 7,
  "\x1dS": (byte) => 9 + word(byte(4), byte(5)) * word(byte(6), byte(7)),
  "\x1dyS": 6,
  "\x1dyP": 4,
  "\x1dyI": 4,
  "\x1dyD1": (byte) => 8 + word(byte(6), byte(7)),
  "\x1dyD2": (byte) => {
    let length = 6;
    for (let block = 0; block < byte(5); block++) length += 3 + word(byte(length + 1), byte(length + 2));
    return length;
  },
  "\x1dxS0": 8,
  ...lengths("\x1dxS", "1 2 3", 6),
  "\x1dxP": 4,
  "\x1dxI": 4,
  "\x1dxD": (byte) => 6 + word(byte(4), byte(5)),
};

const LONGEST = Math.max(...Object.keys(LENGTHS).map((key) => key.length));

function lengths(first: string, rest: string, length: number): Record<string, number> {
  return Object.fromEntries(rest.split(" ").map((next) => [first + (next === "SP" ? " " : next), length]));
}

/**
 * The commands of Star's languages, by Star's mnemonics (`ESC GS t`, `BEL`). One that the stream ends within, or that is not known, is
 * `unknown`. Never throws.
 */
export function readStarCommands(bytes: Uint8Array): Command[] {
  return splitCommands(bytes, controlAt);
}

function controlAt(bytes: Uint8Array, start: number): Command {
  const first = bytes[start] ?? 0;
  if (SINGLE.has(String.fromCharCode(first))) return { name: NAMES[first] ?? "", start, end: start + 1 };
  if (first !== 0x1b) return { name: "unknown", start, end: start + 1 };

  const behind = String.fromCharCode(...bytes.subarray(start + 1, start + 1 + LONGEST));
  for (let size = Math.min(LONGEST, behind.length); size > 0; size--) {
    const key = behind.slice(0, size);
    const length = Object.hasOwn(LENGTHS, key) ? LENGTHS[key] : undefined;
    if (length === undefined) continue;
    const end = start + (typeof length === "number" ? length : length((offset) => bytes[start + offset] ?? NaN));
    if (!(end <= bytes.length)) return { name: "unknown", start, end: bytes.length };
    return { name: nameOf(key), start, end };
  }
  return { name: "unknown", start, end: Math.min(bytes.length, start + 2) };
}

/** `ESC GS y D 2` for the bytes behind ESC. */
function nameOf(key: string): string {
  return ["ESC", ...Array.from(key, (character) => mnemonic(character.charCodeAt(0)))].join(" ");
}

function mnemonic(byte: number): string {
  return byte === 0x20 ? "SP" : NAMES[byte] ?? String.fromCharCode(byte);
}
