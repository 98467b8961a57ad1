import { type Align, PLAIN, type Style, type Symbology } from "../domain/document.ts";
import type { Raster } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { symbologyOf } from "./barcode.ts";
import { code128Text } from "./code128.ts";
import { decodeBytes, encodingOf } from "./code_page.ts";
import { type Command, readCommands } from "./command_reader.ts";
import { displayColumns } from "./display_width.ts";
import { paperColumns } from "./range.ts";
import { rowsOf, upright } from "./stripes.ts";

/** Text of one style on paper. */
export interface PaperRun {
  readonly text: string;
  readonly style: Style;
  /** Dots that stand in the line instead of text (`ESC *`), 24 high. */
  readonly raster?: Raster;
}

/** One thing a printer made of bytes, from top to bottom. Times are ms. */
export type PaperItem =
  | { readonly kind: "line"; readonly align: Align; readonly runs: readonly PaperRun[]; readonly columns: number }
  | {
    readonly kind: "qr";
    readonly data: string;
    readonly align: Align;
    readonly moduleDots: number;
    readonly level: "L" | "M" | "Q" | "H";
  }
  | {
    readonly kind: "barcode";
    /** Epson's system, or `unknown` for one we do not print. */
    readonly system: Symbology | "unknown";
    readonly data: string;
    readonly align: Align;
    readonly heightDots: number;
    readonly moduleDots: number;
    readonly text: boolean;
  }
  | {
    readonly kind: "picture";
    readonly align: Align;
    /** Dots across, a multiple of eight. */
    readonly widthDots: number;
    /** The rows from the top, one bit for each dot; bands that follow one another are one picture. */
    readonly rows: readonly Uint8Array[];
  }
  | { readonly kind: "feed"; readonly lines: number }
  | { readonly kind: "cut"; readonly partial: boolean }
  | { readonly kind: "drawer"; readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  | { readonly kind: "beep"; readonly times: number }
  | { readonly kind: "unknown"; readonly bytes: Uint8Array };

/** What stands on the paper. */
export interface Paper {
  readonly items: readonly PaperItem[];
}

/** Dots of one line feed after power on: 1/6 inch at 203 dots to the inch is 34; Epson's default is 30. */
const LINE_DOTS = 30;

/**
 * Reads ESC/POS bytes as the printer of `profile` would: with its code page numbers and its width, where lines that are
 * too long go on below. What a receipt has no use for is `unknown`. Never throws, whatever the bytes are.
 */
export function interpret(bytes: Uint8Array, profile: Profile): Paper {
  const printer = new PaperPrinter(bytes, profile);
  for (const command of readCommands(bytes)) printer.take(command);
  printer.endLine("if begun");
  return { items: printer.items };
}

class PaperPrinter {
  readonly items: PaperItem[] = [];
  readonly #bytes: Uint8Array;
  readonly #profile: Profile;
  #align: Align = "left";
  #style: Style = PLAIN;
  #page = 0;
  /** Dots from one line to the next. */
  #spacing = LINE_DOTS;
  #runs: PaperRun[] = [];
  #columns = 0;
  /** The last picture, and its rows to add to. */
  #picture: { readonly item: Extract<PaperItem, { kind: "picture" }>; readonly rows: Uint8Array[] } | null = null;
  #barcode = { heightDots: 162, moduleDots: 3, text: false };
  #qr = { moduleDots: 3, level: "L" as "L" | "M" | "Q" | "H", data: "" };

  constructor(bytes: Uint8Array, profile: Profile) {
    this.#bytes = bytes;
    this.#profile = profile;
  }

  take({ name, start, end }: Command): void {
    const at = (offset: number) => this.#bytes[start + offset] ?? 0;
    const isOn = (at(2) & 1) === 1;
    switch (name) {
      case "text":
        return this.#print(decodeBytes(this.#bytes.subarray(start, end), encodingOf(this.#page, this.#profile)));
      case "LF":
        return this.endLine("always");
      case "HT":
        return this.#print(" ".repeat(8 - this.#columns % 8));
      case "ESC @":
        this.#align = "left";
        this.#style = PLAIN;
        this.#page = 0;
        this.#spacing = LINE_DOTS;
        return;
      case "ESC 2":
      case "ESC 3":
        this.#spacing = name === "ESC 3" ? at(2) : LINE_DOTS;
        return;
      case "ESC a":
        // A printer takes it at the beginning of a line only.
        if (this.#columns === 0) this.#align = (["left", "center", "right"] as const)[at(2) % 48] ?? this.#align;
        return;
      case "ESC E":
        return this.#change({ bold: isOn });
      case "ESC -":
        return this.#change({ underline: at(2) % 48 > 0 });
      case "GS B":
        return this.#change({ inverse: isOn });
      case "GS !":
        return this.#change({ width: (at(2) >> 4 & 7) + 1, height: (at(2) & 7) + 1 });
      case "ESC !":
        return this.#change({
          bold: (at(2) & 8) > 0,
          height: (at(2) & 16) > 0 ? 2 : 1,
          width: (at(2) & 32) > 0 ? 2 : 1,
          underline: (at(2) & 128) > 0,
        });
      case "ESC t":
        this.#page = at(2);
        return;
      case "ESC d":
        return this.#feed(at(2));
      case "ESC J":
        return this.#feed(Math.round(at(2) / LINE_DOTS));
      case "GS V":
        return this.#put({ kind: "cut", partial: ![0, 48, 65, 97, 103].includes(at(2)) });
      case "ESC i":
      case "ESC m":
        return this.#put({ kind: "cut", partial: true });
      case "ESC p":
        return this.#put({ kind: "drawer", pin: isOn ? 5 : 2, onMs: at(3) * 2, offMs: at(4) * 2 });
      case "DLE DC4":
        if (at(2) !== 1) return this.#put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
        return this.#put({ kind: "drawer", pin: at(3) === 1 ? 5 : 2, onMs: at(4) * 100, offMs: at(4) * 100 });
      case "ESC B":
        return this.#put({ kind: "beep", times: at(2) });
      case "ESC ( A":
        if (at(5) !== 48) return this.#put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
        return this.#put({ kind: "beep", times: at(7) });
      case "BEL":
        return this.#put({ kind: "beep", times: 1 });
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
        if (!WITHOUT_TRACE.has(name)) this.#put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
    }
  }

  endLine(when: "always" | "if begun"): void {
    if (when === "if begun" && this.#runs.length === 0) return;
    const [run, ...more] = this.#runs;
    const rows = run?.raster === undefined || more.length > 0 ? null : rowsOf(run.raster, this.#spacing);
    if (rows !== null) return this.#rows(rows, (rows[0]?.length ?? 0) * 8);
    this.items.push({ kind: "line", align: this.#align, runs: this.#runs, columns: this.#columns });
    this.#runs = [];
    this.#columns = 0;
  }

  #print(text: string): void {
    let run = "";
    for (const character of text) {
      const columns = displayColumns(character) * this.#style.width;
      if (this.#columns + columns > paperColumns(this.#profile) && this.#columns > 0) {
        this.#addRun(run);
        run = "";
        this.endLine("always");
      }
      run += character;
      this.#columns += columns;
    }
    this.#addRun(run);
  }

  #addRun(text: string): void {
    if (text !== "") this.#runs.push({ text, style: this.#style });
  }

  #change(style: Partial<Style>): void {
    this.#style = { ...this.#style, ...style };
  }

  #put(item: PaperItem): void {
    this.endLine("if begun");
    this.items.push(item);
  }

  #feed(lines: number): void {
    const more = this.#runs.length > 0 ? lines - 1 : lines;
    this.endLine("if begun");
    if (more > 0) this.items.push({ kind: "feed", lines: more });
  }

  #printBarcode(start: number, end: number): void {
    const number = this.#bytes[start + 2] ?? 0;
    const isFormB = number >= 65;
    const raw = this.#bytes.subarray(start + (isFormB ? 4 : 3), isFormB ? end : end - 1);
    const sent = Array.from(raw, (byte) => String.fromCharCode(byte)).join("");
    const system = symbologyOf(isFormB ? number : number + 65) ?? "unknown";
    const data = system === "code128" ? code128Text(sent) : sent;
    this.#put({ kind: "barcode", system, data, align: this.#align, ...this.#barcode });
  }

  #raster(start: number, end: number): void {
    const bytes = this.#bytes.slice(start, end);
    const [, , form, scale = 0, low = 0, high = 0] = bytes;
    const rowBytes = low + high * 256;
    // Only dots as they are; nobody prints them twice as wide or high.
    if (form !== 0x30 || scale % 48 !== 0 || rowBytes === 0) return this.#put({ kind: "unknown", bytes });
    const rows: Uint8Array[] = [];
    for (let at = 8; at < bytes.length; at += rowBytes) rows.push(bytes.subarray(at, at + rowBytes));
    this.endLine("if begun");
    this.#rows(rows, rowBytes * 8);
  }

  /** Rows of a picture instead of the line; bands and stripes right under one another are one picture. */
  #rows(rows: Uint8Array[], widthDots: number): void {
    this.#runs = [];
    this.#columns = 0;
    const above = this.items.at(-1);
    if (this.#picture !== null && above === this.#picture.item && above.align === this.#align) {
      if (above.widthDots === widthDots) {
        for (const row of rows) this.#picture.rows.push(row);
        return;
      }
    }
    const item = { kind: "picture" as const, align: this.#align, widthDots, rows };
    this.#picture = { item, rows };
    this.items.push(item);
  }

  #stripe(bytes: Uint8Array): void {
    const [, , mode, low = 0, high = 0] = bytes;
    const width = low + high * 256;
    if (mode !== 33 || width === 0) return this.#put({ kind: "unknown", bytes });
    this.#runs.push({ text: "", style: PLAIN, raster: upright(bytes.subarray(5), width) });
    this.#columns += width / 12;
  }

  #symbol(start: number, end: number): void {
    const [cn, fn, value] = this.#bytes.subarray(start + 5, start + 8);
    if (cn !== 49) return this.#put({ kind: "unknown", bytes: this.#bytes.slice(start, end) });
    if (fn === 67) this.#qr.moduleDots = value ?? 3;
    else if (fn === 69) this.#qr.level = (["L", "M", "Q", "H"] as const)[(value ?? 48) - 48] ?? "L";
    else if (fn === 80) this.#qr.data = new TextDecoder().decode(this.#bytes.subarray(start + 8, end));
    else if (fn === 81) this.#put({ kind: "qr", align: this.#align, ...this.#qr });
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

export { listing } from "./listing.ts";
export { paperText } from "./paper_text.ts";
