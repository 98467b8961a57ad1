import type { ByteBuffer } from "./byte_buffer.ts";
import { ASCII, type Page, type PageSet } from "./code_page.ts";
import { codePointColumns } from "./display_width.ts";
import { codePoints, counted, listed } from "./missing.ts";
import { unitAt } from "./unit_at.ts";

const SPACE = 0x20;
const HYPHEN = 0x2d;
const QUESTION_MARK = 0x3f;
const [FIRST_PRINTABLE, NO_BREAK_HYPHEN] = [0xa0, 0x2011];

/** Writes text as bytes, changing code pages where it must. The only place where text becomes bytes. */
export class TextWriter {
  readonly #out: ByteBuffer;
  readonly #set: PageSet;
  readonly #select: (page: Page) => void;
  #page: Uint8Array;
  #missing: number[] = [];

  /**
   * `page` is what the printer prints with now, null when that is not known; `select` writes the command for another
   * one and may add bytes to `out`.
   */
  constructor(out: ByteBuffer, set: PageSet, page: Page | null, select: (page: Page) => void) {
    this.#out = out;
    this.#set = set;
    this.#page = page?.bytes ?? ASCII;
    this.#select = select;
  }

  /**
   * Writes `text`: bytes of a code page table and nothing else, so 0x20 to 0x7E or 0x80 to 0xFF. A control character
   * becomes a space, a character without a page one `?` for each of its columns.
   */
  write(text: string): void {
    for (let index = 0; index < text.length; index++) {
      index = this.#copy(text, index);
      if (index < text.length) index = this.#writeOther(text, index, unitAt(text, index));
    }
  }

  /** Writes what the page in use has; returns the index of the first unit it has not. Nine tenths of all the time. */
  #copy(text: string, start: number): number {
    const length = text.length;
    const bytes = this.#out.reserve(length - start);
    const page = this.#page;
    let at = this.#out.length;
    let index = start;
    for (; index < length; index++) {
      const unit = unitAt(text, index);
      // ASCII first: comparing is several times faster than looking it up.
      const byte = unit >= 0x20 && unit < 0x7f ? unit : unit < page.length ? page[unit] ?? 0 : 0;
      if (byte === 0) break;
      bytes[at++] = byte;
    }
    this.#out.length = at;
    return index;
  }

  /** What the page in use has not; returns the index of the last unit written. */
  #writeOther(text: string, index: number, unit: number): number {
    const page = this.#set.pages.find(({ bytes }) => unit < bytes.length && bytes[unit] !== 0);
    const byte = page?.bytes[unit];
    if (page !== undefined && byte !== undefined) {
      this.#select(page);
      this.#page = page.bytes;
      this.#out.put(byte);
      return index;
    }
    if (unit < SPACE || (unit >= 0x7f && unit < FIRST_PRINTABLE)) this.#out.put(SPACE);
    else if (unit === NO_BREAK_HYPHEN) this.#out.put(HYPHEN);
    else return this.#replace(text, index);
    return index;
  }

  #replace(text: string, index: number): number {
    const codePoint = text.codePointAt(index) ?? 0;
    const before = text.codePointAt(index - 2) ?? 0;
    const columns = codePointColumns(codePoint, before > 0xffff ? before : unitAt(text, index - 1) || 0);
    for (let column = 0; column < columns; column++) this.#out.put(QUESTION_MARK);
    if (columns > 0 || !isInvisible(codePoint)) this.#missing.push(codePoint);
    return codePoint > 0xffff ? index + 1 : index;
  }

  /** How many characters could not be printed so far. */
  get missed(): number {
    return this.#missing.length;
  }

  /** Where the writer is: what it wrote and counted from here on can be taken back. */
  mark(): Mark {
    return { length: this.#out.length, page: this.#page, missed: this.#missing.length };
  }

  /** Takes back what was written since `mark`. */
  rewind({ length, page, missed }: Mark): void {
    this.#out.length = length;
    this.#page = page;
    this.#missing.length = missed;
  }

  /** One sentence about what could not be printed, or none. */
  warnings(): string[] {
    if (this.#missing.length === 0) return [];
    const names = [...new Set(this.#missing)].map((point) => codePoints(String.fromCodePoint(point)));
    return [`${counted(this.#missing.length)} could not be printed: ${listed(names)}`];
  }
}

/** A place in what was written. */
export interface Mark {
  readonly length: number;
  readonly page: Uint8Array;
  readonly missed: number;
}

function isInvisible(codePoint: number): boolean {
  return /^\p{Default_Ignorable_Code_Point}$/u.test(String.fromCodePoint(codePoint));
}
