import type { FontMetrics } from "./structs.ts";

/** The paper of a printer, in its dots; `offset` is what it cannot reach at the left and at the top. */
export interface PaperSize {
  readonly dpiX: number;
  readonly dpiY: number;
  readonly width: number;
  readonly height: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** What it can print on. */
  readonly printableWidth: number;
  readonly printableHeight: number;
}

/** Where text stands on each page and how large it is, in dots from the corner of what can be printed on. */
export interface Sheet {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  /** The right end of the page's own room, which text only reaches on narrow paper. */
  readonly right: number;
  /** Width of one column; a fraction, so that no error adds up along the line. */
  readonly cell: number;
  /** Dots of the printer for one dot of a raster: a whole number where that is possible, so that codes stay even. */
  readonly dot: number;
  /** Height of the font. */
  readonly em: number;
}

const MM_PER_INCH = 25.4;
const POINTS_PER_INCH = 72;
/** Paper up to this is a receipt's, printed to its edges; wider paper has margins. */
const RECEIPT_MM = 120;
const MARGIN_MM = 15;
const POINTS = 10.5;
/** Few columns on narrow paper do not make letters as large as on a poster. */
const LARGEST_POINTS = 13;

/** The height a font is measured at, to see how wide its characters are. */
export function usualEm({ dpiY }: PaperSize): number {
  return POINTS * dpiY / POINTS_PER_INCH;
}

/**
 * Text of 10.5 points at the left of a page with margins, or across the whole width of receipt paper; smaller where `columns`
 * would not fit. `usual` is the font at `usualEm`; `dots` are those of rasters across the columns.
 */
export function sheetOf(paper: PaperSize, usual: FontMetrics, columns: number, dots: number): Sheet {
  const { dpiX, dpiY, width, height, offsetX, offsetY, printableWidth, printableHeight } = paper;
  const isReceipt = width / dpiX * MM_PER_INCH <= RECEIPT_MM;
  const margin = (dpi: number, offset: number) => isReceipt ? 0 : Math.max(0, MARGIN_MM / MM_PER_INCH * dpi - offset);
  const left = margin(dpiX, offsetX);
  const top = margin(dpiY, offsetY);
  const right = printableWidth - margin(dpiX, width - offsetX - printableWidth);
  const bottom = printableHeight - margin(dpiY, height - offsetY - printableHeight);
  const advance = Math.max(1, usual.advance);
  const largest = isReceipt ? advance * LARGEST_POINTS / POINTS : advance;
  const cell = Math.min((right - left) / columns, largest);
  return {
    left,
    top,
    right,
    bottom,
    cell,
    dot: evenDot(cell * columns / dots),
    em: usualEm(paper) * cell / advance,
  };
}

// Nearly whole is whole: the cell has been rounded by the font.
function evenDot(dot: number): number {
  const whole = Math.floor(dot + 0.1);
  return whole >= 1 ? whole : dot;
}
