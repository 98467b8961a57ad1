import * as jpeg from "jpeg-js";
import type { Picture } from "../domain/picture.ts";
import { greyOf } from "./grey.ts";
import { checkSize, MAX_PIXELS } from "./limits.ts";
import { orientationOf, upright } from "./orientation.ts";

/** Each scan of a progressive JPEG goes over all pixels; encoders make about ten. */
const MAX_SCANS = 100;
/** What jpeg-js may take for the largest picture; in colour it takes a good half of it. */
const MAX_MEMORY_MB = 300;

/**
 * The picture of a JPEG file, baseline or progressive, in grey, colour or CMYK, turned as the camera says. Throws, in words for a person, when it is
 * damaged or too large.
 */
export function decodeJpeg(bytes: Uint8Array): Picture {
  const { width, height } = readFrame(bytes);
  checkSize(width, height);
  if (scans(bytes) > MAX_SCANS) throw new Error(`the JPEG has more than ${MAX_SCANS} scans`);
  const { data } = decoded(bytes);
  const grey = new Uint8Array(width * height);
  for (let index = 0; index < grey.length; index++) {
    const at = index * 4;
    grey[index] = greyOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, 255);
  }
  return upright({ width, height, grey }, orientationOf(bytes));
}

function decoded(bytes: Uint8Array): { readonly data: Uint8Array } {
  try {
    return jpeg.default.decode(bytes, {
      useTArray: true,
      maxResolutionInMP: MAX_PIXELS / 1e6,
      maxMemoryUsageInMB: MAX_MEMORY_MB,
    });
  } catch (error) {
    throw new Error("the JPEG is damaged or of a kind that cannot be read", { cause: error });
  }
}

/** The size in the frame header (ITU-T T.81, B.2.2), found by going from marker to marker. */
function readFrame(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const word = (at: number) => (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes.
    if (marker === 0xff) {
      at++;
      continue;
    }
    // SOF0 to SOF15; among them are DHT, JPG and DAC.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: word(at + 5), width: word(at + 7) };
    at += 2 + word(at + 2);
  }
  throw new Error("the JPEG is cut off");
}

/** SOS markers; in the data of a scan 0xFF is never followed by 0xDA. */
function scans(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xda) count++;
  return count;
}
