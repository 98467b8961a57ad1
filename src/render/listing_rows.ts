import type { Profile } from "../domain/profile.ts";
import { decodeBytes, encodingOf } from "./code_page.ts";
import type { Command } from "./command_reader.ts";

/** Bytes on one line; longer commands and texts go on below. */
const ROW = 16;

/** How the commands of one language are put in words. */
export interface Wording {
  /** The code page that a command selects; `null` for any other command. */
  page(command: Command, own: Uint8Array): number | null;
  /** A picture in one line, whatever its size: nobody reads dots in hex. `null` for any other command. */
  picture(command: Command, own: Uint8Array): string | null;
  meaning(command: Command, own: Uint8Array): string;
}

/** Bytes as lines for the eye: hex on the left, words or the text on the right, one command or run of text after the other. */
export function listingRows(
  bytes: Uint8Array,
  commands: readonly Command[],
  profile: Profile,
  wording: Wording,
): string {
  let page = 0;
  const lines: string[] = [];
  for (const command of commands) {
    const own = bytes.subarray(command.start, command.end);
    page = wording.page(command, own) ?? page;
    const picture = wording.picture(command, own);
    if (picture !== null) {
      const shown = hexOf(own.subarray(0, ROW - 1));
      lines.push(`${`${shown}${own.length >= ROW ? " .." : ""}`.padEnd(ROW * 3)} ${picture}`);
      continue;
    }
    for (let start = 0; start < own.length; start += ROW) {
      const row = own.subarray(start, start + ROW);
      const right = command.name === "text"
        ? JSON.stringify(decodeBytes(row, encodingOf(page, profile)))
        : start === 0
        ? wording.meaning(command, own)
        : "";
      lines.push(`${hexOf(row).padEnd(ROW * 3)} ${right}`.trimEnd());
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
