import { isStar, type Profile } from "../domain/profile.ts";
import { symbologyOf, systemName } from "./barcode.ts";
import { code128Text } from "./code128.ts";
import { encodingOf } from "./code_page.ts";
import { type Command, readCommands } from "./command_reader.ts";
import { drawingListing } from "./drawing.ts";
import { listingRows } from "./listing_rows.ts";
import { starListing } from "./star/star_listing.ts";

const MEANINGS: Record<string, string> = {
  "ESC @": "initialize",
  "GS ( D": "real-time commands off",
  "ESC a": "align",
  "ESC E": "bold",
  "ESC -": "underline",
  "GS B": "inverse",
  "ESC d": "feed lines",
  "GS V": "feed and cut",
  "ESC p": "pulse to the drawer",
  "ESC B": "beep",
  "GS h": "barcode height",
  "GS w": "barcode module",
  "GS H": "barcode text",
};

/**
 * Bytes for the eye, in the language of the profile: hex on the left, the command's mnemonic with its numbers or the text on the right, one
 * command or run of text per line, sixteen bytes at most. Never throws, whatever the bytes are.
 */
export function listing(bytes: Uint8Array, profile: Profile): string {
  if (isStar(profile.format)) return starListing(bytes, profile);
  if (profile.format === "gdi") return drawingListing(bytes);
  return listingRows(bytes, readCommands(bytes), profile, {
    page: ({ name }, own) => name === "ESC t" ? own[2] ?? 0 : name === "ESC @" ? 0 : null,
    picture: ({ name }, own) => name === "GS v" ? pictureWords(own) : null,
    meaning: (command, own) => meaning(command, own, profile),
  });
}

function pictureWords(own: Uint8Array): string {
  const [, , form = 0, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = own;
  const [width, height] = [(xLow + xHigh * 256) * 8, yLow + yHigh * 256];
  return `GS v ${String.fromCharCode(form)}  picture ${width}x${height}, ${own.length - 8} bytes`;
}

function meaning({ name }: Command, own: Uint8Array, profile: Profile): string {
  const [, , third = 0] = own;
  switch (name) {
    case "unknown":
      return "unknown";
    case "ESC t":
      return `ESC t ${third}  code page ${encodingOf(third, profile) || "unknown"}`;
    case "GS !":
      return `GS ! ${third}  size ${(third >> 4 & 7) + 1}x${(third & 7) + 1}`;
    case "GS k":
      return barcodeMeaning(own);
    case "GS ( k":
      return symbolMeaning(own);
  }
  const numbers = name.startsWith("GS (") ? own.subarray(5) : own.subarray(2);
  const shown = name.includes(" ") ? Array.from(numbers.subarray(0, 6), String).join(" ") : "";
  const words = MEANINGS[name];
  return `${name}${shown && ` ${shown}`}${words === undefined ? "" : `  ${words}`}`;
}

function barcodeMeaning(own: Uint8Array): string {
  const number = own[2] ?? 0;
  const isFormB = number >= 65;
  const system = symbologyOf(isFormB ? number : number + 65);
  const sent = Array.from(isFormB ? own.subarray(4) : own.subarray(3, -1), (byte) => String.fromCharCode(byte)).join(
    "",
  );
  const data = system === "code128" ? code128Text(sent) : sent;
  return `GS k ${number}  ${system === undefined ? "barcode" : systemName(system)} ${JSON.stringify(data)}`;
}

const QR_FUNCTIONS: Record<number, string> = { 65: "model", 67: "module", 69: "level", 80: "data", 81: "print" };

const PDF417_FUNCTIONS: Record<number, string> = {
  65: "columns",
  66: "rows",
  67: "module",
  68: "row height",
  69: "level",
  70: "options",
  80: "data",
  81: "print",
};

function symbolMeaning(own: Uint8Array): string {
  const [, , , , , cn = 0, fn = 0, value = 0] = own;
  if (cn === 48) {
    const what = `GS ( k 48 ${fn}  PDF417 ${PDF417_FUNCTIONS[fn] ?? "function"}`;
    if (fn === 80) return `${what} ${JSON.stringify(new TextDecoder().decode(own.subarray(8)))}`;
    if (fn === 69) return `${what} ${(own[8] ?? 48) - 48}`;
    return fn === 81 ? what : `${what} ${value}`;
  }
  if (cn !== 49) return `GS ( k ${cn} ${fn}`;
  const what = `GS ( k 49 ${fn}  QR ${QR_FUNCTIONS[fn] ?? "function"}`;
  if (fn === 80) return `${what} ${JSON.stringify(new TextDecoder().decode(own.subarray(8)))}`;
  if (fn === 69) return `${what} ${"LMQH"[value - 48] ?? value}`;
  return fn === 81 ? what : `${what} ${fn === 65 ? value - 48 : value}`;
}
