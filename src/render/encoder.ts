import { type Align, PLAIN, type Style } from "../domain/document.ts";
import { type CodeBlock, NO_PAINTERS, type Painters, type Skill, type TextPainter } from "../domain/painter.ts";
import type { NoPicture } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { pagesOf } from "./code_page.ts";
import { altLines, leftOut } from "./alt_text.ts";
import { languageOf } from "./languages.ts";
import type { Language } from "./language.ts";
import type { ImageBlock, Line, TextLine } from "./line.ts";
import { Missing } from "./missing.ts";
import { missingGraphemes, paintPart, partsOf, wholeLine } from "./painted_line.ts";
import { paintCode } from "./painted_code.ts";
import { within } from "./range.ts";
import { TextWriter } from "./text_writer.ts";

/** What is sent to a printer. */
export interface Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What could not be printed as it was meant; sentences without a full stop. */
  readonly warnings: readonly string[];
  /** The painters that would have been of use, had they been loaded; missing when there are none. */
  readonly wants?: readonly Skill[];
}

const NO_PICTURES_HERE: NoPicture = { problem: "this printer takes no pictures" };

/** Empty lines that bring the last one over the tear-off edge, where there is no knife. */
const TEAR_OFF_LINES = 5;

// One document at a time is encoded, so one buffer serves them all.
const buffer = new ByteBuffer();

/**
 * The bytes of laid out lines in the language of the profile's format, starting with ESC @. Only what changes is sent;
 * lines end with LF alone. Never throws: a code the printer would refuse is printed as text with a warning.
 */
export function encode(
  lines: readonly Line[],
  profile: Profile,
  painters: Painters = NO_PAINTERS,
  missing = new Missing(null),
): Encoded {
  buffer.clear();
  const encoder = new Encoder(profile, painters, missing);
  for (const line of lines) encoder.line(line);
  const wants = encoder.wants();
  return { bytes: buffer.take(), warnings: encoder.warnings(), ...(wants.length === 0 ? {} : { wants }) };
}

class Encoder {
  readonly #profile: Profile;
  readonly #language: Language;
  readonly #text: TextWriter;
  readonly #painters: Painters;
  readonly #missing: Missing;
  readonly #wanted = new Set<Skill>();
  #warnings: string[] = [];
  #align: Align = "left";
  #style: Style = PLAIN;

  constructor(profile: Profile, painters: Painters, missing: Missing) {
    const language = languageOf(profile.format);
    this.#profile = profile;
    this.#language = language;
    this.#painters = profile.pictureMode === "none" ? NO_PAINTERS : painters;
    this.#missing = missing;
    this.#text = new TextWriter(buffer, pagesOf(profile), null, (page) => language.selectCodePage(buffer, page.number));
    language.begin(buffer, profile);
  }

  line(line: Line): void {
    switch (line.kind) {
      case "text":
        return this.#textLine(line);
      case "qr":
      case "barcode":
      case "pdf417":
        this.#setAlign(line.align);
        return this.#code(line);
      case "image":
        return this.#image(line);
      case "feed":
        return this.#feed(line.lines);
      case "cut":
        return this.#profile.cutter ? this.#language.feedAndCut(buffer, line.partial) : this.#feed(TEAR_OFF_LINES);
      case "drawer":
        return this.#language.pulse(buffer, this.#profile);
      case "beep":
        return this.#warn(this.#language.beep(buffer, within(line.times, 1, 9), this.#profile));
    }
  }

  wants(): Skill[] {
    if (this.#missing.wantsPainter) this.#wanted.add("text");
    return [...this.#wanted];
  }

  warnings(): string[] {
    return [...new Set(this.#warnings), ...this.#missing.warnings(), ...this.#text.warnings()];
  }

  #textLine(line: TextLine): void {
    const { align, spans } = line;
    if (spans.length > 0) this.#setAlign(align);
    const { missed } = this.#text;
    const mark = this.#missing.painter === null ? null : { style: this.#style, text: this.#text.mark() };
    for (const { text, style } of spans) {
      if (style !== this.#style) this.#setStyle(style);
      this.#text.write(text);
    }
    if (mark !== null && this.#text.missed > missed) {
      // Only now is it known: looking first would cost every line.
      this.#text.rewind(mark.text);
      this.#style = mark.style;
      if (this.#paintedLine(line, this.#missing.painter)) return;
    }
    this.#language.lineFeed(buffer);
  }

  /** Writes a line with painted runs; whether it has ended the line. */
  #paintedLine(line: TextLine, painter: TextPainter | null): boolean {
    const { inLine } = this.#language;
    const pages = pagesOf(this.#profile);
    const parts = partsOf(line.spans, pages, painter);
    const isWhole = inLine === null || parts.some(({ painted, style }) => painted && style.height > 1);
    const whole = isWhole && this.#missing.mayPaint() ? wholeLine(parts, line.columns, painter) : null;
    if (whole !== null) {
      for (const { painted, text } of parts) if (painted) this.#missing.count(missingGraphemes(text, pages));
      buffer.putAll(this.#language.raster(whole, this.#profile));
      return true;
    }
    for (const { text, style, painted } of parts) {
      const mayPaint = painted && inLine !== null && this.#missing.mayPaint();
      const raster = mayPaint ? paintPart(text, { ...style, height: 1 }, painter) : null;
      if (raster === null || inLine === null) {
        if (style !== this.#style) this.#setStyle(style);
        this.#text.write(text);
      } else {
        this.#missing.count(missingGraphemes(text, pages));
        inLine(buffer, raster);
      }
    }
    return false;
  }

  #setAlign(align: Align): void {
    if (align === this.#align) return;
    this.#language.selectJustification(buffer, align);
    this.#align = align;
  }

  #setStyle(style: Style): void {
    const now = this.#style;
    if (style.bold !== now.bold) this.#language.setBold(buffer, style.bold);
    if (style.underline !== now.underline) this.#language.setUnderline(buffer, style.underline);
    if (style.inverse !== now.inverse) this.#language.setInverse(buffer, style.inverse);
    if (style.width !== now.width || style.height !== now.height) {
      this.#language.selectCharacterSize(buffer, within(style.width, 1, 8), within(style.height, 1, 8));
    }
    this.#style = style;
  }

  #code(line: CodeBlock): void {
    const unwritten = this.#language.code(buffer, line, this.#profile);
    if (unwritten === null) return;
    const painter = this.#painters.codes;
    if (unwritten.isPaintable && painter?.isLoaded === false) this.#wanted.add("codes");
    const painted = paintCode(line, unwritten, this.#profile, painter, this.#missing);
    this.#warn(painted.warning);
    if (painted.raster !== null) buffer.putAll(this.#language.raster(painted.raster, this.#profile));
    for (const below of painted.lines) this.#textLine(below);
  }

  #image(image: ImageBlock): void {
    const { align, width, dither } = image;
    const picture = this.#profile.pictureMode === "none" ? NO_PICTURES_HERE : image.picture;
    if ("problem" in picture) {
      if (picture !== NO_PICTURES_HERE || image.alt !== "") this.#warnings.push(leftOut(image, picture.problem));
      for (const instead of altLines(image, this.#profile, this.#missing)) this.#textLine(instead);
      return;
    }
    this.#setAlign(align);
    buffer.putAll(this.#language.image(picture, this.#profile, width, dither));
  }

  #feed(lines: number): void {
    const count = within(lines, 0, 255);
    if (count > 0) this.#language.feedLines(buffer, count);
  }

  #warn(problem: string | null): void {
    if (problem !== null) this.#warnings.push(problem);
  }
}
