/**
 * The grey of a colour on white paper: luma of ITU-R BT.601 (as in JFIF), `alpha` from 0 (clear) to 255. All of them and
 * the result are 0 to 255.
 */
export function greyOf(red: number, green: number, blue: number, alpha: number): number {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return Math.round(255 + (luma - 255) * alpha / 255);
}
