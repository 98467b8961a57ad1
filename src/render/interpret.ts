import { isStar, type Profile } from "../domain/profile.ts";
import { symbologyOf } from "./barcode.ts";
import { code128Text } from "./code128.ts";
import { decodeBytes, encodingOf } from "./code_page.ts";
import { type Command, readCommands } from "./command_reader.ts";
import { interpretDrawing } from "./drawing.ts";
import { LINE_DOTS, type Paper, PaperBuilder } from "./paper.ts";
import { interpretStar } from "./star/star_interpret.ts";
import { upright } from "./upright.ts";

/**
 * Reads bytes as the printer of `profile` would: in its language, with its code page numbers and its width, where lines that are
 * too long go on below. What a receipt has no use for is `unknown`. Never throws, whatever the bytes are.
 */
export function interpret(bytes: Uint8Array, profile: Profile): Paper {
  if (isStar(profile.format)) return interpretStar(bytes, profile);
  if (profile.format === "gdi") return interpretDrawing(bytes);
  const printer = new EscposPrinter(bytes, profile);
  for (const command of readCommands(bytes)) printer.take(command);
  return printer.end();
}

class EscposPrinter {
  readonly #bytes: Uint8Array;
  readonly #profile: Profile;
  readonly #paper: PaperBuilder;
  #page = 0;
  #barcode = { heightDots: 162, moduleDots: 3, text: false };
  #qr = { moduleDots: 3, level: "L" as "L" | "M" | "Q" | "H", data: "" };
  #pdf417 = { moduleDots: 3, columns: 0, level: 1, data: "" };

  constructor(bytes: Uint8Array, profile: Profile) {
    this.#bytes = bytes;
    this.#profile = profile;
    this.#paper = new PaperBuilder(profile);
  }

