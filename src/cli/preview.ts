import { type Preview, previewOf } from "../agent/preview.ts";
import type { Choice } from "../agent/router.ts";
import type { Settings } from "../config.ts";
import type { Printers } from "../domain/ports.ts";
import { printable } from "../domain/printable.ts";
import { paperOf } from "../render/paper_of.ts";
import { drawPaper } from "../render/svg.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { readJobFile } from "./job_file.ts";
import type { Options } from "./options.ts";
import { type OutEnding, outEnding, writeOut } from "./out_file.ts";
import { previewPage } from "./preview_page.ts";
import { choosePrinter } from "./print_once.ts";
import { shopComposer } from "./shop.ts";
import { PAINTERS, SVG_PNG } from "./wire.ts";

/** Dots of paper, 3.75 metres, that a PNG has at most: viewers and the memory of a PC end somewhere. */
const MAX_PNG_DOTS = 30_000;
/** Dots up to which each is two pixels wide and high, so that the eye sees them. */
const MAX_LARGE_DOTS = 6_000;

/** `--preview FILE`: shows the paper of a job, or writes it into a file; read back from the bytes the printer would get. */
export async function preview(io: Io, options: Options, settings: Settings, printers: Printers): Promise<number> {
  const composer = await shopComposer(io, settings);
  const job = await readJobFile(options.file, settings, composer.types);
  const choice = await choosePrinter(options.printer, job, settings, printers);
  const { name, profile } = choice.config;
  const made = await previewOf(job, profile, (job, paper) => composer.document(job, paper), PAINTERS);
  const ending = options.out === null ? null : outEnding(options.out);
  const warnings = [...made.warnings];
  let written: string | null = null;
  if (options.out !== null && ending !== null) {
    const content = await contentOf(ending, job.documentName, choice, made, warnings);
    const how = await writeOut(options.out, content);
    written = `${printable(options.out)} (${content.length} bytes${
      how === "replaced" ? ", in place of the old one" : ""
    })`;
  }
  if (options.json) {
    const { bytes, text, drawing: { svg } } = made;
    const about = { printer: name, printer_because: choice.why, bytes: bytes.length, warnings, text };
    io.out(JSON.stringify(written === null ? { ...about, svg } : { ...about, file: options.out }, null, 2));
    return EXIT.done;
  }
  if (written === null) io.out(made.text);
  else io.out(`Written: ${written}.`);
  io.out(`For ${name}: ${made.bytes.length} bytes. Nothing was printed.`);
  io.out(`  because ${choice.why}`);
  for (const warning of warnings) io.out(`  but: ${warning}`);
  return EXIT.done;
}

/** The file of a preview; what is not in it is added to `warnings`. */
async function contentOf(
  ending: OutEnding,
  title: string,
  choice: Choice,
  made: Preview,
  warnings: string[],
): Promise<Uint8Array> {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  if (ending === "txt") return utf8(made.text);
  const { profile } = choice.config;
  const drawing = ending === "png"
    ? await drawPaper(paperOf(made.bytes, profile), profile, PAINTERS.codes, { maxDots: MAX_PNG_DOTS })
    : made.drawing;
  if (drawing.left > 0) {
    warnings.push(
      `the picture ends before the paper does: ${drawing.left} lines, pictures and codes are missing in it`,
    );
  }
  if (ending === "svg") return utf8(drawing.svg);
  if (ending === "png") return await SVG_PNG.paint(drawing.svg, drawing.height <= MAX_LARGE_DOTS ? 2 : 1);
  return utf8(await previewPage(title, choice, { ...made, warnings }));
}
