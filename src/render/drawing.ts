import { type Align, PLAIN, type Span } from "../domain/document.ts";
import { drawingBytes, type DrawingItem, readDrawing } from "../domain/drawing.ts";
import { type CodeBlock, NO_PAINTERS, type Painters } from "../domain/painter.ts";
import type { Raster } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { altLines, leftOut } from "./alt_text.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { writeCode } from "./codes.ts";
import type { Encoded } from "./encoder.ts";
import type { ImageBlock, Line, TextLine } from "./line.ts";
import { NO_SUBSTITUTION } from "./missing.ts";
import { paintCode } from "./painted_code.ts";
import type { Paper, PaperItem, PaperRun } from "./paper.ts";
import { paperColumns, paperDots, within } from "./range.ts";
import { dotsOf } from "./raster.ts";

const LEFT_OUT = {
  drawer: 'the drawer was not opened: format "gdi" has no command for it',
  beep: 'the printer did not beep: format "gdi" has no command for it',
};

/** Lines one feed may have, as on an ESC/POS printer. */
const MAX_FEED = 255;

/** Characters that make a line across the paper when nothing else is on it. */
const RULES = /^([-=_─═])\1+$/;

/**
 * Laid out lines as a drawing (domain/drawing.ts) for a printer that Windows draws on: any character, all styles, codes and
 * pictures as dots, whatever the profile says of the printer's own abilities. Never throws.
 */
export function encodeDrawing(lines: readonly Line[], profile: Profile, painters: Painters = NO_PAINTERS): Encoded {
  const encoder = new DrawingEncoder({ ...profile, nativeCodes: [], pictureMode: "raster" }, painters);
  for (const line of lines) encoder.line(line);
  return encoder.end();
}

class DrawingEncoder {
  readonly #profile: Profile;
  readonly #painters: Painters;
  readonly #items: DrawingItem[] = [];
  readonly #warnings = new Set<string>();
  #wantsCodes = false;

  constructor(profile: Profile, painters: Painters) {
    this.#profile = profile;
    this.#painters = painters;
  }

  end(): Encoded {
    const [columns, dots] = [paperColumns(this.#profile), paperDots(this.#profile)];
    const bytes = drawingBytes({ columns, dots, items: this.#items });
    return { bytes, warnings: [...this.#warnings], ...(this.#wantsCodes ? { wants: ["codes"] } : {}) };
  }

  line(line: Line): void {
    switch (line.kind) {
      case "text":
        return this.#textLine(line);
      case "qr":
      case "barcode":
      case "pdf417":
        return this.#code(line);
      case "image":
        return this.#image(line);
      case "feed": {
        const lines = within(line.lines, 0, MAX_FEED);
        if (lines > 0) this.#items.push({ kind: "feed", lines });
        return;
      }
      case "cut":
        this.#items.push({ kind: "cut", partial: line.partial });
        return;
      default:
        this.#warnings.add(LEFT_OUT[line.kind]);
    }
  }

  #textLine({ align, spans, columns }: TextLine): void {
    const joined = join(spans);
    const [only] = joined;
    const isRule = only !== undefined && joined.length === 1 && only.style === PLAIN && RULES.test(only.text) &&
      columns === paperColumns(this.#profile);
    if (isRule) this.#items.push({ kind: "rule", character: only.text.charAt(0) });
    else this.#items.push({ kind: "line", align, columns, spans: joined });
  }

  #code(block: CodeBlock): void {
    const unwritten = writeCode(new ByteBuffer(), block, this.#profile);
    if (unwritten === null) return;
    const painter = this.#painters.codes;
    this.#wantsCodes ||= unwritten.isPaintable && painter?.isLoaded === false;
    const { raster, lines, warning } = paintCode(block, unwritten, this.#profile, painter, NO_SUBSTITUTION);
    if (warning !== null) this.#warnings.add(warning);
    if (raster !== null) this.#raster(raster, block.align);
    for (const below of lines) this.#textLine(below);
  }

  #image(image: ImageBlock): void {
    const { picture, width, dither, align } = image;
    if ("problem" in picture) {
      this.#warnings.add(leftOut(image, picture.problem));
      for (const instead of altLines(image, this.#profile, NO_SUBSTITUTION)) this.#textLine(instead);
      return;
    }
    this.#raster(dotsOf(picture, this.#profile, width, dither), align);
  }

  #raster({ width, height, bits }: Raster, align: Align): void {
    if (width > 0 && height > 0) this.#items.push({ kind: "raster", align, width, height, bits: new Uint8Array(bits) });
  }
}

/** Neighbours of one style as one span. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && isSame(last, span)) joined[joined.length - 1] = { ...last, text: last.text + span.text };
    else joined.push(span);
  }
  return joined;
}

function isSame({ style: a }: Span, { style: b }: Span): boolean {
  return a.bold === b.bold && a.underline === b.underline && a.inverse === b.inverse && a.width === b.width &&
    a.height === b.height;
}

/** The paper that a drawing's bytes are, as receipt printers' bytes are read back. Bytes that are no drawing are `unknown`. */
export function interpretDrawing(bytes: Uint8Array): Paper {
  const drawing = readDrawing(bytes);
  if (drawing === null) return { items: bytes.length === 0 ? [] : [{ kind: "unknown", bytes: bytes.slice() }] };
  return { items: drawing.items.map((item) => onPaper(item, drawing.columns)) };
}

function onPaper(item: DrawingItem, columns: number): PaperItem {
  switch (item.kind) {
    case "line": {
      const runs: PaperRun[] = item.spans.map(({ text, style }) => ({ text, style }));
      return { kind: "line", align: item.align, runs, columns: item.columns };
    }
    case "rule":
      return { kind: "line", align: "left", runs: [{ text: item.character.repeat(columns), style: PLAIN }], columns };
    case "raster": {
      const rowBytes = Math.ceil(item.width / 8);
      const rows = Array.from({ length: item.height }, (_, y) => item.bits.slice(y * rowBytes, (y + 1) * rowBytes));
      return { kind: "picture", align: item.align, widthDots: rowBytes * 8, rows };
    }
    default:
      return item;
  }
}

/** Dots of a picture in hex are of no use to anybody. */
const SHOWN_OF_DOTS = 24;

/** A drawing's bytes for the eye: its lines, with the dots of pictures cut short. */
export function drawingListing(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(
    /("bits":")([^"]*)"/g,
    (whole, key: string, bits: string) =>
      bits.length <= SHOWN_OF_DOTS ? whole : `${key}${bits.slice(0, SHOWN_OF_DOTS)}…" (${bits.length} characters)`,
  );
}
