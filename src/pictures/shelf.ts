import { Buffer } from "node:buffer";
import { join, sep } from "node:path";
import type { NoPicture, Picture, Pictures } from "../domain/picture.ts";
import { printable } from "../domain/printable.ts";
import { decodePicture } from "./decode.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import { readPictureFile } from "./picture_file.ts";

/** The `src` of the shop's logo: no file name can look like it. */
const LOGO = "logo:";

/** A name in the folder itself: no path, no hidden file, nothing Windows gives a meaning to. */
const FILE_NAME = /^[\p{L}\p{N}_(][\p{L}\p{M}\p{N} ._()-]{0,119}\.(?:png|jpe?g)$/iu;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:[. ]|$)/i;

const DATA_URL = /^data:image\/[a-z0-9.+-]+(?:;[a-z0-9=-]+)*;base64,/i;

/** Pictures that are kept, so that a template's own ones are unpacked once. Longer URLs are pictures of one job. */
const [MAX_KEPT, MAX_KEPT_URL] = [16, 300_000];

interface Kept {
  /** Time and size of the file; empty for what cannot change. */
  readonly version: string;
  readonly picture: Picture | NoPicture;
}

/** Where pictures come from. */
export interface ShelfOptions {
  /** The folder whose files templates may name; it need not be there. */
  readonly assetsDir: string;
  readonly logo: Picture | null;
}

/** The pictures that templates may show: `data:` URLs, files of one folder, and the logo. */
export class PictureShelf implements Pictures {
  readonly logo: string | null;
  readonly #logo: Picture | null;
  readonly #folder: string;
  readonly #kept = new Map<string, Kept>();

  constructor({ assetsDir, logo }: ShelfOptions) {
    this.logo = logo === null ? null : LOGO;
    this.#logo = logo;
    this.#folder = assetsDir;
  }

  find(source: string): Picture | NoPicture {
    if (source === LOGO) return this.#logo ?? { problem: "no logo is set" };
    if (/^data:/i.test(source)) return this.#ofUrl(source);
    if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(source)) return { problem: "pictures are not loaded from the network" };
    return this.#ofFile(source);
  }

  #ofUrl(url: string): Picture | NoPicture {
    const [head] = DATA_URL.exec(url) ?? [];
    if (head === undefined) return { problem: 'it is no "data:image/…;base64," URL' };
    if (url.length > MAX_FILE_BYTES * 1.4) return { problem: `it has more than ${MAX_FILE_BYTES / 1e6} MB` };
    const decode = () => decodePicture(Buffer.from(url.slice(head.length), "base64"));
    return url.length > MAX_KEPT_URL ? decode() : this.#keep(url, "", decode);
  }

  #ofFile(name: string): Picture | NoPicture {
    if (!FILE_NAME.test(name) || DEVICE.test(name)) {
      return { problem: `${JSON.stringify(printable(name, 60))} is no name of a PNG or JPEG file in ${this.#folder}` };
    }
    const path = join(this.#folder, name);
    try {
      // A link must not lead out of the folder.
      const folder = Deno.realPathSync(this.#folder);
      const real = Deno.realPathSync(path);
      if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
        return { problem: `${JSON.stringify(name)} leads out of ${this.#folder}` };
      }
      const { mtime, size } = Deno.statSync(real);
      return this.#keep(name, `${mtime?.getTime()} ${size}`, () => readPictureFile(real));
    } catch {
      return { problem: `there is no file ${JSON.stringify(name)} in ${this.#folder}` };
    }
  }

  #keep(key: string, version: string, read: () => Picture | NoPicture): Picture | NoPicture {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    const picture = kept !== undefined && kept.version === version ? kept.picture : read();
    // Deleted and set again, the one used last stands last.
    this.#kept.set(key, { version, picture });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return picture;
  }
}
