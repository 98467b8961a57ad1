import type { Profile } from "../../domain/profile.ts";
import { systemName } from "../barcode.ts";
import { encodingOf } from "../code_page.ts";
import type { Command } from "../command_reader.ts";
import { listingRows } from "../listing_rows.ts";
import { barcodeOf } from "./star_barcode.ts";
import { readStarCommands } from "./star_reader.ts";

const MEANINGS: Record<string, string> = {
  "ESC @": "initialize",
  "ESC R": "character set",
  "ESC $": "Shift JIS mode",
  "ESC z": "line spacing",
  "ESC 0": "line spacing 3 mm",
  "ESC GS a": "align",
  "ESC E": "bold",
  "ESC F": "bold off",
  "ESC -": "underline",
  "ESC 4": "inverse",
  "ESC 5": "inverse off",
  "ESC a": "feed lines",
  "ESC d": "feed and cut",
  "ESC BEL": "times of the drawer's pulse",
  BEL: "pulse to the first drawer",
  FS: "pulse to the first drawer, at once",
  SUB: "pulse to the second drawer",
  EM: "pulse to the second drawer",
  "ESC GS BEL": "beep",
  "ESC GS y P": "QR print",
  "ESC GS x P": "PDF417 print",
};

/** As `listing`, for Star's own languages. Never throws, whatever the bytes are. */
export function starListing(bytes: Uint8Array, profile: Profile): string {
  return listingRows(bytes, readStarCommands(bytes), profile, {
    page: ({ name }, own) => name === "ESC GS t" ? own[3] ?? 0 : name === "ESC @" ? 0 : null,
    picture: pictureOf,
    meaning: (command, own) => meaning(command, own, profile),
  });
}

function pictureOf({ name }: Command, own: Uint8Array): string | null {
  const word = (at: number) => (own[at] ?? 0) + (own[at + 1] ?? 0) * 256;
  if (name === "ESC GS S") return `ESC GS S  picture ${word(4) * 8}x${word(6)}, ${own.length - 9} bytes`;
  if (name === "ESC k") return `ESC k  picture ${word(2) * 8}x24, ${own.length - 4} bytes`;
  if (name === "ESC X") return `ESC X  picture ${word(2)}x24, ${own.length - 4} bytes`;
  return null;
}

function meaning({ name }: Command, own: Uint8Array, profile: Profile): string {
  const utf8 = (from: number) => JSON.stringify(new TextDecoder().decode(own.subarray(from)));
  const [, , third = 0, fourth = 0, fifth = 0, sixth = 0] = own;
  switch (name) {
    case "unknown":
      return "unknown";
    case "ESC GS t":
      return `ESC GS t ${fourth}  code page ${encodingOf(fourth, profile) || "unknown"}`;
    case "ESC i":
      return `ESC i ${third} ${fourth}  size ${fourth % 48 + 1}x${third % 48 + 1}`;
    case "ESC b": {
      const { system, data } = barcodeOf(own, "left");
      return `ESC b  ${system === "unknown" ? "barcode" : systemName(system)} ${JSON.stringify(data)}`;
    }
    case "ESC GS y S":
      return `ESC GS y S  QR ${["model", "level", "module"][fifth - 48] ?? "setting"} ` +
        `${fifth === 49 ? "LMQH"[sixth] ?? sixth : sixth}`;
    case "ESC GS y D 1":
      return `${name}  QR data ${utf8(8)}`;
    case "ESC GS y D 2":
      return `${name}  QR data ${utf8(9)}`;
    case "ESC GS x D":
      return `${name}  PDF417 data ${utf8(6)}`;
  }
  if (name.startsWith("ESC GS x S")) {
    const what = ["columns", "level", "module", "row height"][fifth - 48];
    return `${name}  PDF417 ${what ?? "setting"} ${own.at(-1)}`;
  }
  const words = MEANINGS[name];
  // Behind the bytes of the name itself.
  const numbers = Array.from(own.subarray(name.split(" ").length, 8), String).join(" ");
  return `${name}${numbers && ` ${numbers}`}${words === undefined ? "" : `  ${words}`}`;
}
