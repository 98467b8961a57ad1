import type { Element } from "domhandler";
import type { Align, Block } from "../domain/document.ts";
import type { Picture, Pictures, PictureWidth } from "../domain/picture.ts";
import { lengthOf } from "./length.ts";
import type { Look } from "./look.ts";

/** Dots of a 203 dpi printer in one CSS pixel. */
const DOTS_PER_PIXEL = 203 / 96;
const DOTS_PER_COLUMN = 12;

/** The block of an `<img>` or `<svg>`; `null` for what nobody is meant to see: pixels that count readers, ornaments. */
export function picture(
  element: Element,
  look: Look,
  align: Align,
  { columns, pictures }: { readonly columns: number; readonly pictures: Pictures },
): Block | null {
  const { attribs } = element;
  if (look.isInvisible) return null;
  if (element.name === "svg") {
    if (attribs["aria-hidden"] === "true" || isTiny(look.width, 40) || isTiny(attribs.width ?? "", 40)) return null;
    const found = { problem: "drawings in SVG cannot be printed; send them as PNG" };
    return { kind: "image", picture: found, align, dither: "floyd-steinberg", alt: attribs["aria-label"] ?? null };
  }
  if (isTiny(look.width, 2) || isTiny(attribs.width ?? "", 2) || isTiny(attribs.height ?? "", 2)) return null;
  const source = attribs.src?.trim() ?? "";
  if (source === "") return null;
  const found = pictures.find(source);
  const alt = attribs.alt ?? null;
  if ("problem" in found) return { kind: "image", picture: found, align, dither: "floyd-steinberg", alt };
  const width = widthOf(look.width, found, columns * DOTS_PER_COLUMN);
  return { kind: "image", picture: found, align, width, dither: isDrawn(found) ? "threshold" : "floyd-steinberg", alt };
}

/** As large as a browser prints it, and a whole multiple of its own dots where that is near: QR codes stay sharp. */
function widthOf(css: string, { width }: Picture, paper: number): PictureWidth {
  if (/^\d{1,3}(?:\.\d+)?%$/.test(css) && parseFloat(css) >= 1) {
    return { kind: "percent", percent: Math.min(100, parseFloat(css)) };
  }
  const px = lengthOf(css, 16, 16, 0) ?? width;
  const wanted = Math.max(1, Math.min(paper, px * DOTS_PER_PIXEL));
  const times = Math.round(wanted / width);
  const whole = times * width;
  const isNear = times >= 1 && whole <= paper && Math.abs(whole - wanted) <= 0.2 * wanted;
  const half = Math.floor(paper / width) * width;
  const dots = isNear ? whole : half > 0 && half >= wanted * 0.6 && half <= wanted ? half : Math.round(wanted);
  return { kind: "dots", dots };
}

/** Whether a picture is black and white already. */
function isDrawn({ grey }: Picture): boolean {
  let between = 0;
  for (const shade of grey) if (shade > 40 && shade < 215) between++;
  return between * 50 < grey.length;
}

function isTiny(length: string, most: number): boolean {
  const px = lengthOf(length, 16, 16, 1_000);
  return px !== null && px <= most;
}
