import type { PaperSize } from "./sheet.ts";
import {
  bitmap,
  docInfo,
  docInfoSize,
  type FontMetrics,
  fontMetrics,
  type FontWish,
  logFont,
  stretching,
  wide,
} from "./structs.ts";
import type { Raster } from "../domain/picture.ts";
import { CAPS, type GdiLibrary, type GdiStep, SPOOL_ERRORS, TEXT_METRIC, WINGDI } from "./symbols.ts";

/** A GDI function said no; `code` is an error code of Windows, 0 when it gave no reason. */
export class GdiFailure extends Error {
  override readonly name = "GdiFailure";
  readonly step: GdiStep;
  readonly code: number;

  constructor(step: GdiStep, code: number) {
    super(`${step} failed with ${code}`);
    this.step = step;
    this.code = code;
  }
}

/** What GDI needs of `kernel32.dll`. */
export interface Kernel {
  GetLastError(): number;
  SetLastError(code: number): void;
  GlobalAlloc(flags: number, bytes: bigint): bigint;
  GlobalFree(address: bigint): bigint;
  CopyToNative(address: bigint, bytes: Uint8Array<ArrayBuffer>, count: bigint): void;
}

/** A surface that is printed on, and a font. */
export type DeviceContext = bigint;
export type Font = bigint;

/** gdi32.dll with plain values. Every method blocks, for as long as the printer's driver likes, and throws a GdiFailure. */
export class GdiApi {
  readonly #gdi: GdiLibrary["symbols"];
  readonly #kernel: Kernel;
  readonly #entering: (step: GdiStep) => void;

  /** `entering` hears of every call that begins or ends something before it is made; what it throws prevents the call. */
  constructor(library: GdiLibrary, kernel: Kernel, entering: (step: GdiStep) => void) {
    this.#gdi = library.symbols;
    this.#kernel = kernel;
    this.#entering = entering;
  }