  end(): Paper {
    this.#paper.endLine("if begun");
    return { items: this.#paper.items };
  }

  take({ name, start, end }: Command): void {
    const at = (offset: number) => this.#bytes[start + offset] ?? 0;
    const isOn = (at(2) & 1) === 1;
    switch (name) {
      case "text":
        return this.#paper.print(decodeBytes(this.#bytes.subarray(start, end), encodingOf(this.#page, this.#profile)));
      case "LF":
        return this.#paper.endLine("always");
      case "HT":
        return this.#paper.tab();
      case "ESC @":
        this.#paper.reset();
        this.#page = 0;
        return;
      case "ESC a":
        return this.#paper.setAlign((["left", "center", "right"] as const)[at(2) % 48]);
      case "ESC E":
        return this.#paper.change({ bold: isOn });
      case "ESC -":
        return this.#paper.change({ underline: at(2) % 48 > 0 });
      case "GS B":
        return this.#paper.change({ inverse: isOn });
      case "GS !":
        return this.#paper.change({ width: (at(2) >> 4 & 7) + 1, height: (at(2) & 7) + 1 });
      case "ESC !":
        return this.#paper.change({
          bold: (at(2) & 8) > 0,
          height: (at(2) & 16) > 0 ? 2 : 1,
          width: (at(2) & 32) > 0 ? 2 : 1,
          underline: (at(2) & 128) > 0,
        });
      case "ESC t":
        this.#page = at(2);
        return;
      case "ESC d":
        return this.#paper.feed(at(2));
      case "ESC J":
        return this.#paper.feed(Math.round(at(2) / LINE_DOTS), at(2));
      case "ESC 2":
        return this.#paper.setSpacing();
      case "ESC 3":
        return this.#paper.setSpacing(at(2));
      case "GS V":
        return this.#paper.put({ kind: "cut", partial: ![0, 48, 65, 97, 103].includes(at(2)) });
      case "ESC i":
      case "ESC m":
        return this.#paper.put({ kind: "cut", partial: true });
      case "ESC p":
        return this.#paper.put({ kind: "drawer", pin: isOn ? 5 : 2, onMs: at(3) * 2, offMs: at(4) * 2 });
      case "DLE DC4":
        if (at(2) !== 1) return this.#paper.put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
        return this.#paper.put({ kind: "drawer", pin: at(3) === 1 ? 5 : 2, onMs: at(4) * 100, offMs: at(4) * 100 });
      case "ESC B":
        return this.#paper.put({ kind: "beep", times: at(2) });
      case "ESC ( A":
        if (at(5) !== 48) return this.#paper.put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
        return this.#paper.put({ kind: "beep", times: at(7) });
      case "BEL":
        return this.#paper.put({ kind: "beep", times: 1 });
      case "GS h":
        this.#barcode.heightDots = at(2);
        return;
      case "GS w":
        this.#barcode.moduleDots = at(2);
        return;
      case "GS H":
        this.#barcode.text = at(2) % 48 > 0;
        return;
      case "GS k":
        return this.#printBarcode(start, end);
      case "GS ( k":
        return this.#symbol(start, end);
      case "GS v":
        return this.#raster(start, end);
      case "ESC *":
        return this.#stripe(this.#bytes.slice(start, end));
      default:
        if (!WITHOUT_TRACE.has(name)) this.#paper.put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
    }
  }

  #printBarcode(start: number, end: number): void {
    const number = this.#bytes[start + 2] ?? 0;
    const isFormB = number >= 65;
    const raw = this.#bytes.subarray(start + (isFormB ? 4 : 3), isFormB ? end : end - 1);
    const sent = Array.from(raw, (byte) => String.fromCharCode(byte)).join("");
    const system = symbologyOf(isFormB ? number : number + 65) ?? "unknown";
    const data = system === "code128" ? code128Text(sent) : sent;
    this.#paper.put({ kind: "barcode", system, data, align: this.#paper.align, ...this.#barcode });
  }

  #raster(start: number, end: number): void {
    const bytes = this.#bytes.slice(start, end);
    const [, , form, scale = 0, low = 0, high = 0] = bytes;
    const rowBytes = low + high * 256;
    // Only dots as they are; nobody prints them twice as wide or high.
    if (form !== 0x30 || scale % 48 !== 0 || rowBytes === 0) return this.#paper.put({ kind: "unknown", bytes });
    const rows: Uint8Array[] = [];
    for (let at = 8; at < bytes.length; at += rowBytes) rows.push(bytes.subarray(at, at + rowBytes));
    this.#paper.addRows(rows);
  }

  #stripe(bytes: Uint8Array): void {
    const [, , mode, low = 0, high = 0] = bytes;
    const width = low + high * 256;
    if (mode !== 33 || width === 0) return this.#paper.put({ kind: "unknown", bytes });
    this.#paper.inline(upright(bytes.subarray(5), width));
  }

  #symbol(start: number, end: number): void {
    const [cn, fn, value] = this.#bytes.subarray(start + 5, start + 8);
    if (cn === 48) return this.#pdf417Function(fn, start, end);
    if (cn !== 49) return this.#paper.put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
    if (fn === 67) this.#qr.moduleDots = value ?? 3;
    else if (fn === 69) this.#qr.level = (["L", "M", "Q", "H"] as const)[(value ?? 48) - 48] ?? "L";
    else if (fn === 80) this.#qr.data = new TextDecoder().decode(this.#bytes.subarray(start + 8, end));
    else if (fn === 81) this.#paper.put({ kind: "qr", align: this.#paper.align, ...this.#qr });
  }

  #pdf417Function(fn: number | undefined, start: number, end: number): void {
    const [value = 0, level = 48] = this.#bytes.subarray(start + 7, start + 9);
    if (fn === 65) this.#pdf417.columns = value;
    else if (fn === 67) this.#pdf417.moduleDots = value;
    else if (fn === 69 && value === 48) this.#pdf417.level = level - 48;
    else if (fn === 80) this.#pdf417.data = new TextDecoder().decode(this.#bytes.subarray(start + 8, end));
    else if (fn === 81) this.#paper.put({ kind: "pdf417", align: this.#paper.align, ...this.#pdf417 });
  }
}

/** Commands that leave nothing on the paper, or nothing this can show. */
const WITHOUT_TRACE = new Set([
  "CR",
  "FF",
  "GS ( D",
  "ESC M",
  "ESC R",
  "FS .",
  "GS f",
  "GS L",
  "GS W",
]);

export { LINE_DOTS } from "./paper.ts";
export type { Paper, PaperItem, PaperRun } from "./paper.ts";
export { listing } from "./listing.ts";
export { paperText } from "./paper_text.ts";
