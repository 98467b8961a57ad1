import type { CodeBlock, CodePainter } from "../domain/painter.ts";
import type { NoPicture, Raster } from "../domain/picture.ts";
import { printable } from "../domain/printable.ts";
import { rasterOfSymbol } from "./symbol_raster.ts";
import { type MakeSymbol, symbolOf } from "./symbols.ts";

/** Paints codes with bwip-js, which takes part of a second to load and is not there before the first code. */
export class BwipPainter implements CodePainter {
  readonly #import: () => Promise<MakeSymbol>;
  #make: MakeSymbol | null = null;
  #loading: Promise<void> | null = null;
  #problem = "it is not loaded yet";

  /** `importSymbols` gives `raw` of bwip-js. */
  constructor(importSymbols: () => Promise<MakeSymbol> = importBwip) {
    this.#import = importSymbols;
  }

  get isLoaded(): boolean {
    return this.#make !== null;
  }

  load(): Promise<void> {
    return this.#loading ??= this.#load();
  }

  /**
   * The code and as much of its quiet zone as there is room for. Bars and squares are whole dots, and each row of a barcode
   * is the same. CODE39, ITF and CODABAR are as wide as printers make them.
   */
  paint(code: CodeBlock, maxDots: number): Raster | NoPicture {
    if (this.#make === null) return { problem: this.#problem };
    try {
      const symbol = symbolOf(code, maxDots, this.#make);
      return "problem" in symbol ? symbol : rasterOfSymbol(symbol, maxDots);
    } catch (error) {
      return { problem: said(error) };
    }
  }

  async #load(): Promise<void> {
    try {
      this.#make = await this.#import();
    } catch (error) {
      this.#problem = `bwip-js cannot be loaded: ${said(error)}`;
    }
  }
}

async function importBwip(): Promise<MakeSymbol> {
  // The build for neither browser nor Node: without canvas and files.
  const { default: bwip } = await import("bwip-js/generic");
  return (options) => bwip.raw({ ...options });
}

function said(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error), 120).replace(/\.$/, "");
}
