import type { Picture } from "../domain/picture.ts";

/**
 * How a camera held the picture: 1 (upright) to 8, the tag Orientation (0x0112) of the Exif data of a JPEG (Exif 2.32, 4.6.4);
 * 1 where there is none. Never throws.
 */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let at = 2; view.getUint8(at) === 0xff;) {
      const marker = view.getUint8(at + 1);
      // The data of the picture begins: Exif stands before it.
      if (marker === 0xda) return 1;
      // APP1 that begins with "Exif", then two zeros.
      if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) return orientationOfTiff(view, at + 10);
      at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
    }
  } catch {
    // Cut off: whoever decodes it says so.
  }
  return 1;
}

/** The first directory of a TIFF file: a count, then entries of 12 bytes. */
function orientationOfTiff(view: DataView, start: number): number {
  const isLittle = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittle);
  const entries = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** `picture` as it is meant to be seen. */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width, height, grey } = picture;
  // From 5 on rows become columns; the pixel of (x, y) of the result stands at `from`.
  const [wide, high] = orientation >= 5 ? [height, width] : [width, height];
  const [right, bottom] = [width - 1, height - 1];
  const from = (x: number, y: number): readonly [number, number] => {
    switch (orientation) {
      case 2:
        return [right - x, y];
      case 3:
        return [right - x, bottom - y];
      case 4:
        return [x, bottom - y];
      case 5:
        return [y, x];
      case 6:
        return [y, bottom - x];
      case 7:
        return [right - y, bottom - x];
      default:
        return [right - y, x];
    }
  };
  const turned = new Uint8Array(grey.length);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [column, row] = from(x, y);
      turned[y * wide + x] = grey[row * width + column] ?? 255;
    }
  }
  return { width: wide, height: high, grey: turned };
}
