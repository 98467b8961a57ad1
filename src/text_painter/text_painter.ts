import type { Style } from "../domain/document.ts";
import type { TextPainter } from "../domain/painter.ts";
import type { Raster } from "../domain/picture.ts";
import { dotsOf, isBlank } from "./dots.ts";
import {
  COLUMN_DOTS,
  type Extent,
  FROM_THE_RIGHT,
  leftToRight,
  LINE_DOTS,
  piecesOf,
  rightToLeft,
  styled,
  svgOf,
} from "./drawing.ts";
import { FontShelf } from "./font_shelf.ts";
import { loadRenderer, type Resvg } from "./renderer.ts";

/** Runs that are kept painted, and their bytes together: the names of a menu come again with every order. */
const MAX_KEPT = 2_000;
const MAX_KEPT_BYTES = 4_000_000;

/** Wide enough for any line: what stands outside a drawing is not measured. */
const MEASURED_DOTS = 100_000;

/** Paints text with the fonts of the program, or with those of a folder before them. Nothing is read before `load`. */
export class FontPainter implements TextPainter {
  readonly #shelf: FontShelf;
  readonly #kept = new Map<string, Raster | null>();
  #keptBytes = 0;
  #resvg: Resvg | null = null;
  #loading: Promise<void> | undefined;
  #failure: string | null = null;

  /** `folder`: where fonts of the shop's own may be; asked for when the first is needed. */
  constructor({ folder }: { readonly folder: () => string | null }) {
    this.#shelf = new FontShelf(folder);
  }

  get isLoaded(): boolean {
    return this.#resvg !== null;
  }

  get problem(): string | null {
    return this.#failure ?? this.#shelf.problem;
  }

  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      this.#resvg = await loadRenderer();
    } catch (error) {
      this.#failure = `characters cannot be drawn: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  has(character: string): boolean {
    return this.#shelf.cut(character) !== null;
  }

  paint(text: string, style: Style, columns: number): Raster | null {
    const { bold, underline, inverse, width, height } = style;
    const key = `${bold ? 1 : 0}${underline ? 1 : 0}${inverse ? 1 : 0} ${width} ${height} ${columns} ${text}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    if (this.#resvg === null || columns < 1) return null;
    let raster: Raster | null = null;
    try {
      raster = this.#draw(this.#resvg, text, style, columns);
    } catch (error) {
      // A drawing it refuses is one character less; once it broke off, nothing it does can be trusted.
      if (error instanceof WebAssembly.RuntimeError) {
        this.#resvg = null;
        this.#failure = `characters cannot be drawn: ${error.message}`;
      }
    }
    this.#keep(key, raster);
    return raster;
  }

  #draw(resvg: Resvg, text: string, style: Style, columns: number): Raster | null {
    const pieces = piecesOf(text, (characters) => this.#shelf.cut(characters));
    if (pieces === null) return null;
    const fonts = { fontBuffers: [...new Set(pieces.map(({ cut }) => cut.font.bytes))], loadSystemFonts: false };
    const extentOf = (content: string): Extent => {
      const drawing = new resvg(svgOf(content, MEASURED_DOTS, LINE_DOTS), { font: fonts });
      const box = drawing.innerBBox();
      drawing.free();
      return { x: box?.x ?? 0, width: box?.width ?? 0 };
    };
    const unit = columns / style.width;
    const content = FROM_THE_RIGHT.test(text) ? rightToLeft(pieces, unit, extentOf) : leftToRight(pieces, extentOf);
    const [width, height] = [columns * COLUMN_DOTS, style.height * LINE_DOTS];
    const drawing = new resvg(svgOf(styled(content, style), width, height), { font: fonts });
    const image = drawing.render();
    const { pixels } = image;
    image.free();
    drawing.free();
    // Nothing drawn of something that can be seen: better written in plain letters than lost.
    if (isBlank(pixels) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return null;
    return dotsOf(pixels, width, height, style);
  }

  #keep(key: string, raster: Raster | null): void {
    this.#kept.set(key, raster);
    this.#keptBytes += raster?.bits.length ?? 0;
    for (const [oldest, old] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT && this.#keptBytes <= MAX_KEPT_BYTES) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= old?.bits.length ?? 0;
    }
  }
}
