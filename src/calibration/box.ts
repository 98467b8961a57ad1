import type { Picture } from "../domain/picture.ts";

/** Dots of the sides of a box. */
const SIDE = 3;

/** A white box with black sides; the right one `right` dots thick. Crossed: with a diagonal from the upper left corner. */
export function boxPicture(
  width: number,
  height: number,
  { right, isCrossed }: { readonly right: number; readonly isCrossed: boolean },
): Picture {
  const grey = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isSide = y < SIDE || y >= height - SIDE || x < SIDE || x >= width - right;
      const isOnDiagonal = isCrossed && Math.abs(x * height - y * width) < SIDE * height / 2;
      if (isSide || isOnDiagonal) grey[y * width + x] = 0;
    }
  }
  return { width, height, grey };
}
