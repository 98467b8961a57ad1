import { type Align, PLAIN } from "../domain/document.ts";
import type { CodeBlock, CodePainter } from "../domain/painter.ts";
import type { Raster } from "../domain/picture.ts";
import type { Profile } from "../domain/profile.ts";
import { checkBarcode } from "./barcode.ts";
import { named, type Unwritten } from "./codes.ts";
import { layoutPlain } from "./layout.ts";
import type { TextLine } from "./line.ts";
import { NO_SUBSTITUTION, type Substitution } from "./missing.ts";
import { CHARACTER_DOTS, paperColumns, paperDots } from "./range.ts";

/** What stands on the paper for a code that the printer did not make itself. */
export interface PaintedCode {
  /** The code as a picture, `null` when it could not be painted. */
  readonly raster: Raster | null;
  /** The characters under a barcode; without a picture the data of the code. */
  readonly lines: readonly TextLine[];
  readonly warning: string | null;
}

/** White rows between the bars and the characters under them. */
const GAP = 4;

/**
 * `block` as `painter` paints it, in the place of what the printer does not make itself, or as text with a warning: when
 * the data is wrong, when there is no painter (`null`), or when it cannot paint the code. Never throws.
 */
export function paintCode(
  block: CodeBlock,
  { problem, isPaintable }: Unwritten,
  profile: Profile,
  painter: CodePainter | null,
  missing: Substitution,
): PaintedCode {
  if (!isPaintable || painter === null) return asText(block, problem, profile, missing);
  const raster = painter.paint(block, paperDots(profile));
  if ("problem" in raster) {
    return asText(block, `${problem}, and painting it failed: ${raster.problem}`, profile, missing);
  }
  if (block.kind !== "barcode") return { raster, lines: [], warning: null };
  const checked = checkBarcode(block.symbology, block.data);
  if (checked.kind === "invalid") return { raster, lines: [], warning: null };
  const isFine = hasBarOfOneDot(raster);
  const warning = isFine
    ? `${named(block)} is printed with bars of one dot, as the paper is too narrow for more: not every scanner reads it`
    : null;
  // What a scanner may not read, a person must.
  if (!block.text && !isFine) return { raster, lines: [], warning };
  return { raster: withGap(raster), lines: under(checked.shown, block.align, raster, profile), warning };
}

function asText(block: CodeBlock, problem: string, profile: Profile, missing: Substitution): PaintedCode {
  const warning = block.data === "" ? `${problem}; left out` : `${problem}; printed as text`;
  return { raster: null, lines: layoutPlain(block.data, block.align, profile, missing), warning };
}

/** The characters under the middle of the bars. */
function under(text: string, align: Align, { width }: Raster, profile: Profile): TextLine[] {
  const room = Math.min(paperColumns(profile), Math.floor(width / CHARACTER_DOTS));
  if (align === "center" || text.length >= room) return layoutPlain(text, align, profile, NO_SUBSTITUTION);
  const space = " ".repeat(room - text.length >> 1);
  const placed = align === "left" ? space + text : text + space;
  return [{ kind: "text", align, spans: [{ text: placed, style: PLAIN }], columns: placed.length }];
}

/** Every bar is in the first row. */
function hasBarOfOneDot({ width, bits }: Raster): boolean {
  let run = 0;
  for (let x = 0; x <= width; x++) {
    const isDark = x < width && ((bits[x >> 3] ?? 0) & 0x80 >> (x & 7)) > 0;
    if (!isDark && run === 1) return true;
    run = isDark ? run + 1 : 0;
  }
  return false;
}

function withGap({ width, height, bits }: Raster): Raster {
  const higher = new Uint8Array(bits.length + GAP * Math.ceil(width / 8));
  higher.set(bits);
  return { width, height: height + GAP, bits: higher };
}
