import type { Drawing } from "../domain/drawing.ts";
import type { DeviceContext, Font, GdiApi } from "./gdi_api.ts";
import type { Mark, Page } from "./marks.ts";
import { pagesOf } from "./page_plan.ts";
import { type Sheet, sheetOf, usualEm } from "./sheet.ts";
import type { FontMetrics } from "./structs.ts";

/** On every Windows since Vista, made for columns; where it is missing GDI takes another such font. */
const FACE = "Consolas";

/** One printer as a surface for drawings. Must be closed. Throws GdiFailures. */
export class Canvas {
  readonly #api: GdiApi;
  readonly #context: DeviceContext;
  readonly #fonts = new Map<string, Font>();
  /** What was selected at first, and has to be again before a font can be dropped. */
  #first: Font | null = null;

  constructor(api: GdiApi, printer: string) {
    this.#api = api;
    this.#context = api.open(printer);
  }

  /** The pages of a drawing on this printer's paper, ready to be drawn in turn. */
  prepare(drawing: Drawing): (() => void)[] {
    const paper = this.#api.paper(this.#context);
    const usual = this.#measure(usualEm(paper));
    const sheet = sheetOf(paper, usual, drawing.columns, drawing.dots);
    const font = this.#measure(sheet.em);
    return pagesOf(drawing, sheet, font).map((page) => () => this.#draw(page, sheet));
  }

  /** Begins a document and gives the number Windows gave it. */
  start(title: string): number {
    return this.#api.startDocument(this.#context, title);
  }

  end(): void {
    this.#api.endDocument(this.#context);
  }

  /** Withdraws the document that was begun. */
  abort(): void {
    this.#api.abort(this.#context);
  }

  close(): void {
    if (this.#first !== null) this.#api.select(this.#context, this.#first);
    for (const font of this.#fonts.values()) this.#api.drop(font);
    this.#api.close(this.#context);
  }

  #draw(page: Page, sheet: Sheet): void {
    this.#api.startPage(this.#context);
    for (const mark of page) this.#mark(mark, sheet);
    this.#api.endPage(this.#context);
  }

  #mark(mark: Mark, { em }: Sheet): void {
    switch (mark.kind) {
      case "fill":
        return this.#api.fill(this.#context, mark.x, mark.y, mark.width, mark.height);
      case "raster":
        return this.#api.raster(this.#context, mark.x, mark.y, mark.width, mark.height, mark.raster);
      case "text": {
        const { bold, width, height, inverse } = mark.style;
        this.#write(em * height, bold ? "bold" : "normal");
        const at = { ...mark, isWhite: inverse };
        if (width === height) return this.#api.text(this.#context, at, mark.text, mark.steps);
        const stretch = width / height;
        const steps = mark.steps?.map((step) => Math.round(step / stretch)) ?? null;
        return this.#api.stretched(this.#context, stretch, mark.x, () => {
          this.#api.text(this.#context, { ...at, x: 0 }, mark.text, steps);
        });
      }
    }
  }

  #measure(em: number): FontMetrics {
    this.#write(em, "normal");
    return this.#api.metrics(this.#context);
  }

  #write(emDots: number, weight: "normal" | "bold"): void {
    const key = `${Math.round(emDots)} ${weight}`;
    const font = this.#fonts.get(key) ??
      this.#api.font({ face: FACE, emDots, isBold: weight === "bold" });
    this.#fonts.set(key, font);
    const before = this.#api.select(this.#context, font);
    this.#first ??= before;
  }
}
