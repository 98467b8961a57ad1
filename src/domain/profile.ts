import * as z from "zod";

/**
 * What is sent to a printer: ESC/POS commands, those of Star's printers (StarPRNT, or the older Star Line Mode), plain
 * lines for any printer that takes text, or a drawing (drawing.ts) that Windows draws on a printer of any kind.
 */
export const formatSchema = z.enum(["escpos", "starprnt", "starline", "text", "gdi"]);
export type Format = z.infer<typeof formatSchema>;

/** Whether a printer is spoken to in one of Star's own languages. */
export function isStar(format: Format): boolean {
  return format === "starprnt" || format === "starline";
}

/**
 * One code page of a printer: our name of the encoding (`cp858`), and the `n` of `ESC t n` that selects it. In Star's own
 * languages the number of `STAR_CODE_PAGES` counts.
 */
export interface CodePage {
  readonly encoding: string;
  readonly number: number;
}

/** Codes that a printer makes itself. */
export const NATIVE_CODES = ["qr", "pdf417", "barcode"] as const;
export type NativeCode = typeof NATIVE_CODES[number];

/** How a printer takes pictures: `GS v 0` in bands of rows, `ESC *` in stripes of 24 rows, or not at all. */
export const PICTURE_MODES = ["raster", "columns", "none"] as const;
export type PictureMode = typeof PICTURE_MODES[number];

/** How a printer beeps: `ESC B`, `ESC ( A`, `BEL`, a buzzer on the drawer socket, or not at all. */
export const BUZZERS = ["esc-b", "esc-(a", "bel", "drawer", "none"] as const;
export type Buzzer = typeof BUZZERS[number];

/** What one printer can do and wants: everything the layout and the encoders need to know about it. */
export interface Profile {
  readonly format: Format;
  /** Characters of font A on a line: 48 on 80 mm paper with 576 dots, 32 on 58 mm with 384. */
  readonly columns: number;
  /** Dots across the paper; 12 for each column when missing. */
  readonly dots?: number;
  /** In the order of preference. Empty: ASCII only. */
  readonly codePages: readonly CodePage[];
  /** The encoding of `text` output. */
  readonly textEncoding: string;
  readonly cutter: boolean;
  /** Which pin of the drawer socket gets the pulse (2 or 5), and for how long, in ms. */
  readonly drawerPin: 2 | 5;
  readonly drawerOnMs: number;
  readonly drawerOffMs: number;
  /** Send `GS ( D` after `ESC @`, so that no data can be read as a real-time command. */
  readonly disableRealtime: boolean;
  readonly buzzer: Buzzer;
  /** The others are painted. */
  readonly nativeCodes: readonly NativeCode[];
  readonly pictureMode: PictureMode;
  /** Send `FS .` after `ESC @`: printers that start in Chinese mode print two bytes above 0x7F as one Chinese character. */
  readonly cancelChinese: boolean;
  /** Paint characters that no code page has; else they are transliterated. */
  readonly drawMissing: boolean;
}

/**
 * `ESC t` numbers of Epson's TM series (ESC/POS command reference, "ESC t", page table), by our encoding names. The
 * order is the order of preference of ENCODING's rules: 858 has € and ë, 1252 more of the west, 852 the middle of
 * Europe.
 */
export const EPSON_CODE_PAGES: readonly CodePage[] = [
  { encoding: "cp858", number: 19 },
  { encoding: "windows1252", number: 16 },
  { encoding: "cp852", number: 18 },
  { encoding: "windows1250", number: 45 },
  { encoding: "cp437", number: 0 },
  { encoding: "windows1253", number: 47 },
  { encoding: "cp737", number: 14 },
  { encoding: "windows1251", number: 46 },
  { encoding: "cp866", number: 17 },
  { encoding: "windows1254", number: 48 },
  { encoding: "cp857", number: 13 },
  { encoding: "windows1257", number: 51 },
  { encoding: "cp775", number: 33 },
];

/**
 * `ESC GS t` numbers of all Star printers in StarPRNT and Star Line Mode ("StarPRNT Command Specifications", "Star Line Mode
 * Command Specifications", `ESC GS t n`), by our encoding names.
 */
export const STAR_CODE_PAGES: readonly CodePage[] = [
  { encoding: "cp437", number: 1 },
  { encoding: "cp858", number: 4 },
  { encoding: "cp852", number: 5 },
  { encoding: "cp860", number: 6 },
  { encoding: "cp861", number: 7 },
  { encoding: "cp863", number: 8 },
  { encoding: "cp865", number: 9 },
  { encoding: "cp866", number: 10 },
  { encoding: "cp855", number: 11 },
  { encoding: "cp857", number: 12 },
  { encoding: "cp737", number: 15 },
  { encoding: "cp869", number: 17 },
  { encoding: "windows1252", number: 32 },
  { encoding: "windows1250", number: 33 },
  { encoding: "windows1251", number: 34 },
];

/**
 * The pages of `wanted` that a printer has in `format`, in the same order: Star has numbers of its own, the same in all
 * models. An encoding that Star does not list needs a number that is not merely Epson's.
 */
export function pagesIn(format: Format, wanted: readonly CodePage[]): readonly CodePage[] {
  if (!isStar(format)) return wanted;
  return wanted.flatMap((page) => {
    const own = STAR_CODE_PAGES.find(({ encoding }) => encoding === page.encoding);
    if (own !== undefined) return [own];
    return EPSON_CODE_PAGES.some(({ encoding, number }) => encoding === page.encoding && number === page.number)
      ? []
      : [page];
  });
}

/** An 80 mm printer that follows Epson: what is assumed when nothing else is said. */
export const DEFAULT_PROFILE: Profile = {
  format: "escpos",
  columns: 48,
  codePages: EPSON_CODE_PAGES,
  textEncoding: "windows1252",
  cutter: true,
  drawerPin: 2,
  drawerOnMs: 50,
  drawerOffMs: 500,
  disableRealtime: true,
  buzzer: "esc-b",
  nativeCodes: NATIVE_CODES,
  pictureMode: "raster",
  cancelChinese: false,
  drawMissing: true,
};
