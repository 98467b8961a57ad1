/** Bytes a picture's file may have. */
export const MAX_FILE_BYTES = 4_000_000;
/** Pixels a picture may have, ten times those of a hand's length of paper; a photo of a phone has more. */
export const MAX_PIXELS = 4_000_000;
/** Pixels of its longer side. */
export const MAX_SIDE = 10_000;

/** Throws, in words for a person, when a header announces more than this program unpacks. */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw new Error("it has no pixels");
  if (width * height > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE) {
    throw new Error(`it has ${width} × ${height} pixels; at most ${MAX_PIXELS / 1e6} million fit`);
  }
}
