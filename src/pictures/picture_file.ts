import type { NoPicture, Picture } from "../domain/picture.ts";
import { decodePicture } from "./decode.ts";
import { MAX_FILE_BYTES } from "./limits.ts";

/** The picture in the file `path`. Never throws. */
export function readPictureFile(path: string): Picture | NoPicture {
  let bytes: Uint8Array;
  try {
    const { isFile, size } = Deno.statSync(path);
    if (!isFile) return { problem: "it is no file" };
    if (size > MAX_FILE_BYTES) return { problem: `it has more than ${MAX_FILE_BYTES / 1e6} MB` };
    bytes = Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { problem: "there is no such file" };
    return { problem: "the file cannot be read" };
  }
  return decodePicture(bytes);
}
