import { PLAIN, type Style } from "../../src/domain/document.ts";
import type { Drawing, DrawingItem } from "../../src/domain/drawing.ts";
import type { PaperSize } from "../../src/gdi/sheet.ts";
import type { FontMetrics } from "../../src/gdi/structs.ts";

/** Paper of so many mm, of which the printer cannot reach `edgeMm` all around. */
export function paperOf(dpi: number, widthMm: number, heightMm: number, edgeMm: number): PaperSize {
  const dots = (mm: number) => Math.round(mm / 25.4 * dpi);
  return {
    dpiX: dpi,
    dpiY: dpi,
    width: dots(widthMm),
    height: dots(heightMm),
    offsetX: dots(edgeMm),
    offsetY: dots(edgeMm),
    printableWidth: dots(widthMm) - 2 * dots(edgeMm),
    printableHeight: dots(heightMm) - 2 * dots(edgeMm),
  };
}

/** Metrics like those of Consolas at `em` dots. */
export function consolas(em: number): FontMetrics {
  return { ascent: Math.round(em * 0.91), descent: Math.round(em * 0.26), advance: Math.round(em * 0.55) };
}

/** A line of text in one style. */
export function line(
  text: string,
  style: Partial<Style> = {},
  align: "left" | "center" | "right" = "left",
): DrawingItem {
  const own = { ...PLAIN, ...style };
  return { kind: "line", align, columns: text.length * own.width, spans: [{ text, style: own }] };
}

/** A drawing for 48 columns. */
export function drawingOf(...items: DrawingItem[]): Drawing {
  return { columns: 48, dots: 576, items };
}
