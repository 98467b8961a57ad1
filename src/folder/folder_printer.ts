import { join } from "node:path";
import type { CodePainter } from "../domain/painter.ts";
import type { Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { plainState, type PrinterState } from "../domain/printer_state.ts";
import { printable } from "../domain/printable.ts";
import { isStar, type Profile } from "../domain/profile.ts";
import { listing } from "../render/interpret.ts";
import { paperOf } from "../render/paper_of.ts";
import { renderedText } from "../render/render.ts";
import { drawPaper } from "../render/svg.ts";
import { fileStem } from "./file_name.ts";

/** Where a folder printer writes, and what its documents are made for. */
export interface FolderPrinterOptions {
  /** For messages and receipts. */
  readonly name: string;
  /** Absolute; made at the first document. */
  readonly path: string;
  readonly profile: Profile;
  /** What the codes of the SVG are drawn with; they are frames with their data when missing. */
  readonly codes?: CodePainter | null;
  /** ms since 1970; the PC's clock when missing. */
  readonly now?: () => number;
}

/**
 * A printer on disk, for trying things and for systems without printers. Each document is up to four files of one
 * name: `.escpos` (`.star` in Star's own languages, `.prn` for the format text, `.drawing` for gdi) has the bytes, `.txt` the paper as text,
 * `.svg` the paper as it looks, `.lst` the commands in words.
 */
export class FolderPrinter implements Printer {
  readonly #name: string;
  readonly #path: string;
  readonly #profile: Profile;
  readonly #codes: CodePainter | null;
  readonly #now: () => number;

  constructor(options: FolderPrinterOptions) {
    this.#name = options.name;
    this.#path = options.path;
    this.#profile = options.profile;
    this.#codes = options.codes ?? null;
    this.#now = options.now ?? Date.now;
  }

  async print(document: PrinterDocument): Promise<PrintReceipt> {
    const { bytes } = document;
    const text = encode(renderedText(bytes, this.#profile));
    const { svg } = await drawPaper(paperOf(bytes, this.#profile), this.#profile, this.#codes);
    // The bytes come last: who waits for them finds the rest beside them.
    const files: [string, Uint8Array][] = this.#profile.format === "text"
      ? [[".txt", text], [".svg", encode(svg)], [".prn", bytes]]
      : [
        [".txt", text],
        [".svg", encode(svg)],
        [".lst", encode(listing(bytes, this.#profile))],
        [endingOf(this.#profile.format), bytes],
      ];
    await document.beforeFirstByte?.();
    try {
      await Deno.mkdir(this.#path, { recursive: true });
      const stem = await this.#freeStem(fileStem(document.title, document.jobId, this.#now()), files);
      for (const [ending, content] of files) await this.#write(`${stem}${ending}`, content);
    } catch (error) {
      throw this.#unwritable(error);
    }
    return { stage: "printed", evidence: "device", printer: this.#name };
  }

  async check(): Promise<string> {
    const probe = join(this.#path, `.${crypto.randomUUID()}.tmp`);
    try {
      await Deno.mkdir(this.#path, { recursive: true });
      await Deno.writeFile(probe, new Uint8Array());
      await Deno.remove(probe);
    } catch (error) {
      throw this.#unwritable(error);
    }
    return "ready";
  }

  /** A folder has no paper to run out of; whether it can be written shows when it is. */
  state(): Promise<PrinterState> {
    return Promise.resolve(plainState("ready"));
  }

  async close(): Promise<void> {}

  async #freeStem(stem: string, files: readonly [string, Uint8Array][]): Promise<string> {
    for (let number = 1;; number++) {
      const candidate = number === 1 ? stem : `${stem}_${number}`;
      const taken = await Promise.all(files.map(([ending]) => exists(join(this.#path, `${candidate}${ending}`))));
      if (taken.every((isTaken) => !isTaken)) return candidate;
    }
  }

  // Under another name first: nobody ever sees half a document.
  async #write(name: string, content: Uint8Array): Promise<void> {
    const temporary = join(this.#path, `.${name}.tmp`);
    try {
      await Deno.writeFile(temporary, content);
      await Deno.rename(temporary, join(this.#path, name));
    } catch (error) {
      await Deno.remove(temporary).catch(() => {});
      throw error;
    }
  }

  #unwritable(cause: unknown): PrintError {
    const reason = printable(cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
    return new PrintError(
      "folder_unwritable",
      `Cannot write printer "${this.#name}" into folder "${printable(this.#path)}": ${reason}.`,
      { hint: "Check that the folder may be written to, is no file, and that its disk is there and has room.", cause },
    );
  }
}

function endingOf(format: Profile["format"]): string {
  return format === "gdi" ? ".drawing" : isStar(format) ? ".star" : ".escpos";
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch {
    return false;
  }
}
