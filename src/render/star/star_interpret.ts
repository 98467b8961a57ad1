import type { Profile } from "../../domain/profile.ts";
import { decodeBytes, encodingOf } from "../code_page.ts";
import type { Command } from "../command_reader.ts";
import { type Paper, PaperBuilder } from "../paper.ts";
import { upright } from "../upright.ts";
import { barcodeOf } from "./star_barcode.ts";
import { STRIPE_ROWS } from "./star_commands.ts";
import { readStarCommands } from "./star_reader.ts";

/** Dots of one line feed at 4 mm, and of a narrow one at 3 mm. */
const [LINE_DOTS, NARROW_DOTS] = [32, 24];

/** Pulses of the second drawer, and of the first when nothing was set, in ms. */
const PULSE_MS = 200;

/** As `interpret`, for printers of Star's own languages. Never throws, whatever the bytes are. */
export function interpretStar(bytes: Uint8Array, profile: Profile): Paper {
  const printer = new StarPrinter(bytes, profile);
  for (const command of readStarCommands(bytes)) printer.take(command);
  return printer.end();
}

class StarPrinter {
  readonly #bytes: Uint8Array;
  readonly #profile: Profile;
  readonly #paper: PaperBuilder;
  #page = 0;
  #pulse = { onMs: PULSE_MS, offMs: PULSE_MS };
  #pdf417 = { moduleDots: 2, columns: 0, level: 1, data: "" };
  #qr = { moduleDots: 3, level: "L" as "L" | "M" | "Q" | "H", data: "" };

  constructor(bytes: Uint8Array, profile: Profile) {
    this.#bytes = bytes;
    this.#profile = profile;
    this.#paper = new PaperBuilder(profile, LINE_DOTS);
  }

  end(): Paper {
    this.#paper.endLine("if begun");
    return { items: this.#paper.items };
  }

  take({ name, start, end }: Command): void {
    const at = (offset: number) => this.#bytes[start + offset] ?? 0;
    const paper = this.#paper;
    switch (name) {
      case "text":
        return paper.print(decodeBytes(this.#bytes.subarray(start, end), encodingOf(this.#page, this.#profile)));
      case "LF":
        return paper.endLine("always");
      case "HT":
        return paper.tab();
      case "ESC @":
        paper.reset();
        this.#page = 0;
        return;
      case "ESC GS t":
        this.#page = at(3);
        return;
      case "ESC GS a":
        return paper.setAlign((["left", "center", "right"] as const)[at(3) % 48]);
      case "ESC E":
      case "ESC F":
        return paper.change({ bold: name === "ESC E" });
      case "ESC -":
        return paper.change({ underline: at(2) % 48 > 0 });
      case "ESC 4":
      case "ESC 5":
        return paper.change({ inverse: name === "ESC 4" });
      case "ESC i":
        return paper.change({ height: at(2) % 48 + 1, width: at(3) % 48 + 1 });
      case "ESC W":
        return paper.change({ width: at(2) % 48 + 1 });
      case "ESC h":
        return paper.change({ height: at(2) % 48 + 1 });
      case "ESC z":
        return paper.setSpacing(at(2) % 48 === 0 ? NARROW_DOTS : LINE_DOTS);
      case "ESC 0":
        return paper.setSpacing(NARROW_DOTS);
      case "ESC a":
        return paper.feed(at(2));
      case "ESC d":
        return paper.put({ kind: "cut", partial: at(2) % 2 === 1 });
      case "ESC BEL":
        this.#pulse = { onMs: at(2) * 10, offMs: at(3) * 10 };
        return;
      case "BEL":
      case "FS":
        return paper.put({ kind: "drawer", pin: 2, ...this.#pulse });
      case "SUB":
      case "EM":
        return paper.put({ kind: "drawer", pin: 5, onMs: PULSE_MS, offMs: PULSE_MS });
      case "ESC GS BEL":
        return paper.put({ kind: "beep", times: 1 });
      case "ESC b":
        return paper.put(barcodeOf(this.#bytes.subarray(start, end), paper.align));
      case "ESC GS S":
        return this.#raster(start, end);
      case "ESC k":
        return this.#rowStripe(this.#bytes.subarray(start + 4, end));
      case "ESC X":
        return paper.inline(upright(this.#bytes.subarray(start + 4, end), at(2) + at(3) * 256));
      default:
        if (name.startsWith("ESC GS y")) return this.#qrFunction(name, start, end);
        if (name.startsWith("ESC GS x")) return this.#pdf417Function(name, this.#bytes.subarray(start, end));
        if (!WITHOUT_TRACE.has(name)) paper.put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
    }
  }

  #raster(start: number, end: number): void {
    const bytes = this.#bytes.slice(start, end);
    const [, , , mode, low = 0, high = 0] = bytes;
    const rowBytes = low + high * 256;
    if (mode !== 1 || rowBytes === 0) return this.#paper.put({ kind: "unknown", bytes });
    this.#paper.addRows(rowsOf(bytes.subarray(9), rowBytes));
  }

  #rowStripe(bits: Uint8Array): void {
    this.#paper.inline({ width: bits.length / STRIPE_ROWS * 8, height: STRIPE_ROWS, bits: bits.slice() });
  }

  #qrFunction(name: string, start: number, end: number): void {
    const [kind, value = 0] = this.#bytes.subarray(start + 4, start + 6);
    if (name === "ESC GS y S" && kind === 0x31) this.#qr.level = (["L", "M", "Q", "H"] as const)[value] ?? "L";
    else if (name === "ESC GS y S" && kind === 0x32) this.#qr.moduleDots = value;
    else if (name === "ESC GS y D 1") this.#qr.data = utf8(this.#bytes.subarray(start + 8, end));
    else if (name === "ESC GS y D 2") this.#qr.data = blocks(this.#bytes.subarray(start + 6, end));
    else if (name === "ESC GS y P") this.#paper.put({ kind: "qr", align: this.#paper.align, ...this.#qr });
  }

  #pdf417Function(name: string, own: Uint8Array): void {
    const last = own.at(-1) ?? 0;
    if (name === "ESC GS x S 0") this.#pdf417.columns = own[5] === 1 ? last : 0;
    else if (name === "ESC GS x S 1") this.#pdf417.level = last;
    else if (name === "ESC GS x S 2") this.#pdf417.moduleDots = last;
    else if (name === "ESC GS x D") this.#pdf417.data = utf8(own.subarray(6));
    else if (name === "ESC GS x P") this.#paper.put({ kind: "pdf417", align: this.#paper.align, ...this.#pdf417 });
  }
}

/** The data of `a` blocks, each behind its type and its length. */
function blocks(bytes: Uint8Array): string {
  const data: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at + 1] ?? 0) + (bytes[at + 2] ?? 0) * 256;
    for (const byte of bytes.subarray(at + 3, at + 3 + length)) data.push(byte);
    at += 3 + length;
  }
  return utf8(Uint8Array.from(data));
}

function rowsOf(bits: Uint8Array, rowBytes: number): Uint8Array[] {
  const rows: Uint8Array[] = [];
  for (let at = 0; at < bits.length; at += rowBytes) rows.push(bits.subarray(at, at + rowBytes));
  return rows;
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Commands that leave nothing on the paper, or nothing this can show. */
const WITHOUT_TRACE = new Set(["CR", "FF", "CAN", "ESC R", "ESC $", "ESC SP", "ESC RS F", "ESC RS a", "ESC /"]);
