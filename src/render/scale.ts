import type { Picture } from "../domain/picture.ts";

/**
 * The grey of `picture` at another size: each new pixel is the mean of the area it covers, so that thin lines get lighter
 * and do not vanish. Enlarged, pixels become squares. The picture itself when the size is its own.
 */
export function scaled(picture: Picture, width: number, height: number): Uint8Array {
  if (width === picture.width && height === picture.height) return picture.grey;
  const narrow = new Float32Array(width * picture.height);
  for (let x = 0; x < width; x++) {
    forEachPart(x, picture.width, width, (from, share) => {
      for (let y = 0; y < picture.height; y++) {
        const at = y * width + x;
        narrow[at] = (narrow[at] ?? 0) + (picture.grey[y * picture.width + from] ?? 255) * share;
      }
    });
  }
  const result = new Uint8Array(width * height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    forEachPart(y, picture.height, height, (from, share) => {
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (narrow[from * width + x] ?? 255) * share;
    });
    for (let x = 0; x < width; x++) result[y * width + x] = Math.round(sums[x] ?? 255);
  }
  return result;
}

/** The old pixels under the new one at `index`, each with its share; `before` and `after` are how many there are. */
function forEachPart(index: number, before: number, after: number, take: (from: number, share: number) => void): void {
  const start = index * before / after;
  const end = Math.min(before, (index + 1) * before / after);
  for (let from = Math.floor(start); from < end; from++) {
    take(from, (Math.min(from + 1, end) - Math.max(from, start)) / (end - start));
  }
}
