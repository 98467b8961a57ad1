import { join } from "node:path";
import type { Raster } from "../../src/domain/picture.ts";

/**
 * Reads codes from dots with programs that share nothing with ours: zbarimg (ZBar), and ZXingReader (zxing-cpp), which knows
 * PDF417 as well. Both are installed by the tests' set-up.
 */

/** Whether there are such programs. Without them the tests that read codes are skipped, loudly, and fail under CI. */
export function hasReaders(): boolean {
  try {
    for (const program of ["zbarimg", "ZXingReader"]) {
      new Deno.Command(program, { args: ["--help"], stdout: "null", stderr: "null" }).outputSync();
    }
    return true;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const message = "There are no readers of codes. Debian: apt-get install zbar-tools zxing-cpp-tools.";
    if (Deno.env.get("CI")) throw new Error(message);
    // deno-lint-ignore no-console
    console.error(`SKIPPED: ${message}`);
    return false;
  }
}

/** What zbarimg calls its decoders. */
export type ZbarCode =
  | "qrcode"
  | "ean13"
  | "ean8"
  | "upca"
  | "upce"
  | "code39"
  | "code93"
  | "code128"
  | "codabar"
  | "i25";

/** What else has to be on: a UPC-A is an EAN-13 to ZBar; else QR data comes converted, by a guess at its encoding. */
const FURTHER: Partial<Record<ZbarCode, string>> = { upca: "-Sean13.enable", qrcode: "-Sbinary" };
/** ZBar leaves out short data of these by itself, as stray lines look like them. */
const SHORT: ReadonlySet<ZbarCode> = new Set(["code39", "codabar", "i25"]);

/** The bytes of the one `code` that ZBar finds; throws with what it said when it finds none, or several. */
export function readWithZbar(raster: Raster, code: ZbarCode): Promise<Uint8Array> {
  const settings = [
    "-Sdisable",
    `-S${code}.enable`,
    FURTHER[code] ?? [],
    ...(SHORT.has(code) ? [`-S${code}.min-length=0`] : []),
  ].flat();
  return reading(raster, (file) => ["zbarimg", "--quiet", "--raw", "--nodbus", "--oneshot", ...settings, file]);
}

/** The bytes of the first code of `format` (`QRCode`, `PDF417`, `Code128` …) that zxing-cpp finds. */
export function readWithZxing(raster: Raster, format: string): Promise<Uint8Array> {
  return reading(raster, (file) => ["ZXingReader", "-format", format, "-bytes", file]);
}

async function reading(raster: Raster, command: (file: string) => readonly string[]): Promise<Uint8Array> {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "code.pgm");
  await Deno.writeFile(file, pgm(raster));
  const [program = "", ...args] = command(file);
  const { code, stdout, stderr } = await new Deno.Command(program, { args, stdin: "null" }).output();
  await Deno.remove(folder, { recursive: true });
  if (code !== 0 || stdout.length === 0) {
    throw new Error(`${program} read nothing: ${new TextDecoder().decode(stderr)}`);
  }
  return stdout;
}

/** Pixels for each dot: readers of photographs need some for the narrowest bar. */
const SCALE = 3;
/** White paper around it, in dots. */
const MARGIN = 24;

/** The dots as a picture on white paper (Netpbm's P5). */
export function pgm({ width, height, bits }: Raster): Uint8Array {
  const [across, down] = [(width + 2 * MARGIN) * SCALE, (height + 2 * MARGIN) * SCALE];
  const rowBytes = Math.ceil(width / 8);
  const pixels = new Uint8Array(across * down).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (((bits[y * rowBytes + (x >> 3)] ?? 0) & 0x80 >> (x & 7)) === 0) continue;
      for (let line = 0; line < SCALE; line++) {
        const start = ((y + MARGIN) * SCALE + line) * across + (x + MARGIN) * SCALE;
        pixels.fill(0, start, start + SCALE);
      }
    }
  }
  const head = new TextEncoder().encode(`P5\n${across} ${down}\n255\n`);
  const all = new Uint8Array(head.length + pixels.length);
  all.set(head);
  all.set(pixels, head.length);
  return all;
}
