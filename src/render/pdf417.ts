import { within } from "./range.ts";

/** Height of a PDF417 row by the width of its modules; the standard wants 3 at least. */
export const PDF417_ROW_HEIGHT = 3;

/** What a PDF417 code takes on the paper. */
export interface Pdf417Shape {
  readonly moduleDots: number;
  /** Columns of data, 1 to 30. */
  readonly columns: number;
  /** Dots across, without the quiet zones. */
  readonly widthDots: number;
}

/** What a code asks for: `columns` is 0 for what suits. */
export interface Pdf417Wish {
  readonly moduleDots: number;
  readonly columns: number;
  readonly level: number;
}

/** Codewords of a symbol, error correction included, and its rows (ISO/IEC 15438, 5.1.1). */
const [MAX_CODEWORDS, MAX_ROWS, MIN_ROWS, MAX_COLUMNS] = [928, 90, 3, 30];
/** Modules of a codeword, and of start, stop and the two row indicators together. */
const [CODEWORD, FRAME] = [17, 69];
/** Below this no common scanner reads the code at 203 dots to the inch; printers take no less either. */
const MIN_DOTS = 2;

/** Error correction as it is printed, 0 to 8. */
export function pdf417Level(level: number): number {
  return within(level, 0, 8);
}

/**
 * Columns and modules for so many bytes on paper `maxDots` wide: as large as is asked for, or as fits. `null` when nothing
 * does. Counted for byte compaction: text takes less, never more.
 */
export function pdf417Shape(bytes: number, wish: Pdf417Wish, maxDots: number): Pdf417Shape | null {
  const codewords = codewordsOf(bytes, wish.level);
  const own = within(wish.columns, 0, MAX_COLUMNS);
  for (let dots = within(wish.moduleDots, MIN_DOTS, 8); dots >= MIN_DOTS; dots--) {
    const most = Math.min(MAX_COLUMNS, Math.floor((Math.floor(maxDots / dots) - FRAME) / CODEWORD));
    const fitting: number[] = [];
    for (let columns = 1; columns <= most; columns++) {
      const rows = rowsOf(codewords, columns);
      if (rows <= MAX_ROWS && rows * columns <= MAX_CODEWORDS) fitting.push(columns);
    }
    // Twice as wide as high, or as wide as there is room.
    const columns = fitting.includes(own)
      ? own
      : fitting.find((count) => widthOf(count) >= 2 * PDF417_ROW_HEIGHT * rowsOf(codewords, count)) ?? fitting.at(-1);
    if (columns !== undefined) return { moduleDots: dots, columns, widthDots: widthOf(columns) * dots };
  }
  return null;
}

/** Bytes that fit at `level` where the paper is wide enough. */
export function pdf417Capacity(level: number): number {
  const room = MAX_CODEWORDS - codewordsOf(0, level);
  return Math.floor(room / 5) * 6 + room % 5;
}

/** Length descriptor, latch to bytes, five codewords for six bytes, one for each byte left over, error correction. */
function codewordsOf(bytes: number, level: number): number {
  return 2 + Math.floor(bytes / 6) * 5 + bytes % 6 + 2 ** (pdf417Level(level) + 1);
}

function rowsOf(codewords: number, columns: number): number {
  return Math.max(MIN_ROWS, Math.ceil(codewords / columns));
}

function widthOf(columns: number): number {
  return columns * CODEWORD + FRAME;
}