  /** A surface for the printer of this name, with its own settings: paper, tray, both sides. */
  open(printer: string): DeviceContext {
    this.#entering("CreateDCW");
    this.#kernel.SetLastError(0);
    const context = this.#gdi.CreateDCW(wide("WINSPOOL"), wide(printer), 0n, 0n);
    if (context === 0n) throw new GdiFailure("CreateDCW", this.#kernel.GetLastError());
    this.#gdi.SetBkMode(context, WINGDI.TRANSPARENT);
    this.#gdi.SetGraphicsMode(context, WINGDI.GM_ADVANCED);
    return context;
  }

  close(context: DeviceContext): void {
    this.#call("DeleteDC", () => this.#gdi.DeleteDC(context));
  }

  paper(context: DeviceContext): PaperSize {
    const of = (index: number) => this.#gdi.GetDeviceCaps(context, index);
    const paper = {
      dpiX: of(CAPS.LOGPIXELSX),
      dpiY: of(CAPS.LOGPIXELSY),
      width: of(CAPS.PHYSICALWIDTH),
      height: of(CAPS.PHYSICALHEIGHT),
      offsetX: of(CAPS.PHYSICALOFFSETX),
      offsetY: of(CAPS.PHYSICALOFFSETY),
      printableWidth: of(CAPS.HORZRES),
      printableHeight: of(CAPS.VERTRES),
    };
    const isPaper = [paper.dpiX, paper.dpiY, paper.printableWidth, paper.printableHeight].every((size) => size > 0);
    if (!isPaper) throw new GdiFailure("GetDeviceCaps", 0);
    return paper;
  }

  font(wish: FontWish): Font {
    const font = this.#gdi.CreateFontIndirectW(logFont(wish));
    if (font === 0n) throw new GdiFailure("CreateFontIndirectW", this.#kernel.GetLastError());
    return font;
  }

  /** Has what follows written in `font`, and gives the one before. */
  select(context: DeviceContext, font: Font): Font {
    return this.#gdi.SelectObject(context, font);
  }

  /** A font that is selected nowhere. */
  drop(font: Font): void {
    this.#gdi.DeleteObject(font);
  }

  /** Of the font that is selected. */
  metrics(context: DeviceContext): FontMetrics {
    const block = new Uint8Array(TEXT_METRIC.size);
    this.#draw("GetTextMetricsW", () => this.#gdi.GetTextMetricsW(context, block));
    return fontMetrics(block);
  }

  /** Begins a document and gives the number Windows gave it. */
  startDocument(context: DeviceContext, title: string): number {
    const size = BigInt(docInfoSize(title));
    const zeroed = 0x40;
    const address = this.#kernel.GlobalAlloc(zeroed, size);
    if (address === 0n) throw new Error(`Windows has no memory for ${size} bytes`);
    try {
      this.#kernel.CopyToNative(address, docInfo(title, address), size);
      return this.#call("StartDocW", () => this.#gdi.StartDocW(context, address));
    } finally {
      this.#kernel.GlobalFree(address);
    }
  }

  startPage(context: DeviceContext): void {
    this.#call("StartPage", () => this.#gdi.StartPage(context));
  }

  endPage(context: DeviceContext): void {
    this.#call("EndPage", () => this.#gdi.EndPage(context));
  }

  endDocument(context: DeviceContext): void {
    this.#call("EndDoc", () => this.#gdi.EndDoc(context));
  }

  /** Deletes the document that was begun. */
  abort(context: DeviceContext): void {
    this.#call("AbortDoc", () => this.#gdi.AbortDoc(context));
  }

  /** Makes what `write` draws `stretch` times as wide, from `x` on, which is 0 for it. */
  stretched(context: DeviceContext, stretch: number, x: number, write: () => void): void {
    const transform = (xform: Float32Array<ArrayBuffer>) =>
      this.#draw("SetWorldTransform", () => this.#gdi.SetWorldTransform(context, xform));
    transform(stretching(stretch, x));
    write();
    transform(stretching(1, 0));
  }

  /** Text on its baseline; `steps` are the ways from one UTF-16 unit to the next, those of the font when `null`. */
  text(
    context: DeviceContext,
    at: { readonly x: number; readonly y: number; readonly isFromRight: boolean; readonly isWhite: boolean },
    text: string,
    steps: readonly number[] | null,
  ): void {
    this.#gdi.SetTextAlign(context, WINGDI.TA_BASELINE | (at.isFromRight ? WINGDI.TA_RIGHT : 0));
    this.#gdi.SetTextColor(context, at.isWhite ? WINGDI.WHITE : WINGDI.BLACK);
    const units = wide(text);
    const ways = steps === null ? null : Int32Array.from(steps);
    this.#draw(
      "ExtTextOutW",
      () => this.#gdi.ExtTextOutW(context, at.x, at.y, 0, 0n, units, units.length - 1, ways),
    );
  }

  /** A black rectangle. */
  fill(context: DeviceContext, x: number, y: number, width: number, height: number): void {
    this.#draw("PatBlt", () => this.#gdi.PatBlt(context, x, y, width, height, WINGDI.BLACKNESS));
  }

  /** A raster at another size. */
  raster(context: DeviceContext, x: number, y: number, width: number, height: number, raster: Raster): void {
    const { info, rows } = bitmap(raster);
    // Drivers that do not look at the colours take those of text.
    this.#gdi.SetTextColor(context, WINGDI.BLACK);
    // Enlarged, dots are squares; made smaller, none is lost.
    this.#gdi.SetStretchBltMode(context, width < raster.width ? WINGDI.HALFTONE : WINGDI.COLORONCOLOR);
    this.#draw("StretchDIBits", () =>
      this.#gdi.StretchDIBits(
        ...[context, x, y, width, height, 0, 0, raster.width, raster.height] as const,
        ...[rows, info, WINGDI.DIB_RGB_COLORS, WINGDI.SRCCOPY] as const,
      ));
  }

  #call(step: GdiStep, call: () => number): number {
    this.#entering(step);
    return this.#draw(step, call);
  }

  // The last error belongs to the thread, and successful calls change it too.
  #draw(step: GdiStep, call: () => number): number {
    this.#kernel.SetLastError(0);
    const result = call();
    if (result > 0) return result;
    throw new GdiFailure(step, this.#kernel.GetLastError() || (SPOOL_ERRORS.get(result) ?? 0));
  }
}
