import { isStar, pagesIn, type Profile } from "../domain/profile.ts";
import { CODE_PAGE_TABLES } from "./code_page_tables.ts";
import { codePointColumns } from "./display_width.ts";

/** The tables below end here: every character of every code page is under U+2700. */
const TABLE_SIZE = 0x2700;

/** One page ready for use. */
export interface Page {
  /** The `n` of `ESC t n`; -1 for the only page of text output, which nothing selects. */
  readonly number: number;
  /**
   * The byte of each UTF-16 unit below U+2700, 0 where the page has none. Never a control byte: 0x20 to 0x7E stand for
   * themselves, everything else is 0x80 to 0xFF.
   */
  readonly bytes: Uint8Array;
}

/** What one printer can put on paper. */
export interface PageSet {
  /** In the order of preference. */
  readonly pages: readonly Page[];
  /** A kind (`ORDINARY` and so on) for each UTF-16 unit below U+2700. */
  readonly kinds: Uint8Array;
}

/** Needs care: not on any page, not one column wide, or with a meaning of its own. */
export const SPECIAL = 0;
/** One column wide, and some page has it. */
export const ORDINARY = 1;
/** `"\n"`, which ends a line. */
export const NEWLINE = 2;

const SPACE = 0x20;
const [NO_BREAK_SPACE, SOFT_HYPHEN] = [0xa0, 0xad];

/** ASCII and nothing else: what is known to be right before a page has been chosen. A no-break space is a space. */
export const ASCII: Uint8Array = new Uint8Array(TABLE_SIZE).map((_, unit) => {
  if (unit === NO_BREAK_SPACE) return SPACE;
  return unit >= SPACE && unit <= 0x7e ? unit : 0;
});

/** Whether `name` is one of our names of encodings, such as `cp858` or `windows1252`. */
export function isKnownEncoding(name: string): boolean {
  return Object.hasOwn(CODE_PAGE_TABLES, name);
}

/**
 * Our name for what people write (`858`, `PC858`, `WPC1252`, `windows-1252`, `latin2`), or null when there is no such
 * table. ISO 8859-1 is taken as Windows-1252, which has all its characters.
 */
export function encodingName(text: string): string | null {
  const plain = text.toLowerCase().replace(/[\s_.()-]/g, "");
  const iso = /^(?:latin|iso8859)(\d{1,2})$/.exec(plain);
  if (iso !== null) {
    const part = plain.startsWith("latin") ? { 1: "1", 2: "2", 9: "15" }[Number(iso[1])] : iso[1];
    if (part === "1") return "windows1252";
    return known(`iso8859${part}`);
  }
  const page = /^(?:cp|pc|wpc|ibm|oem|dos|win|windows|codepage)?(\d{3,4})$/.exec(plain)?.[1];
  return page === undefined ? null : known(`windows${page}`) ?? known(`cp${page}`);
}

function known(name: string): string | null {
  return isKnownEncoding(name) ? name : null;
}

const tables = new Map<string, Uint8Array>();

/** The bytes of one encoding; ASCII alone for a name we do not know. Built once. */
function bytesOf(encoding: string): Uint8Array {
  const ready = tables.get(encoding);
  if (ready !== undefined) return ready;
  const bytes = ASCII.slice();
  const upper = isKnownEncoding(encoding) ? CODE_PAGE_TABLES[encoding] ?? "" : "";
  for (let index = 0; index < upper.length; index++) {
    const unit = upper.charCodeAt(index);
    // The places of these in the pages are of no use: one prints as a space, the other not at all.
    if (unit < TABLE_SIZE && unit !== NO_BREAK_SPACE && unit !== SOFT_HYPHEN) bytes[unit] = 0x80 + index;
  }
  tables.set(encoding, bytes);
  return bytes;
}

function pageSet(pages: readonly Page[]): PageSet {
  const kinds = new Uint8Array(TABLE_SIZE);
  for (const { bytes } of pages.length === 0 ? [{ bytes: ASCII }] : pages) {
    for (let unit = SPACE; unit < TABLE_SIZE; unit++) if (bytes[unit] !== 0) kinds[unit] = ORDINARY;
  }
  kinds[0x0a] = NEWLINE;
  return { pages, kinds };
}

const ofCodePages = new WeakMap<Profile["codePages"], PageSet>();
const ofStarPages = new WeakMap<Profile["codePages"], PageSet>();
const ofEncodings = new Map<string, PageSet>();

/** The pages `profile` prints with: all its code pages, or the one encoding of text output. Built once. */
export function pagesOf(profile: Profile): PageSet {
  const { format, textEncoding, codePages } = profile;
  if (format === "gdi") return anything ??= everyCharacter();
  const sets = isStar(format) ? ofStarPages : ofCodePages;
  const ready = format === "text" ? ofEncodings.get(textEncoding) : sets.get(codePages);
  if (ready !== undefined) return ready;
  if (format === "text") {
    const set = pageSet([{ number: -1, bytes: bytesOf(textEncoding) }]);
    ofEncodings.set(textEncoding, set);
    return set;
  }
  const usable = pagesIn(format, codePages).filter(({ encoding, number }) =>
    isKnownEncoding(encoding) && Number.isInteger(number) && number >= 0 && number <= 255
  );
  const set = pageSet(usable.map(({ encoding, number }) => ({ number, bytes: bytesOf(encoding) })));
  sets.set(codePages, set);
  return set;
}

let anything: PageSet | undefined;

/** What Windows draws: fonts stand in for each other, so nothing is replaced. Nothing selects a page. */
function everyCharacter(): PageSet {
  const kinds = new Uint8Array(TABLE_SIZE);
  for (let unit = SPACE; unit < TABLE_SIZE; unit++) {
    const isVisible = unit === SPACE || unit === NO_BREAK_SPACE ||
      /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCharCode(unit));
    if (isVisible && codePointColumns(unit, 0) === 1) kinds[unit] = ORDINARY;
  }
  kinds[0x0a] = NEWLINE;
  return { pages: [], kinds };
}

/** What `unit` is: one of the kinds above. */
export function kindOf(unit: number, { kinds }: PageSet): number {
  return unit < TABLE_SIZE ? kinds[unit] ?? SPECIAL : SPECIAL;
}

/** The text of bytes printed on one page: 0x20 to 0x7E as ASCII, the rest by the table, U+FFFD for what is neither. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  const upper = isKnownEncoding(encoding) ? CODE_PAGE_TABLES[encoding] ?? "" : "";
  let text = "";
  for (const byte of bytes) {
    text += byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : upper[byte - 0x80] ?? "\ufffd";
  }
  return text;
}

/** The encoding behind a number of `ESC t`; without one in the profile, page 0 is Epson's CP437 (and Star's, nearly). */
export function encodingOf(page: number, { format, codePages }: Profile): string {
  return pagesIn(format, codePages).find(({ number }) => number === page)?.encoding ?? (page === 0 ? "cp437" : "");
}
