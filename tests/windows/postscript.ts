import { join } from "node:path";
import { command, tryCommand } from "../command.ts";

/** Why PostScript cannot be looked at here, in one sentence; `null` when it can. */
export async function postscriptMissing(): Promise<string | null> {
  for (const [program, option] of [["gs", "--version"], ["pdftotext", "-v"], ["zbarimg", "--version"]] as const) {
    const found = await tryCommand(program, [option]).catch(() => null);
    if (found === null) return `${program} is not installed (Debian: ghostscript, poppler-utils, zbar-tools)`;
  }
  return null;
}

/** The words of a document of PostScript, page by page, where they stand on the paper. */
export async function pagesOfText(postscript: Uint8Array): Promise<string[]> {
  return await inFolder(postscript, async (file, folder) => {
    const pdf = join(folder, "document.pdf");
    await command("gs", [...QUIET, "-sDEVICE=pdfwrite", `-sOutputFile=${pdf}`, file]);
    const text = await command("pdftotext", ["-layout", pdf, "-"]);
    return text.split("\f").slice(0, -1);
  });
}

/** A page as grey pixels at 300 dots to the inch: 0 is black. */
export interface PagePicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** A document's pages as pictures, and what zbarimg reads from each: `QR-Code:…`. */
export async function picturesOf(postscript: Uint8Array): Promise<{ page: PagePicture; codes: string[] }[]> {
  return await inFolder(postscript, async (file, folder) => {
    await command("gs", [...QUIET, "-sDEVICE=pgmraw", "-r300", `-sOutputFile=${join(folder, "page%03d.pgm")}`, file]);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".pgm"));
    return await Promise.all(
      names.sort().map(async (name) => {
        const { stdout } = await tryCommand("zbarimg", ["--quiet", "--nodbus", join(folder, name)]);
        return { page: pgm(await Deno.readFile(join(folder, name))), codes: stdout.split("\n").filter(Boolean) };
      }),
    );
  });
}

const QUIET = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH"];

async function inFolder<T>(postscript: Uint8Array, use: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "postscript-" });
  try {
    const file = join(folder, "document.ps");
    await Deno.writeFile(file, postscript);
    return await use(file, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** "P5 WIDTH HEIGHT 255", with comments between, and a byte for each pixel. */
function pgm(bytes: Uint8Array): PagePicture {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const found = /^P5\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(head);
  if (found === null) throw new Error(`no PGM: ${head.slice(0, 40)}`);
  return { width: Number(found[1]), height: Number(found[2]), grey: bytes.subarray(found[0].length) };
}
