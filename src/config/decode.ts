import type { Notice } from "./notice.ts";

/**
 * The text of a settings file, whatever editor saved it: UTF-8 and UTF-16 with or without byte order mark; anything
 * else is taken as Windows-1252, with a warning.
 */
export function decodeText(bytes: Uint8Array): { text: string; warnings: Notice[] } {
  const utf16 = utf16Order(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), warnings: [] };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      warnings: [{
        line: null,
        key: null,
        value: null,
        message: "the settings file is not UTF-8 and was read as Windows-1252 (ANSI)",
        remedy: "If a name with accents is wrong, save the file again with the encoding UTF-8.",
      }],
    };
  }
}

// Settings are mostly ASCII, so UTF-16 without a mark shows as NULs at every other byte.
function utf16Order(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 512);
  const nulsAt = (parity: number) => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const most = sample.length / 4;
  if (nulsAt(1) > most && nulsAt(0) === 0) return "utf-16le";
  if (nulsAt(0) > most && nulsAt(1) === 0) return "utf-16be";
  return null;
}
