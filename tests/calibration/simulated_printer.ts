import type { InstalledPrinter, Printer, PrinterDocument, Printers, PrintReceipt } from "../../src/domain/ports.ts";
import type { Profile } from "../../src/domain/profile.ts";
import { readCommands } from "../../src/render/command_reader.ts";
import { interpret, type PaperItem } from "../../src/render/interpret.ts";

/** A printer as it really is, whatever the settings say of it. */
export interface Truth {
  /** Its code pages, width, dots, pin. */
  readonly profile: Profile;
  readonly startsInChinese: boolean;
  readonly knowsDisableRealtime: boolean;
  readonly knowsPdf417: boolean;
  readonly knowsRaster: boolean;
  readonly hasKnife: boolean;
  /** The mnemonic that makes it beep. */
  readonly buzzer: "ESC B" | "ESC ( A" | "BEL";
}

const text = (words: string) => new TextEncoder().encode(words);

/** Prints as `truth` says: what it does not know comes out as letters or not at all. Keeps each paper. */
export class SimulatedPrinter implements Printers, Printer {
  /** One for each document, oldest first. */
  readonly papers: (readonly PaperItem[])[] = [];
  readonly titles: string[] = [];
  readonly #truth: Truth;

  constructor(truth: Truth) {
    this.#truth = truth;
  }

  installed(): Promise<readonly InstalledPrinter[]> {
    return Promise.resolve([{ name: "POS-80", isDefault: true }]);
  }

  open(): Printer {
    return this;
  }

  print({ bytes, title }: PrinterDocument): Promise<PrintReceipt> {
    this.papers.push(interpret(this.#understood(bytes), this.#truth.profile).items);
    this.titles.push(title);
    return Promise.resolve({ stage: "spooled", evidence: "spooler", printer: "POS-80" });
  }

  check(): Promise<string> {
    return Promise.resolve("ready");
  }

  async close(): Promise<void> {}

  /** The bytes as a printer that knows everything would have to be sent them, to get the same paper. */
  #understood(bytes: Uint8Array): Uint8Array {
    const truth = this.#truth;
    let isChinese = truth.startsInChinese;
    const pieces = readCommands(bytes).map(({ name, start, end }) => {
      const own = bytes.slice(start, end);
      if (name === "ESC @") isChinese = truth.startsInChinese;
      if (name === "FS .") isChinese = false;
      if (name === "text" && isChinese) return chinese(own);
      if (name === "GS ( D" && !truth.knowsDisableRealtime) return text("(D");
      if (name === "GS ( k" && own[5] === 48 && !truth.knowsPdf417) return text("");
      if (name === "GS v" && !truth.knowsRaster) return text("@@@@@@\n");
      if (name === "ESC p" && (own[2] === 1 ? 5 : 2) !== truth.profile.drawerPin) return text("");
      if (name === "GS V" && !truth.hasKnife) return text("");
      if (["ESC B", "ESC ( A", "BEL"].includes(name) && name !== truth.buzzer) return text("");
      return own;
    });
    return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  }
}

/** Two bytes from 0x81 on are one character. */
function chinese(bytes: Uint8Array): Uint8Array {
  const read = bytes.slice();
  for (let index = 0; index < read.length; index++) if ((read[index] ?? 0) > 0x80) read.set(text("##"), index++);
  return read.subarray(0, bytes.length);
}
